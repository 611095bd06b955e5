import { describe, expect, it } from 'vitest'
import { demonstrationSample } from './sample.ts'
import { trainCard } from './models.ts'

describe('the statistical card on the sample', () => {
  const sample = demonstrationSample()
  const { fitted, points, report } = trainCard(sample)

  it('leaves out sex, marital status and nationality', () => {
    const names = sample.columns.map(({ name }) => name)
    expect(names).toHaveLength(18)
    expect(names.some((name) => /sex|foreign|status_and/.test(name))).toBe(false)
  })

  it('separates the records that it was not trained on, and is the same every time', () => {
    expect([report.rows, report.bads, report.trainRows, report.testRows]).toEqual([1_000, 300, 700, 300])
    expect(report.test?.auc).toBeGreaterThan(0.7)
    expect(report.test?.ks).toBeGreaterThan(0.3)
    expect(report.psi).toBeLessThan(0.1)
    expect(trainCard(demonstrationSample()).fitted.model).toEqual(fitted.model)
  })

  it('reports curves that rise from nothing to the whole, and KS between them', () => {
    const { curve } = report
    expect(curve[0]).toMatchObject({ good: 0, bad: 0 })
    expect(curve.at(-1)).toMatchObject({ good: 1, bad: 1 })
    const widest = Math.max(...curve.map(({ good, bad }) => bad - good))
    expect(widest).toBeLessThanOrEqual((report.test?.ks ?? 0) + 1e-12)
    expect(widest).toBeGreaterThan((report.test?.ks ?? 0) - 0.05)
  })

  it('is calibrated: the worst tenth fails most, and about as often as expected over all', () => {
    const [worst] = report.deciles
    expect(worst?.observed).toBeGreaterThan(report.deciles.at(-1)?.observed ?? 1)
    const mean = (key: 'expected' | 'observed') =>
      report.deciles.reduce((sum, each) => sum + each[key] * each.count, 0) / report.testRows
    expect(Math.abs(mean('expected') - mean('observed'))).toBeLessThan(0.06)
    expect(points[0]?.name).toBe('basepoints')
  })
})
