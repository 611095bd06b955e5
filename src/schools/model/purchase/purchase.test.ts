import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Working } from '../../../platform/explain.ts'
import { disparity } from '../disparity.ts'
import { buyingOrder, fewestLots, lotsOf } from './buying-order.ts'
import { planForBudget, planForTarget } from './purchase-plan.ts'
import { checkItem, coefficientWith, type Lots, type PurchaseItem } from './purchase-problem.ts'

const rooms: PurchaseItem = {
  indicator: 'multimediaRoomsPer100',
  pupils: [1200, 600, 200],
  quantities: [36, 9, 2],
  lot: 1,
  lotCostFen: 4_500_000,
  mostLots: [10, 20, 20],
}
const ids = ['A', 'B', 'C']

/** Every purchase there is. */
const everyWay = (most: readonly number[]): Lots[] =>
  most.reduce<Lots[]>(
    (ways, limit) => ways.flatMap((way) => Array.from({ length: limit + 1 }, (_, n) => [...way, n])),
    [[]],
  )

const sum = (lots: Lots): number => lots.reduce((total, count) => total + count, 0)

const smallCounty = fc
  .integer({ min: 2, max: 4 })
  .chain((schools) =>
    fc.record({
      pupils: fc.array(fc.integer({ min: 5, max: 400 }), { minLength: schools, maxLength: schools }),
      quantities: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: schools, maxLength: schools }),
      mostLots: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: schools, maxLength: schools }),
      lot: fc.constantFrom(0.5, 1, 4),
      target: fc.integer({ min: 0, max: 80 }).map((percent) => percent / 100),
    }),
  )
  .filter(({ quantities }) => quantities.some((quantity) => quantity > 0))
  .map(({ target, ...item }) => ({
    item: { ...item, indicator: 'multimediaRoomsPer100' as const, lotCostFen: 100 },
    target,
  }))

describe('the coefficient with purchases', () => {
  it('is that of 4.2', () => {
    fc.assert(
      fc.property(smallCounty, ({ item }) => {
        const rows = item.pupils.map((pupils, at) => ({ id: `${at}`, pupils, quantity: item.quantities[at] ?? 0 }))
        expect(coefficientWith(item, [])).toBeCloseTo(disparity(rows, 1, Working.silent).cv, 12)
      }),
    )
  })
})

