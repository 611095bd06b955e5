import { describe, expect, it } from 'vitest'
import { Problem } from '../platform/errors/problem.ts'
import { runCalculator } from '../platform/http/run-calculator.ts'
import { financeCalculators } from './calculators.ts'

const calculatorNamed = (name: string) => {
  const found = financeCalculators.find((calculator) => calculator.name === name)
  if (found === undefined) throw new Error(`no calculator ${name}`)
  return found
}

const run = (name: string, body: unknown) => runCalculator(calculatorNamed(name), body)

const refusalOf = async (name: string, body: unknown) => {
  const error = await run(name, body).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Problem)) throw new Error(`${name} did not refuse`, { cause: error })
  return { status: error.status, errors: error.errors.map(({ pointer, code }) => `${pointer} ${code}`) }
}

/** The first example of a calculator with some of its fields changed. */
const example = (name: string, change: Readonly<Record<string, unknown>>): unknown => ({
  ...(calculatorNamed(name).examples[0]?.input as Record<string, unknown>),
  ...change,
})

const loan = example('loan-schedule', {}) as Record<string, unknown>
const asset = (change: Readonly<Record<string, unknown>>) => {
  const { input, ...rest } = example('value-asset', {}) as { input: Record<string, unknown> }
  return { ...rest, input: { ...input, ...change } }
}
const table = (change: Readonly<Record<string, unknown>>) => example('woe-bins', change)

