import fc from 'fast-check'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { type Condition, readCondition } from './condition.ts'
import { coverageOf } from './coverage.ts'
import { Working } from '../explain.ts'
import { checkRows, decideDefault, decideManyDefault, evaluate } from './decision.ts'
import { RuleBook } from './rule-book.ts'
import { defineRuleTable, type RuleColumn } from './rule-table.ts'
import { rateTable } from './testing.ts'

it('decides by the first row that fits, at the very edges of the intervals', async () => {
  const decided = await decideManyDefault(rateTable, [
    { score: 700, mode: 'mortgage' },
    { score: 700, mode: 'credit' },
    { score: 699.999, mode: 'mortgage' },
    { score: 0, mode: 'credit' },
    { score: null, mode: 'credit' },
  ])
  expect(decided.map(({ output }) => output['basisPoints'])).toEqual([100, 140, 180, 180, 240])
  expect(decided.map(({ rows }) => rows)).toEqual([[1], [2], [3], [3], [4]])
  expect(decided[0]?.version).toBe('default-2022-01-01')
})

it('refuses an input that lies outside its column and names it', async () => {
  await expect(decideDefault(rateTable, { score: 1001, mode: 'credit' })).rejects.toMatchObject({
    code: 'not_computable',
    errors: [{ pointer: '/score', code: 'out_of_range' }],
  })
  await expect(decideDefault(rateTable, { score: 5, mode: 'oath' })).rejects.toMatchObject({
    errors: [{ pointer: '/mode', code: 'unknown_option' }],
  })
})

it('never answers {} where no row fits', async () => {
  await expect(
    evaluate(rateTable, rateTable.rows.slice(0, 2), '1', [{ score: 3, mode: 'credit' }]),
  ).rejects.toMatchObject({
    code: 'not_computable',
    errors: [{ pointer: '/0', code: 'rule_gap' }],
  })
})

it('names the inputs left open, the rows that never win, and the doubly covered region', () => {
  expect(checkRows(rateTable, rateTable.rows).errors).toEqual([])
  const missing = checkRows(rateTable, [rateTable.rows[0] ?? [], ['[0..600)', '', 180, '一般'], ['无', '', 1, 'x']])
  expect(missing.errors.map(({ message }) => message)).toEqual([
    '没有行适用于：信用分 [600..700)',
    '没有行适用于：信用分 [700..1000]，担保方式 credit',
  ])
  const shadowed = checkRows(rateTable, [...rateTable.rows, ['[10..20]', 'credit', 1, 'x']])
  expect(shadowed.errors).toMatchObject([{ pointer: '/rows/4', code: 'unreachable_row' }])
  expect(shadowed.coverage?.overlaps).toContainEqual({
    rows: [0, 1],
    region: { score: '[700..1000]', mode: 'mortgage' },
  })
})

it('refuses cells that cannot be read', () => {
  const { errors } = checkRows(rateTable, [['[9..1]', 'oath', 1.5, '']])
  expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '/rows/0/2 invalid_output',
    '/rows/0/0 invalid_condition',
    '/rows/0/1 invalid_condition',
  ])
})

it('collects all rows that fit, also none', async () => {
  const table = defineRuleTable({ ...rateTable, hit: 'collect' })
  const decided = await evaluate(table, rateTable.rows.slice(0, 2), '1', [
    { score: 800, mode: 'mortgage' },
    { score: 1, mode: 'credit' },
  ])
  expect(decided).toMatchObject([
    { output: [{ basisPoints: 100 }, { basisPoints: 140 }], rows: [1, 2] },
    { output: [] },
  ])
})

