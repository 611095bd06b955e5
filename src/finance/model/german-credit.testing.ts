import { readFileSync } from 'node:fs'
import type { Cell, Column } from './woe-bins.ts'

/** Quoted fields may hold commas. */
const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? '')

const numeric = new Set([
  'duration_in_month',
  'credit_amount',
  'installment_rate_in_percentage_of_disposable_income',
  'present_residence_since',
  'age_in_years',
  'number_of_existing_credits_at_this_bank',
  'number_of_people_being_liable_to_provide_maintenance_for',
])

/** The 1 000 loans of Hofmann (1994), Statlog, CC BY 4.0: data/credit/german_credit.csv. */
export const germanCredit = (): {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  readonly target: readonly (0 | 1)[]
} => {
  const file = new URL('../../../data/credit/german_credit.csv', import.meta.url)
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const names = fieldsOf(head).slice(0, -1)
  const records = lines.map(fieldsOf)
  return {
    columns: names.map((name) => ({ name, type: numeric.has(name) ? 'numeric' : 'categorical' })),
    rows: records.map((record) =>
      names.map((name, at) => (numeric.has(name) ? Number(record[at]) : (record[at] ?? ''))),
    ),
    target: records.map((record) => (record.at(-1) === 'bad' ? 1 : 0)),
  }
}