describe('the buying order', () => {
  it('of all ways to buy K lots takes the one with the lowest coefficient, for every K', () => {
    fc.assert(
      fc.property(smallCounty, ({ item }) => {
        const order = buyingOrder(item)
        const best = new Map<number, number>()
        for (const way of everyWay(item.mostLots)) {
          const cv = coefficientWith(item, way)
          best.set(sum(way), Math.min(best.get(sum(way)) ?? Number.POSITIVE_INFINITY, cv))
        }
        for (const [count, cv] of best) {
          expect(order.coefficients[count]).toBeCloseTo(cv, 9)
          expect(coefficientWith(item, lotsOf(item, order, count))).toBeCloseTo(cv, 9)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('needs as few lots for a target as any purchase does, or says that none reaches it', () => {
    fc.assert(
      fc.property(smallCounty, ({ item, target }) => {
        const enough = everyWay(item.mostLots).filter((way) => coefficientWith(item, way) <= target + 1e-9)
        const fewest = enough.length === 0 ? null : Math.min(...enough.map(sum))
        expect(fewestLots(buyingOrder(item), target)).toBe(fewest)
      }),
      { numRuns: 60 },
    )
  })

  it('stays exact over half a million lots', () => {
    const item: PurchaseItem = {
      ...rooms,
      indicator: 'equipmentValuePerPupil',
      quantities: [3_600_000, 600_000, 200_000],
      mostLots: [0, 300_000, 200_000],
    }
    const order = buyingOrder(item)
    for (const count of [1, 1_000, 250_000, 499_999])
      expect(order.coefficients[count]).toBeCloseTo(coefficientWith(item, lotsOf(item, order, count)), 10)
  })
})

describe('plans', () => {
  it('to a target: 0.10 costs nine rooms, six to B and three to C', () => {
    const plan = planForTarget([rooms], ids, () => 0.1)
    expect(plan).toMatchObject({ status: 'optimal', costFen: 9 * 4_500_000, binding: [], reachable: null })
    expect(plan.lots.get('multimediaRoomsPer100')).toEqual([0, 6, 3])
    expect(plan.after?.multimediaRoomsPer100).toBeLessThanOrEqual(0.1)
    expect(planForTarget([rooms], ids, () => 0.35)).toMatchObject({ status: 'optimal', costFen: 0 })
  })

  it('beyond what schools take: tells the lowest that is reachable', () => {
    const plan = planForTarget([{ ...rooms, mostLots: [3, 3, 3] }], ids, () => 0.1)
    expect(plan).toMatchObject({ status: 'infeasible', after: null, costFen: 0 })
    const lowest = Math.min(...everyWay([3, 3, 3]).map((way) => coefficientWith(rooms, way)))
    expect(plan.reachable?.multimediaRoomsPer100).toBeCloseTo(lowest, 12)
  })

  it('within a budget: no other purchase of it has a lower worst coefficient', () => {
    fc.assert(
      fc.property(smallCounty, smallCounty, fc.integer({ min: 0, max: 1_500 }), (one, two, budgetFen) => {
        const items = [one.item, { ...two.item, indicator: 'teachingAreaPerPupil' as const, lotCostFen: 70 }]
        const plan = planForBudget(items, [], budgetFen)
        const reached = Math.max(...Object.values(plan.after ?? {}))
        expect(plan.costFen).toBeLessThanOrEqual(budgetFen)
        const [first, second] = items.map((item) => everyWay(item.mostLots))
        let best = Number.POSITIVE_INFINITY
        for (const a of (first ?? []).map((way) => ({ count: sum(way), cv: coefficientWith(one.item, way) })))
          for (const b of (second ?? [])
            .slice(0, 200)
            .map((way) => ({ count: sum(way), cv: coefficientWith(two.item, way) })))
            if (a.count * 100 + b.count * 70 <= budgetFen) best = Math.min(best, Math.max(a.cv, b.cv))
        expect(reached).toBeLessThanOrEqual(best + 1e-8)
      }),
      { numRuns: 20 },
    )
  })

  it('no money buys nothing; what is left of a budget is less than a lot, or nothing more helps', () => {
    expect(planForBudget([rooms], ids, 0)).toMatchObject({ costFen: 0, binding: ['budget'] })
    expect(planForBudget([rooms], ids, 9_000_000)).toMatchObject({ costFen: 9_000_000, binding: ['budget'] })
    expect(planForBudget([rooms], ids, 1e12).binding).toEqual([])
    expect(planForBudget([{ ...rooms, mostLots: [0, 2, 0] }], ids, 1e12).binding).toEqual([
      'most:multimediaRoomsPer100:B',
    ])
  })

  it('more money is never worse', () => {
    fc.assert(
      fc.property(smallCounty, fc.integer({ min: 0, max: 2_000 }), ({ item }, budgetFen) => {
        const level = (fen: number) => Math.max(...Object.values(planForBudget([item], [], fen).after ?? {}))
        expect(level(budgetFen + 100)).toBeLessThanOrEqual(level(budgetFen) + 1e-9)
      }),
    )
  })
})

describe('refusals', () => {
  const at = { school: (index: number) => `/schools/${index}`, quantity: (index: number) => `/q/${index}` }
  it.each([
    [{ pupils: [-1, 1, 1] }, ids, '/schools/0/pupils', 'negative_quantity'],
    [{ pupils: [1, 0, 1] }, ids, '/schools/1/pupils', 'no_pupils'],
    [{ quantities: [1, 1, -1] }, ids, '/q/2', 'negative_quantity'],
    [{ quantities: [0, 0, 0] }, ids, '/q/0', 'zero_mean'],
    [{}, ['A', 'B', 'A'], '/schools/2/id', 'duplicate_school'],
    [{}, [], '/schools', 'no_schools'],
  ] as const)('%j', (change, names, pointer, code) => {
    expect(() => checkItem({ ...rooms, ...change }, names, at)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer, code })] }),
    )
  })
})
