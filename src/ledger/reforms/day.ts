import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { type CivilDate, parseDate } from '../../platform/dates.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { ReformRow } from '../api/reforms/schema.ts'
import type { TargetRow } from '../api/targets/schema.ts'
import type { ReformRecord } from '../imports/standing.ts'
import { countLights, headlineOf } from '../model/light-counts.ts'
import { reform } from '../tables.ts'
import { type EvaluatedTarget, evaluateDay } from '../targets/evaluate.ts'
import type { LedgerState } from '../targets/state.ts'

/** The ledger on a day as far as the actor may see it. */
export type LedgerDay = {
  readonly asOf: CivilDate
  readonly title: string
  readonly state: LedgerState
  readonly reforms: readonly ReformRecord[]
  readonly targets: readonly EvaluatedTarget[]
}

export const dayOf = (context: Context, asOf: string | undefined): CivilDate =>
  asOf === undefined ? civilDateOf(context.clock.now()) : parseDate(asOf, '/query/asOf')

/** Null when no table was confirmed, or none is published for a visitor. */
export const ledgerOn = async (context: Context, asOf: string | undefined): Promise<LedgerDay | null> => {
  const day = dayOf(context, asOf)
  const evaluated = await evaluateDay(context, day)
  if (evaluated === null) return null
  const { state } = evaluated
  // Visitors see published reforms; the row policy decides, not this query.
  const visible = await context.tx
    .select({ no: reform.no })
    .from(reform)
    .where(and(eq(reform.county, context.actor.county), eq(reform.year, state.year), isNull(reform.withdrawnOn)))
  const numbers = new Set(visible.map(({ no }) => no))
  const reforms = state.reforms.filter(({ no }) => numbers.has(no))
  const [first] = reforms
  if (first === undefined) return null
  return {
    asOf: day,
    title: first.tableTitle.split('\n').at(-1) ?? first.tableTitle,
    state,
    reforms,
    targets: evaluated.targets.filter(({ reformNo }) => numbers.has(reformNo)),
  }
}

export const plainRow = ({ trend: _, ...row }: EvaluatedTarget): TargetRow => row

export const counted = (targets: readonly EvaluatedTarget[]): readonly EvaluatedTarget[] =>
  targets.filter((target) => target.counted)

const cardMonths = 12

/** One reform on its card. */
export const reformRow = (ledger: LedgerDay, record: ReformRecord): ReformRow => {
  const targets = counted(ledger.targets.filter(({ reformNo }) => reformNo === record.no))
  const { headline, following } = headlineOf(targets, ledger.asOf)
  return {
    no: record.no,
    name: record.name,
    shortName: record.subtitle ?? record.name,
    standing: record.standing,
    lead: ledger.state.departments.get(record.no)?.[0]?.name ?? '',
    counts: countLights(targets),
    light: headline?.light ?? 'no_data',
    headline: headline === null ? null : plainRow(headline),
    following: following === null ? null : plainRow(following),
    trend: [...(headline?.trend ?? [])].slice(-cardMonths - 1),
  }
}
