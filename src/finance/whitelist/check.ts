import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { keysFor } from '../../platform/crypto/keys.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { type CivilDate, addMonths } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { checkResidentId } from '../../platform/identifiers/resident-id.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { Rational, isDecimal } from '../../platform/money.ts'
import type { CheckedRow } from '../../platform/sheets/check.ts'
import type { RowError } from '../../platform/sheets/sheet.ts'
import { creditPurpose } from '../model/consent-terms.ts'
import { lprOn, lprRate } from '../model/lpr.ts'
import { lprPublications } from '../model/lpr-history.ts'
import type { LimitMode } from '../model/pre-limit.ts'
import { ruleBookOn } from '../rules/book-on.ts'
import { limitRules, priceRules } from '../rules/limit-and-price.ts'
import { limitRuleTables } from '../rules/limit.ts'
import { priceRuleTables } from '../rules/price.ts'
import { whitelistSheet } from './sheet.ts'

/** A row that may stand on the whitelist. */
export type WhitelistRow = {
  readonly householdId: string
  readonly limitFen: bigint
  readonly annualRate: string
  readonly mode: LimitMode
  readonly product: string
  readonly validFrom: string
  readonly validTo: string
  readonly state: 'active' | 'suspended' | 'withdrawn'
  readonly note: string | null
}

type Values = CheckedRow['values']
type Household = { readonly id: string; readonly hash: string | null; readonly consented: boolean }

const titleOf = (key: (typeof whitelistSheet.columns)[number]['key']): string =>
  whitelistSheet.columns.find((column) => column.key === key)?.title ?? key

const text = (values: Values, key: string): string => String(values[key] ?? '')
const wholeThousandFen = 100_000

