import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { defineCalculator } from './calculators.ts'
import { nearExamples, placesIn, testCalculators } from './calculators.testing.ts'
import { runCalculator } from './http/run-calculator.ts'
import { calculators } from './http/fixtures/calculators.ts'

testCalculators(calculators.filter((calculator) => calculator.name !== 'unsound'))

it('finds every place of a JSON value', () => {
  expect(placesIn({ a: [1, { b: null }] })).toEqual([[], ['a'], ['a', 0], ['a', 1], ['a', 1, 'b']])
})

it('sends bodies that a calculator must refuse and some that it must answer', () => {
  const bodies = fc.sample(nearExamples([{ totalFen: 900, weights: [1, 2] }]), { numRuns: 300, seed: 7 })
  const schema = z.strictObject({ totalFen: z.int().min(0), weights: z.array(z.number().positive()).min(1) })
  const accepted = bodies.filter((body) => schema.safeParse(body).success).length
  expect(accepted).toBeGreaterThan(20)
  expect(accepted).toBeLessThan(250)
})

it.each([
  ['NaN', Number.NaN],
  ['Infinity', { deep: [Number.POSITIVE_INFINITY] }],
  ['a bigint', 1n],
])('calls %s in a result a defect', async (_name, value) => {
  const calculator = defineCalculator({
    name: 'defect',
    title: '缺陷',
    summary: '',
    input: z.strictObject({}),
    value: z.unknown(),
    examples: [],
    compute: () => value,
  })
  await expect(runCalculator(calculator, {})).rejects.toThrow('unsound')
})
