import { decideMany } from '../../platform/rules/rules.ts'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { findInefficient, type InefficientRow as Row, inefficientRules } from '../model/inefficient.ts'
import { InefficientRow, inefficientTable } from '../rules/inefficient.ts'
import type { landFinding } from '../tables.ts'
import { type FirmLandUse, landUses } from './land-uses.ts'

/** The thresholds in force on the day, with their version. */
export const inefficientRowsOn = async (context: Context, asOf: CivilDate) => {
  const decided = await decideMany(
    context,
    inefficientTable.name,
    inefficientRules.map((rule) => ({ rule })),
    { asOf },
  )
  return {
    version: decided[0]?.version ?? '',
    rows: new Map(
      inefficientRules.map((rule, index): [typeof rule, Row] => [rule, InefficientRow.parse(decided[index]?.output)]),
    ),
  }
}

export type Judged = FirmLandUse & { readonly verdict: (typeof landFinding.$inferInsert)['verdict'] }

/** Every firm judged by the table of the day; only those that hit a rule are given back, each with its working. */
export const judgeFirms = async (
  context: Context,
  asOf: CivilDate,
): Promise<{ readonly version: string; readonly judged: readonly Judged[] }> => {
  const { version, rows } = await inefficientRowsOn(context, asOf)
  const judged = (await landUses(context, asOf)).flatMap((firm): Judged[] => {
    const working = new Working()
    working.usedRule(inefficientTable.name, version)
    const verdict = findInefficient(firm.use, rows, working)
    return verdict.findings.length === 0 ? [] : [{ ...firm, verdict: working.explain(verdict) }]
  })
  return { version, judged }
}