/** Heads' hashes and consents of the households that the sheet names, read past the bank's own rights. */
const readHouseholds = async (
  context: Context,
  bankId: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, Household>> => {
  const now = context.clock.now().toISOString()
  const { rows } = await asCounty(context, 'finance.whitelist', ({ tx }) =>
    tx.execute<{ number: string; id: string; hash: string | null; consented: boolean }>(sql`
      SELECT h.number, h.id::text AS id, p.identity_number_hash AS hash, EXISTS (
        SELECT 1 FROM consent k WHERE k.county = h.county AND k.person_id = p.id AND k.controller_id = ${bankId}
          AND k.withdrawn_at IS NULL AND k.valid_from <= ${now}::timestamptz AND k.valid_until > ${now}::timestamptz
          AND ${creditPurpose} = ANY (k.purposes)) AS consented
      FROM household h
      JOIN household_member m ON m.county = h.county AND m.household_id = h.id AND m.relation = 'head'
        AND m.until IS NULL
      JOIN person p ON p.county = m.county AND p.id = m.person_id
      WHERE h.county = ${context.actor.county} AND h.number = ANY (${sql.param(numbers)}::text[])`),
  )
  return new Map(rows.map(({ number, ...household }) => [number, household]))
}

/** Lowest and highest rate that the pricing tables allow on the day, and the caps of the limit by mode. */
const boundsOn = async (context: Context, asOf: CivilDate) => {
  const book = await ruleBookOn(context, [...priceRuleTables, ...limitRuleTables], asOf)
  const price = priceRules(book, Working.silent)
  const limits = limitRules(book, Working.silent)
  const lpr = lprRate(lprOn(lprPublications, asOf, ''), '1Y')
  return {
    low: lpr.minus(Rational.of(price.parameter('floor_below_lpr'), 10_000)),
    high: lpr.plus(Rational.of(price.parameter('cap_above_lpr'), 10_000)),
    capFen: (mode: LimitMode) => limits.capFen(mode),
  }
}

const fractionOf = (percent: string): Rational | null =>
  isDecimal(percent) ? Rational.of(percent).dividedBy(100n) : null

/**
 * Checks rows whose cells fit their columns against the records: own bank, a household with this head, his consent, no
 * household twice, an amount in whole thousands under the cap, dates, a rate that the pricing tables allow. A household
 * that is not known and one with another head get the same words: the sheet must not tell who lives here.
 */
export const checkRows = async (
  context: Context,
  bank: { readonly id: string; readonly code: string },
  rows: readonly CheckedRow[],
): Promise<{ readonly rows: readonly WhitelistRow[]; readonly errors: readonly RowError[] }> => {
  const keys = await keysFor(context.config)
  const today = civilDateOf(context.clock.now())
  const households = await readHouseholds(context, bank.id, [
    ...new Set(rows.map(({ values }) => text(values, 'household'))),
  ])
  const bounds = await boundsOn(context, today)
  const errors: RowError[] = []
  const good: WhitelistRow[] = []
  const seen = new Map<string, number>()
  const hashOf = (identity: string): string | null => {
    if (/^[0-9a-f]{64}$/.test(identity)) return identity
    const checked = checkResidentId(identity)
    return checked.valid && checked.parts !== null ? keys.lookup('person.identity_number', checked.parts.full) : null
  }
  for (const { row, values } of rows) {
    const before = errors.length
    const wrong = (key: Parameters<typeof titleOf>[0], code: string, message: string) =>
      errors.push({ row, column: titleOf(key), code, message })
    if (text(values, 'bank') !== bank.code) wrong('bank', 'other_bank', `只能导入本行（${bank.code}）的名单`)
    const hash = hashOf(text(values, 'identity'))
    if (hash === null) wrong('identity', 'identity_number', '公民身份号码不正确')
    const household = households.get(text(values, 'household'))
    if (hash !== null && (household === undefined || household.hash !== hash)) {
      wrong('household', 'unknown_household', '没有户编号与户主证件号相符的在册农户')
    } else if (household !== undefined && !household.consented) {
      wrong('household', 'no_consent', '户主没有给本行有效的授权')
    }
    const twice = household === undefined ? undefined : seen.get(household.id)
    if (twice !== undefined) wrong('household', 'duplicate', `与第 ${twice} 行重复`)
    if (household !== undefined) seen.set(household.id, row)
    const limitFen = Number(values['limitFen'])
    const mode = text(values, 'mode') as LimitMode
    if (limitFen <= 0) wrong('limitFen', 'amount_range', '授信额度须大于 0')
    else if (limitFen % wholeThousandFen !== 0) wrong('limitFen', 'whole_thousands', '授信额度须为 1 000 元的整数倍')
    else if (BigInt(limitFen) > bounds.capFen(mode)) {
      wrong('limitFen', 'above_cap', `超过该担保方式的上限 ${Number(bounds.capFen(mode)) / 100} 元`)
    }
    const rate = fractionOf(text(values, 'rate'))
    if (rate === null || rate.compare(bounds.low) < 0 || rate.compare(bounds.high) > 0) {
      const shown = (bound: Rational) => bound.times(100n).toDecimal().toFixed(2)
      wrong('rate', 'rate_range', `利率须在 ${shown(bounds.low)}% 至 ${shown(bounds.high)}% 之间`)
    }
    const [from, to] = [text(values, 'validFrom'), text(values, 'validTo')]
    if (to <= from) wrong('validTo', 'dates_order', '到期日须晚于生效日')
    else if (to <= today) wrong('validTo', 'past', '到期日已过')
    else if (to > addMonths(from as CivilDate, 12)) wrong('validTo', 'too_long', '预授信最长 12 个月')
    if (errors.length > before || household === undefined || rate === null) continue
    good.push({
      householdId: household.id,
      limitFen: BigInt(limitFen),
      annualRate: rate.toDecimal().toString(),
      mode,
      product: text(values, 'product'),
      validFrom: from,
      validTo: to,
      state: text(values, 'state') as WhitelistRow['state'],
      note: values['note'] === null ? null : text(values, 'note'),
    })
  }
  return { rows: good, errors }
}
