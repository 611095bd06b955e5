import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type CivilDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { firstOverdrawn } from './fund-days.ts'
import {
  checkFunds,
  checkPhotos,
  hammingDistance,
  nodeKinds,
  type ProjectNode,
  projectProgress,
  projectStage,
} from './project-progress.ts'

const start = '2022-01-01' as CivilDate
const day = (offset: number): CivilDate => addDays(start, offset)

describe('money of a project', () => {
  const sound = { approvedFen: 100n, receivedFen: 80n, payments: [{ fen: 80n, voucher: '付 1' }] }
  it('is sound at the limits and names each rule beyond them', () => {
    const codes = (change: object) => checkFunds({ ...sound, ...change }).map(({ code }) => code)
    expect(codes({})).toEqual([])
    expect(codes({ receivedFen: 101n })).toEqual(['received_over_approved'])
    expect(codes({ receivedFen: 79n })).toEqual(['paid_over_received'])
    expect(codes({ payments: [{ fen: 1n, voucher: ' ' }] })).toEqual(['voucher_missing'])
    expect(codes({ payments: [{ fen: 1n, voucher: null }] })).toEqual(['voucher_missing'])
  })

  it('flags a settlement from the first fen beyond ten percent, either way', () => {
    const flagged = (settlementFen: bigint) => checkFunds({ ...sound, budgetFen: 1000n, settlementFen }).length
    expect([899n, 900n, 1000n, 1100n, 1101n].map(flagged)).toEqual([1, 0, 0, 0, 1])
  })

  it('is overdrawn on the day when more was paid than had come, whatever came later', () => {
    expect(firstOverdrawn([{ on: day(5), fen: 10n }], [{ on: day(4), fen: 1n }])).toBe(day(4))
    expect(firstOverdrawn([{ on: day(5), fen: 10n }], [{ on: day(5), fen: 10n }])).toBeNull()
    const movement = fc.record({ on: fc.integer({ min: 0, max: 30 }).map(day), fen: fc.bigInt({ min: 1n, max: 9n }) })
    fc.assert(
      fc.property(fc.array(movement), fc.array(movement), (receipts, payments) => {
        const sum = (of: typeof receipts, until: CivilDate) =>
          of.reduce((total, { on, fen }) => (on <= until ? total + fen : total), 0n)
        const expected = Array.from({ length: 31 }, (_, index) => day(index)).find(
          (until) => sum(payments, until) > sum(receipts, until),
        )
        expect(firstOverdrawn(receipts, payments)).toBe(expected ?? null)
      }),
    )
  })
})

describe('photos of the site', () => {
  const photo = (perceptualHash: string, offset = 0, metresFromSite: number | null = 10) => ({
    takenOn: day(offset),
    metresFromSite,
    perceptualHash,
  })
  const far = ['0000000000000000', '00000000ffffffff', 'ffffffff00000000', 'ffffffffffffffff'] as const

  it('count within three days and 300 m, no near duplicate, three at least', () => {
    const judge = (photos: Parameters<typeof checkPhotos>[0], earlier: readonly string[] = []) =>
      checkPhotos(photos, day(10), earlier)
    expect(judge([photo(far[0], 7), photo(far[1], 13, 300), photo(far[2], 10)])).toEqual({ valid: true, refused: [] })
    expect(judge([photo(far[0], 6), photo(far[1], 14), photo(far[2], 10, 300.1)]).refused).toEqual([
      { index: 0, code: 'date_off' },
      { index: 1, code: 'date_off' },
      { index: 2, code: 'too_far' },
    ])
    expect(judge([photo(far[0], 10), photo('000000000000003f', 10), photo('000000000000007f', 10)]).refused).toEqual([
      { index: 1, code: 'duplicate' },
    ])
    expect(judge([photo(far[3], 10)], [far[3]]).refused).toEqual([{ index: 0, code: 'duplicate' }])
    expect(judge([{ ...photo(far[0]), takenOn: null }, photo(far[1], 10, null)]).refused).toHaveLength(2)
    expect(judge([photo(far[0], 10), photo(far[1], 10)]).valid).toBe(false)
  })

  it('differ by as many bits as the hashes do', () => {
    const hash = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
    const text = (bits: bigint) => bits.toString(16).padStart(16, '0')
    fc.assert(
      fc.property(hash, hash, (a, b) => {
        const counted = [...(a ^ b).toString(2)].filter((bit) => bit === '1').length
        expect(hammingDistance(text(a), text(b))).toBe(counted)
      }),
    )
  })
})

describe('progress', () => {
  const node = fc.record<ProjectNode>({
    kind: fc.constantFrom(...nodeKinds),
    weight: fc.integer({ min: 1, max: 100 }),
    planned: fc.integer({ min: 0, max: 300 }).map(day),
    acceptedOn: fc.option(fc.integer({ min: 0, max: 300 }).map(day)),
    reported: fc.double({ min: 0, max: 1, noNaN: true }),
    photosValid: fc.boolean(),
  })

  it('lies between the accepted share and one, and the accepted share never falls', () => {
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 9 }), fc.nat(300), fc.nat(300), (nodes, on, more) => {
        const now = projectProgress(nodes, day(on), Working.silent)
        const later = projectProgress(nodes, day(on + more), Working.silent)
        expect(now.acceptedShare).toBeGreaterThanOrEqual(0)
        expect(now.progress).toBeGreaterThanOrEqual(now.acceptedShare)
        expect(now.progress).toBeLessThanOrEqual(1 + 1e-12)
        expect(later.acceptedShare).toBeGreaterThanOrEqual(now.acceptedShare)
      }),
    )
  })

  it('counts a report only with its photos, and refuses weights that give no whole', () => {
    const building: ProjectNode = {
      kind: 'building',
      weight: 1,
      planned: day(10),
      acceptedOn: null,
      reported: 0.5,
      photosValid: false,
    }
    const at = (change: Partial<ProjectNode>) => projectProgress([{ ...building, ...change }], day(12), Working.silent)
    expect(at({})).toEqual({ progress: 0, acceptedShare: 0, varianceDays: 2 })
    expect(at({ photosValid: true }).progress).toBe(0.5)
    expect(at({ acceptedOn: day(7) })).toEqual({ progress: 1, acceptedShare: 1, varianceDays: -3 })
    for (const weight of [0, -1]) expect(() => at({ weight })).toThrow('权重')
  })

  it('is at the furthest stage that was accepted', () => {
    expect(projectStage([])).toBe('planned')
    expect(projectStage(['completed', 'approved', 'building'])).toBe('completed')
  })
})
