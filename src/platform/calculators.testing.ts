import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Calculator } from './calculators.ts'
import { Problem } from './errors/problem.ts'
import { runCalculator } from './http/run-calculator.ts'

/** How many random bodies each calculator gets; `npm test` sends few, a long run sets GONGFU_RANDOM_BODIES=1000. */
export const randomBodies = (): number => Number(process.env['GONGFU_RANDOM_BODIES'] ?? 50)

/** A calculator with a deadline may take up to that long for each body: few, unless a long run says otherwise. */
const heavyBodies = (): number => Number(process.env['GONGFU_HEAVY_BODIES'] ?? 5)

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Path = readonly (string | number)[]

const isBranch = (value: Json): value is Json[] | { [key: string]: Json } => typeof value === 'object' && value !== null

/** Every place in a JSON value, the value itself first. */
export const placesIn = (value: Json, path: Path = []): readonly Path[] => [
  path,
  ...(Array.isArray(value)
    ? value.flatMap((inner, index) => placesIn(inner, [...path, index]))
    : isBranch(value)
      ? Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))
      : []),
]

/** What nobody should send, and some do. */
const junk: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false, '', ' ', '一', '-1', 'NaN', '2023-02-29', '9999-12-31', '1e400'),
  fc.constantFrom<Json>(0, -0, -1, 0.1, 1.5, 1e-300, 1e15, 2 ** 53, 1e21, Number.MAX_VALUE, -Number.MAX_VALUE),
  fc.constantFrom<Json>([], {}, [null], [[]], { value: 1 }, ['']),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)

type Mutation =
  | { readonly kind: 'drop' | 'repeat'; readonly place: number }
  | { readonly kind: 'replace'; readonly place: number; readonly value: Json }
  | { readonly kind: 'extra'; readonly place: number; readonly key: string; readonly value: Json }
  | { readonly kind: 'scale'; readonly place: number; readonly factor: number }

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop' as const, 'repeat' as const), place: fc.nat() }),
  fc.record({ kind: fc.constant('replace' as const), place: fc.nat(), value: junk }),
  fc.record({
    kind: fc.constant('extra' as const),
    place: fc.nat(),
    key: fc.constantFrom('x', '', 'a/b', 'constructor', 'toString', '县'),
    value: junk,
  }),
  fc.record({
    kind: fc.constant('scale' as const),
    place: fc.nat(),
    factor: fc.constantFrom(0, -1, 0.5, 2, 10, 1e3, 1e9, 1e-9),
  }),
)

const change = (value: Json, one: Mutation): Json => {
  switch (one.kind) {
    case 'drop':
    case 'repeat':
      return value
    case 'replace':
      return one.value
    case 'extra':
      return Array.isArray(value)
        ? [...value, one.value]
        : isBranch(value)
          ? { ...value, [one.key]: one.value }
          : one.value
    case 'scale':
      return typeof value === 'number' ? value * one.factor : value
  }
}

const changeAt = (value: Json, path: Path, one: Mutation): Json => {
  const [key, ...rest] = path
  if (key === undefined || !isBranch(value)) return change(value, one)
  if (Array.isArray(value)) {
    const index = Number(key)
    if (rest.length === 0 && one.kind === 'drop') return value.toSpliced(index, 1)
    if (rest.length === 0 && one.kind === 'repeat') return value.toSpliced(index, 0, value[index] ?? null)
    return value.with(index, changeAt(value[index] ?? null, rest, one))
  }
  if (rest.length === 0 && one.kind === 'drop') {
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
  }
  return { ...value, [key]: changeAt(value[key] ?? null, rest, one) }
}

/** Bodies near the examples: one to three things dropped, repeated, replaced, added or scaled. */
export const nearExamples = (examples: readonly unknown[]): fc.Arbitrary<Json> => {
  const bodies = examples.map((example) => JSON.parse(JSON.stringify(example)) as Json)
  return fc
    .tuple(fc.constantFrom(...bodies, {} as Json), fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([body, mutations]) =>
      mutations.reduce<Json>((changed, one) => {
        const places = placesIn(changed)
        return changeAt(changed, places[one.place % places.length] ?? [], one)
      }, body),
    )
}

const pointer = /^(?:\/(?:[^~/]|~[01])*)*$/u

/** Runs a body; gives the reply or the refusal. A refusal names what is wrong and where. */
const replyOrRefusal = async (calculator: Calculator, body: unknown): Promise<unknown> => {
  try {
    return await runCalculator(calculator, body)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    expect([400, 413, 422], `status of ${error.code}: ${error.message}`).toContain(error.status)
    expect(error.errors.length, `${error.code} names no field: ${error.message}`).toBeGreaterThan(0)
    for (const field of error.errors) {
      expect(field.pointer).toMatch(pointer)
      expect(field.code).toMatch(/^[a-z][a-z0-9_]*$/)
      expect(field.message).not.toBe('')
    }
    return error.body()
  }
}

/**
 * Tests of a module's calculators: every example gives its value, twice the same bytes, against the declared schema
 * and without NaN or Infinity; random bodies near the examples are answered or refused with pointer and code, never
 * with a defect.
 *
 * @example testCalculators(calculators) // in src/<module>/calculators.test.ts
 */
export const testCalculators = (calculators: readonly Calculator[]): void => {
  it('gives each calculator a name of its own', () => {
    const names = calculators.map((calculator) => calculator.name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(?:[-/][a-z0-9]+)*$/)
  })
  describe.each(calculators.map((calculator) => [calculator.name, calculator] as const))('%s', (_name, calculator) => {
    it('has an example and Chinese words to be found by', () => {
      expect(calculator.examples.length).toBeGreaterThan(0)
      expect(calculator.title).toMatch(/\p{Script=Han}/u)
    })

    it.each(calculator.examples.map((example) => [example.title, example] as const))(
      'example %s',
      async (_title, example) => {
        const reply = await runCalculator(calculator, example.input)
        expect(Object.keys(reply)).toEqual(['value', 'working', 'rules', 'warnings'])
        const json: unknown = JSON.parse(JSON.stringify(reply.value))
        if (example.value !== undefined) expect(json).toEqual(JSON.parse(JSON.stringify(example.value)))
        expect(JSON.stringify(await runCalculator(calculator, example.input))).toBe(JSON.stringify(reply))
      },
    )

    const numRuns = calculator.deadlineMs === undefined ? randomBodies() : Math.min(heavyBodies(), randomBodies())
    it(`answers or refuses ${numRuns} random bodies`, async () => {
      await fc.assert(
        fc.asyncProperty(nearExamples(calculator.examples.map((example) => example.input)), async (body) => {
          const first = JSON.stringify(await replyOrRefusal(calculator, body))
          expect(JSON.stringify(await replyOrRefusal(calculator, body))).toBe(first)
        }),
        { numRuns },
      )
    })
  })
}
