import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type LiftFirm, liftCounty } from './county-lift.ts'

const firm = fc.record({
  taxFen: fc.integer({ min: 0, max: 20 }).map((wan) => wan * 10_000_000),
  landM2: fc.integer({ min: 1, max: 6 }).map((n) => n * 1_000),
  moreTaxFen: fc.integer({ min: -2, max: 8 }).map((wan) => wan * 10_000_000),
  lessLandM2: fc.integer({ min: 0, max: 9 }).map((n) => n * 100),
  costFen: fc.integer({ min: 0, max: 50 }).map((wan) => wan * 1_000_000),
})

const enoughFor = (firms: readonly LiftFirm[], mask: number, target: number): { enough: boolean; cost: number } => {
  let [left, cost] = [0, 0]
  firms.forEach(({ taxFen, landM2, measure }, index) => {
    const taken = (mask & (2 ** index)) !== 0 ? measure : null
    // Whole numbers: tax in 万元 × 1000 against target × 1.5 × land.
    left += (taxFen + (taken?.moreTaxFen ?? 0)) / 1_000 - target * 1.5 * (landM2 - (taken?.lessLandM2 ?? 0))
    cost += taken?.costFen ?? 0
  })
  return { enough: left >= 0, cost }
}

describe('lifting the county', () => {
  test('no set of measures that reaches the target is cheaper', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(firm, { minLength: 1, maxLength: 7 }),
        fc.integer({ min: 1, max: 60 }),
        async (list, target) => {
          const firms = list.map(
            ({ taxFen, landM2, ...measure }, index): LiftFirm => ({ id: `${index}`, taxFen, landM2, measure }),
          )
          const lift = await liftCounty(firms, target, 5)
          const sets = Array.from({ length: 2 ** firms.length }, (_, mask) => enoughFor(firms, mask, target))
          const costs = sets.filter(({ enough }) => enough).map(({ cost }) => cost)
          if (lift.status === 'impossible') expect(costs).toEqual([])
          else expect(lift.costFen).toBe(Math.min(...costs))
          if (lift.status === 'optimal') expect(lift.after).toBeGreaterThanOrEqual(target - 1e-9)
        },
      ),
      { numRuns: 40 },
    )
  })
})