const numberCell = fc.oneof(
  fc.constant(''),
  fc.integer({ min: -3, max: 3 }),
  fc.constant('无'),
  fc
    .tuple(
      fc.constantFrom('[', '('),
      fc.integer({ min: -3, max: 3 }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom(']', ')'),
    )
    .map(([open, low, width, close]) => `${open}${low}..${low + width}${close}`),
  fc.tuple(fc.constantFrom('>', '>=', '<', '<='), fc.integer({ min: -3, max: 3 })).map(([sign, at]) => `${sign} ${at}`),
)
const columns: readonly RuleColumn[] = [
  { key: 'x', title: 'x', type: 'number', nullable: true },
  { key: 'day', title: 'day', type: 'date' },
  { key: 'kind', title: 'kind', type: 'enum', options: ['a', 'b', 'c'] },
  { key: 'yes', title: 'yes', type: 'boolean' },
]
const cells = fc.tuple(
  numberCell,
  fc.constantFrom('', '>= 2022-03-01', '[2021-01-01..2022-03-01)', '2022-02-28'),
  fc.constantFrom('', 'a', 'a|b', 'c'),
  fc.constantFrom('', '是', false),
)
const inputs = fc.record({
  x: fc.option(fc.integer({ min: -8, max: 14 }).map((half) => half / 2)),
  day: fc.constantFrom('2020-12-31', '2021-01-01', '2022-02-28', '2022-03-01', '2030-01-01'),
  kind: fc.constantFrom('a', 'b', 'c'),
  yes: fc.boolean(),
})

/** The plain meaning of a condition, written a second time on purpose: the engine is tested against it. */
const holds = (condition: Condition, value: unknown): boolean => {
  if (condition.kind === 'any') return true
  if (condition.kind === 'null') return value === null
  if (value === null) return false
  if (condition.kind === 'values') return condition.values.includes(value as string | boolean)
  const at = typeof value === 'string' ? Number(value.replaceAll('-', '')) : Number(value)
  const { low, lowIn, high, highIn } = condition.interval
  return (low === null || at > low || (lowIn && at === low)) && (high === null || at < high || (highIn && at === high))
}

it('agrees with the plain meaning of the rows and with the rule book, and a table without gaps answers every input', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(cells, { minLength: 1, maxLength: 6 }),
      fc.array(inputs, { maxLength: 12 }),
      async (grid, tried) => {
        const table = defineRuleTable({
          ...rateTable,
          inputs: columns,
          outputs: [{ key: 'n', title: 'n', type: 'number' }],
          output: z.strictObject({ n: z.number() }),
        })
        const rows = grid.map((row, index) => [...row, index])
        const conditions = rows.map((row) => columns.map((column, at) => readCondition(column, row[at] ?? null, '')))
        const { gaps } = coverageOf(columns, conditions)
        const book = new RuleBook(() => ({ version: '1', rows }))
        const inBook = (input: Record<string, unknown>) => {
          try {
            return book.decide(table, input, Working.silent).n
          } catch (error) {
            return (error as { errors: { code: string }[] }).errors[0]?.code
          }
        }
        for (const input of tried) {
          const expected = conditions.findIndex((row) =>
            row.every((condition, at) => holds(condition, Object.values(input)[at])),
          )
          const decided = await evaluate(table, rows, '1', [input]).then(
            ([first]) => first?.output['n'],
            (error: { errors: { code: string }[] }) => error.errors[0]?.code,
          )
          expect(decided).toBe(expected === -1 ? 'rule_gap' : expected)
          expect(inBook(input)).toBe(decided)
          if (expected === -1) expect(gaps.length).toBeGreaterThan(0)
        }
      },
    ),
    { numRuns: 150 },
  )
})

it('collects from the rule book, tells the version, and refuses by the caller’s own field', () => {
  const working = new Working()
  const table = defineRuleTable({ ...rateTable, hit: 'collect' })
  const both = RuleBook.defaults.collect(table, { score: 800, mode: 'mortgage' }, working)
  expect(both.map(({ basisPoints }) => basisPoints)).toEqual([100, 140])
  expect(working.explain(null).rules).toEqual({ 'trial.rate': 'default-2022-01-01' })
  expect(() =>
    RuleBook.defaults.decide(rateTable, { score: 1001, mode: 'credit' }, working, { score: '/items/score' }),
  ).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/items/score' })] }))
})
