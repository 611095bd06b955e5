import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf, valueOf } from '../testing.ts'
import type { InefficientVerdict } from './inefficient.ts'

type Reply = InefficientVerdict & { uncleared?: string[] }
const twentyMu = { landM2: 13_333.4, taxFen: 53_800_000, countedFloorAreaM2: 8_000, asOf: '2022-03-01' }
const verdict = (more: object = {}) => valueOf<Reply>('inefficient', { ...twentyMu, ...more })
const rules = async (more: object) => (await verdict(more)).findings.map(({ rule }) => rule)

describe('inefficient land', () => {
  test('every rule hit with the gap to its threshold', async () => {
    const { findings, band } = await verdict()
    // 20.0001 mu × 5 万元 − 53.8 万元 = 46.2005 万元; 0.8 × 13 333.4 − 8 000 m².
    expect(findings.map(({ rule, gap, gapUnit }) => [rule, gap, gapUnit])).toEqual([
      ['R1', 46_200_500, 'fen'],
      ['R2', 2_666.72, 'm²'],
    ])
    expect(band).toBe('1-3')
  })

  test('paying the gap clears the rule, a fen less does not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 100, max: 1e6 }), fc.integer({ min: 0, max: 1e8 }), async (land, taxFen) => {
        const body = { landM2: land, taxFen, countedFloorAreaM2: null }
        const gap = (await verdict(body)).findings.find(({ rule }) => rule === 'R1')?.gap
        if (gap === undefined || gap === null) return
        expect(await rules({ ...body, taxFen: taxFen + gap })).toEqual([])
        expect(await rules({ ...body, taxFen: taxFen + gap - 1 })).toEqual(['R1'])
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    [{ contractFar: 0.59 }, ['R1', 'R2']],
    [{ countedFloorAreaM2: 12_000, contractFar: 1.2 }, ['R1', 'R2']],
    [{ countedFloorAreaM2: 12_000 }, ['R1']],
    [{ taxFen: 200_000_000, industryMeanTaxPerMu: 25 }, ['R2', 'R3']],
    [{ taxFen: 200_000_000, class: 'D' }, ['R2', 'R4']],
    [{ taxFen: 200_000_000, class: 'C', previousClass: 'C' }, ['R2', 'R4']],
    [{ taxFen: 200_000_000, class: 'C', previousClass: 'B' }, ['R2']],
    [{ taxFen: 200_000_000, idleBuildingShare: 0.5, idleBuildingMonths: 12 }, ['R2', 'R5']],
    [{ taxFen: 200_000_000, idleBuildingShare: 0.5, idleBuildingMonths: 11 }, ['R2']],
    [{ taxFen: 200_000_000, eliminationLists: ['energy'] }, ['R2', 'R6']],
  ])('%j: %j', async (more, hit) => {
    expect(await rules(more)).toEqual(hit)
  })

  test('two years of production are full on the same day', async () => {
    const excluded = async (producingSince: string) => (await verdict({ producingSince })).excluded
    expect(await excluded('2020-03-02')).toBe('producingUnderTwoYears')
    expect(await excluded('2020-03-01')).toBeNull()
    expect(await verdict({ utility: true })).toMatchObject({ inefficient: false, excluded: 'utility' })
  })

  test('targets must clear every rule hit', async () => {
    expect((await verdict({ targets: { taxPerMu: 5, far: 0.79 } })).uncleared).toEqual(['R2'])
    expect((await verdict({ targets: { taxPerMu: 5, far: 0.8 } })).uncleared).toEqual([])
    expect((await verdict({ targets: {} })).uncleared).toEqual(['R1', 'R2'])
  })

  test('no land is refused', async () => {
    expect(await refusalOf('inefficient', { landM2: 0, asOf: '2022-03-01' })).toEqual([
      422,
      '/landM2 land_area_not_positive',
    ])
  })
})

describe('acceptance', () => {
  const record = {
    inspectors: ['a', 'b'],
    reporter: 'c',
    siteRecordSigned: true,
    photosBefore: true,
    photosAfter: true,
    photosInsideParcel: true,
  }
  const outcome = async (target: object, more: object = {}) =>
    (
      await valueOf<{ outcome: string; missing: string[] }>('acceptance', {
        targets: [{ item: 'far', target: 1, measured: 1, ...target }],
        record: { ...record, ...more },
      })
    ).outcome

  test.each([
    [{}, 'closed'],
    [{ measured: 0.95 }, 'returned'],
    [{ measured: 0.95, jointOpinion: true }, 'closed'],
    [{ measured: 0.9499, jointOpinion: true }, 'returned'],
    [{ measured: 0.5, commitment: true }, 'returned'],
    [{ item: 'taxPerMu', measured: null, commitment: true }, 'closedConditionally'],
  ])('%j: %s', async (target, expected) => {
    expect(await outcome(target)).toBe(expected)
  })

  test('who reports does not inspect', async () => {
    expect(await outcome({}, { inspectors: ['a', 'c'] })).toBe('returned')
    expect(await outcome({}, { inspectors: ['a', 'a'] })).toBe('returned')
    expect(await outcome({}, { photosInsideParcel: false })).toBe('returned')
  })
})
