import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { Rational } from '../../platform/money.ts'
import { type Scenario, type StressedFamily, stressFamilies } from './stress.ts'

const calm: Scenario = { priceFall: Rational.zero, mortality: Rational.zero, flooded: new Set() }
const run = (families: readonly StressedFamily[], change: Partial<Scenario> = {}) =>
  stressFamilies(families, { ...calm, ...change }, Working.silent)

const family = (id: string, net: bigint, living: bigint, change: Partial<StressedFamily> = {}): StressedFamily => ({
  id,
  netCountedFen: net,
  exposureFen: 100n,
  living: [{ countedFen: living, survival: Rational.of('0.5'), compartment: '健跳塘' }],
  ...change,
})

describe('stress', () => {
  it('prices and deaths multiply; thirty points of fifty leave two fifths', () => {
    expect(run([family('a', 0n, 1_000n)], { priceFall: Rational.of('0.3') }).lossFen).toBe(300n)
    expect(run([family('a', 0n, 1_000n)], { mortality: Rational.of('0.3') }).lossFen).toBe(600n)
    const both = run([family('a', 0n, 1_000n)], { priceFall: Rational.of('0.3'), mortality: Rational.of('0.3') })
    expect(both.lossFen).toBe(1_000n - 280n)
    expect(run([family('a', 0n, 1_000n)], { mortality: Rational.of('0.6') }).lossFen).toBe(1_000n)
  })

  it('a flooded compartment loses everything, others nothing', () => {
    const two = [family('a', 0n, 1_000n), family('b', 0n, 700n, { living: [] })]
    expect(run(two, { flooded: new Set(['健跳塘']) }).lossFen).toBe(1_000n)
    expect(run(two, { flooded: new Set(['晏站塘']) }).lossFen).toBe(0n)
  })

  it('zero is not below zero; who was below before has not fallen', () => {
    const result = run(
      [family('a', 300n, 1_000n), family('b', 299n, 1_000n, { exposureFen: 500n }), family('c', -1n, 0n)],
      { priceFall: Rational.of('0.3') },
    )
    expect(result.before).toEqual({ families: 1, exposureFen: 100n })
    expect(result.after).toEqual({ families: 2, exposureFen: 600n })
    expect(result.fallen).toEqual([{ id: 'b', netCountedFen: -1n, exposureFen: 500n }])
    expect(result.exposureShare?.equals(Rational.of(6n, 7n))).toBe(true)
  })

  it('the largest exposure comes first; nothing lent has no share', () => {
    const fallen = run([family('a', 0n, 10n), family('c', 0n, 10n, { exposureFen: 900n }), family('b', 0n, 10n)], {
      priceFall: Rational.one,
    }).fallen
    expect(fallen.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
    expect(run([family('a', 0n, 0n, { exposureFen: 0n })]).exposureShare).toBeNull()
  })

  it('refuses a family twice and stock of which nothing lives', () => {
    const refuses = (families: readonly StressedFamily[], pointer: string, code: string) =>
      expect(() => run(families)).toThrow(
        expect.objectContaining({ errors: [expect.objectContaining({ pointer, code })] }),
      )
    refuses([family('a', 0n, 1n), family('a', 0n, 1n)], '/families/1/id', 'duplicate_family')
    const dead = { countedFen: 1n, survival: Rational.zero, compartment: null }
    refuses([family('a', 0n, 1n, { living: [dead] })], '/families/0/living/0/survival', 'out_of_range')
  })

  it('calm takes nothing, and a harder scenario never takes less', () => {
    const share = fc.integer({ min: 0, max: 100 }).map((percent) => Rational.of(percent, 100))
    const families = fc.array(
      fc.record({
        net: fc.bigInt({ min: -1_000n, max: 100_000n }),
        living: fc.bigInt({ min: 0n, max: 100_000n }),
        survival: fc.integer({ min: 1, max: 100 }),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(families, share, share, share, (rows, priceFall, mortality, more) => {
        const list = rows.map(({ net, living, survival }, index) =>
          family(`f${index}`, net, 0n, {
            living: [{ countedFen: living, survival: Rational.of(survival, 100), compartment: null }],
          }),
        )
        expect(run(list)).toMatchObject({ lossFen: 0n, fallen: [] })
        const [soft, hard] = [
          run(list, { priceFall, mortality }),
          run(list, { priceFall, mortality: mortality.plus(more) }),
        ]
        expect(hard.lossFen).toBeGreaterThanOrEqual(soft.lossFen)
        expect(hard.after.families).toBeGreaterThanOrEqual(soft.after.families)
        expect(soft.after.families).toBe(soft.before.families + soft.fallen.length)
      }),
    )
  })
})
