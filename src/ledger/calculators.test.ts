import { describe, expect, it } from 'vitest'
import { Working } from '../platform/explain.ts'
import { calculators } from './calculators.ts'

describe.each(calculators)('$name', (calculator) => {
  it.each(calculator.examples)('$title', async (example) => {
    const working = new Working()
    const value = calculator.value.parse(
      await calculator.compute(calculator.input.parse(example.input) as never, working),
    )
    expect(working.explain(value).working.length).toBeGreaterThan(0)
    if (example.value !== undefined) expect(value).toEqual(example.value)
  })
  it('refuses unknown keys', () => {
    expect(calculator.input.safeParse({ ...(calculator.examples[0]?.input as object), other: 1 }).success).toBe(false)
  })
})
