import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Cell, Column } from '../model/woe-bins.ts'

/** Quoted fields may hold commas. */
const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? '')

const numeric: ReadonlySet<string> = new Set([
  'duration_in_month',
  'credit_amount',
  'installment_rate_in_percentage_of_disposable_income',
  'present_residence_since',
  'age_in_years',
  'number_of_existing_credits_at_this_bank',
  'number_of_people_being_liable_to_provide_maintenance_for',
])

/** 征信业管理条例第十四条, PIPL: never an input of a score, whatever it would tell. */
const never: ReadonlySet<string> = new Set(['personal_status_and_sex', 'foreign_worker'])

export type Sample = {
  readonly name: string
  readonly digest: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  readonly target: readonly (0 | 1)[]
}

/**
 * The 1 000 anonymous loans on which the method is shown (data/credit/german_credit.csv; Hofmann 1994, Statlog, UCI,
 * CC BY 4.0), without the columns on sex, marital status and nationality.
 */
export const demonstrationSample = (): Sample => {
  const text = readFileSync(new URL('../../../data/credit/german_credit.csv', import.meta.url), 'utf8')
  const [head = '', ...lines] = text.trim().split(/\r?\n/)
  const names = fieldsOf(head).slice(0, -1)
  const kept = names.flatMap((name, at) => (never.has(name) ? [] : [{ name, at }]))
  const records = lines.map(fieldsOf)
  return {
    name: 'Statlog (German Credit Data)',
    digest: createHash('sm3').update(text).digest('hex'),
    columns: kept.map(({ name }) => ({ name, type: numeric.has(name) ? 'numeric' : 'categorical' })),
    rows: records.map((record) =>
      kept.map(({ name, at }) => (numeric.has(name) ? Number(record[at]) : (record[at] ?? ''))),
    ),
    target: records.map((record) => (record.at(-1) === 'bad' ? 1 : 0)),
  }
}