// Finance 10, as far as it concerns calculators: each refusal by field and code.
describe('refuses', () => {
  it.each<readonly [string, string, unknown, number, string]>([
    ['a negative amount', 'loan-schedule', { ...loan, principalFen: -1 }, 422, '/principalFen amount_range'],
    [
      'more than 10^13 fen',
      'loan-schedule',
      { ...loan, principalFen: 10_000_000_000_001 },
      422,
      '/principalFen amount_range',
    ],
    ['part of a fen', 'loan-schedule', { ...loan, principalFen: 0.5 }, 422, '/principalFen money'],
    [
      'Infinity (1e999)',
      'loan-schedule',
      { ...loan, principalFen: JSON.parse('1e999') },
      400,
      '/principalFen invalid_type',
    ],
    ['an amount as text', 'loan-schedule', { ...loan, principalFen: '100' }, 400, '/principalFen invalid_type'],
    ['a rate above 0.36', 'loan-schedule', { ...loan, annualRate: '0.3601' }, 422, '/annualRate rate_range'],
    ['a negative rate', 'loan-schedule', { ...loan, annualRate: '-0.01' }, 422, '/annualRate rate_range'],
    ['a rate with an exponent', 'loan-schedule', { ...loan, annualRate: '4e-2' }, 422, '/annualRate decimal'],
    ['more than 600 rows', 'loan-schedule', { ...loan, count: 601 }, 422, '/count too_many_periods'],
    ['due day 0', 'loan-schedule', { ...loan, dueDay: 0 }, 422, '/dueDay out_of_range'],
    ['due day 32', 'loan-schedule', { ...loan, dueDay: 32 }, 422, '/dueDay out_of_range'],
    ['a day that is not', 'loan-schedule', { ...loan, start: '2023-02-29' }, 400, '/start invalid_format'],
    [
      'equal dates',
      'loan-schedule',
      { principalFen: 100, annualRate: '0.05', method: 'bullet', dates: ['2022-01-01', '2022-01-01'] },
      422,
      '/dates/1 dates_order',
    ],
    [
      'dates running back',
      'loan-schedule',
      { principalFen: 100, annualRate: '0.05', method: 'bullet', dates: ['2022-02-01', '2022-03-01', '2022-02-28'] },
      422,
      '/dates/2 dates_order',
    ],
    ['an unknown key', 'loan-schedule', { ...loan, fee: 1 }, 400, '/fee unknown_key'],
    [
      'an instalment below the interest',
      'loan-schedule',
      { ...loan, installmentFen: 100 },
      422,
      '/installmentFen installment_too_small',
    ],
    [
      'a LPR before the first publication',
      'price-loan',
      example('price-loan', { asOf: '2019-08-19' }),
      422,
      '/asOf lpr_not_published',
    ],
    [
      'a LPR interest before it',
      'lpr-interest',
      example('lpr-interest', { from: '2019-08-19' }),
      422,
      '/from lpr_not_published',
    ],
    [
      'a pricing day in the future',
      'price-loan',
      example('price-loan', { asOf: '2199-01-01' }),
      422,
      '/asOf future_date',
    ],
    [
      'a valuation of the future',
      'value-asset',
      { ...(asset({}) as object), asOf: '2199-01-01' },
      422,
      '/asOf future_date',
    ],
    [
      'a stock of the future',
      'value-living-stock',
      example('value-living-stock', { asOf: '2199-01-01' }),
      422,
      '/asOf future_date',
    ],
    [
      'a balance sheet of the future',
      'balance-sheet',
      example('balance-sheet', { asOf: '2199-01-01' }),
      422,
      '/asOf future_date',
    ],
    [
      'a risk class of the future',
      'risk-class',
      { dueDate: '2025-01-01', asOf: '2199-01-01' },
      422,
      '/asOf future_date',
    ],
    [
      'a renewal of the future',
      'renewal-check',
      example('renewal-check', { asOf: '2199-01-01' }),
      422,
      '/asOf future_date',
    ],
    [
      'a sample of 29',
      'value-living-stock',
      example('value-living-stock', { sample: { on: '2022-08-01', meanGrams: '150', animals: 29 } }),
      422,
      '/sample/animals sample_too_small',
    ],
    [
      'an unknown species',
      'value-living-stock',
      example('value-living-stock', { species: 'homarus' }),
      422,
      '/species unknown_species',
    ],
    ['an unknown asset class', 'value-asset', { ...(asset({}) as object), class: 'gold' }, 400, '/class invalid_union'],
    ['facts of another class', 'value-asset', asset({ hull: 'steel' }), 400, '/input/hull unknown_key'],
    ['a negative area', 'value-asset', asset({ areaMu: '-1' }), 422, '/input/areaMu out_of_range'],
    [
      'one pond twice',
      'balance-sheet',
      example('balance-sheet', {
        assets: [1, 2].map(() => ({ class: 'pond_right', id: 'pond', marketFen: 1, countedFen: 1 })),
      }),
      422,
      '/assets/1/id asset_already_pooled',
    ],
    [
      'a target of one class',
      'woe-bins',
      table({ target: (table({}) as { rows: unknown[] }).rows.map(() => 0) }),
      422,
      '/target one_class',
    ],
    ['labels of one class', 'model-metrics', { scores: [1, 2], labels: [1, 1] }, 422, '/labels one_class'],
    ['a target too short', 'woe-bins', table({ target: [0, 1] }), 422, '/target length_mismatch'],
    [
      'a short record',
      'woe-bins',
      table({ columns: [{ name: 'x', type: 'numeric' }], rows: [[1], []], target: [0, 1] }),
      422,
      '/rows/1 length_mismatch',
    ],
    [
      'text in a numeric column',
      'woe-bins',
      table({ columns: [{ name: 'x', type: 'numeric' }], rows: [[1], ['a']], target: [0, 1] }),
      422,
      '/rows/1/0 not_numeric',
    ],
    [
      'a NaN by another name',
      'woe-bins',
      table({
        rows: [
          [null, 'NaN'],
          ['NaN', 'x'],
        ],
        target: [0, 1],
      }),
      422,
      '/rows/1/0 not_numeric',
    ],
    [
      'too many rows',
      'woe-bins',
      table({
        columns: [{ name: 'x', type: 'numeric' }],
        rows: Array.from({ length: 20_001 }, () => [1]),
        target: [0],
      }),
      413,
      '/rows too_large',
    ],
    [
      'a training record that is not there',
      'scorecard-fit',
      example('scorecard-fit', { train: [0, 9_999] }),
      422,
      '/train/1 out_of_range',
    ],
    [
      'odds of nothing',
      'scorecard-fit',
      example('scorecard-fit', { scaling: { points0: 600, odds0: '0/19', pdo: 50 } }),
      400,
      '/scaling/odds0 out_of_range',
    ],
    [
      'flows of one sign',
      'apr',
      {
        cashflows: [
          { period: 0, fen: 1 },
          { period: 1, fen: 2 },
        ],
      },
      422,
      '/cashflows no_sign_change',
    ],
    [
      'a prohibited item of the score',
      'family-score',
      { items: { ...(example('family-score', {}) as { items: object }).items, sex: 'f' } },
      400,
      '/items/sex unknown_key',
    ],
    ['a score item left out', 'family-score', { items: { residenceYears: 1 } }, 400, '/items/workersShare required'],
    [
      'a markup of nothing',
      'overdue-interest',
      example('overdue-interest', { markup: '0.2' }),
      422,
      '/markup markup_range',
    ],
    [
      'a payment before it is due',
      'overdue-interest',
      example('overdue-interest', { payDate: '2022-09-19' }),
      422,
      '/payDate dates_order',
    ],
  ])('%s (%s)', async (_what, name, body, status, error) => {
    const refused = await refusalOf(name, body)
    expect(refused.errors).toContain(error)
    expect(refused.status).toBe(status)
  })
})

describe('does not depend on where it runs', () => {
  it.each(financeCalculators.map((calculator) => [calculator.name, calculator] as const))(
    '%s',
    async (_name, calculator) => {
      const before = process.env['TZ']
      const replies: string[] = []
      try {
        for (const zone of ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Shanghai']) {
          process.env['TZ'] = zone
          const all = await Promise.all(calculator.examples.map(({ input }) => runCalculator(calculator, input)))
          replies.push(JSON.stringify(all))
        }
      } finally {
        if (before === undefined) delete process.env['TZ']
        else process.env['TZ'] = before
      }
      expect(new Set(replies).size).toBe(1)
    },
  )
})
