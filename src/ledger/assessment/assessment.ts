import { eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { Working } from '../../platform/explain.ts'
import { decideMany } from '../../platform/rules/rules.ts'
import type { AssessmentReply } from '../api/assessment/schema.ts'
import { assessedTarget } from '../model/assessed-target.ts'
import { type AssessmentRules, assessDepartment, rankScores } from '../model/assessment.ts'
import { isLate } from '../notices/notices.ts'
import { counted, dayOf, type LedgerDay, ledgerOn } from '../reforms/day.ts'
import { assessmentRules } from '../rules.ts'
import { supervisionNotice } from '../tables.ts'

type Share = {
  readonly organisationId: string
  readonly name: string
  readonly leads: readonly number[]
  readonly all: readonly number[]
}

/** Departments that are known in the register, with the reforms that they lead and all that they answer for. */
const sharesOf = (ledger: LedgerDay): readonly Share[] => {
  const entries = [...ledger.state.departments.values()].flat()
  const known = entries.flatMap((entry) =>
    entry.organisationId === null ? [] : [{ ...entry, organisationId: entry.organisationId }],
  )
  return [...Map.groupBy(known, ({ organisationId }) => organisationId)].map(([organisationId, own]) => ({
    organisationId,
    name: own[0]?.name ?? '',
    leads: own.filter(({ no }) => no === 1).map(({ reformNo }) => reformNo),
    all: own.map(({ reformNo }) => reformNo),
  }))
}

/** Notices answered late, or late without an answer, by organisation. */
const lateNotices = (context: Context, asOf: string): Promise<ReadonlyMap<string, number>> =>
  asCounty(context, 'assessment', async ({ tx, actor }) => {
    const rows = await tx.select().from(supervisionNotice).where(eq(supervisionNotice.county, actor.county))
    const late = rows.filter((row) => row.issuedOn <= asOf && isLate(row, asOf))
    return new Map([...Map.groupBy(late, (row) => row.organisationId)].map(([id, own]) => [id, own.length]))
  })

/**
 * 部门考核 as of a day (ledger 4.5): every counted target that was due by then, of all reforms that the department answers
 * for; the bonus counts for the reforms that it leads [A]. Departments without a due target are not ranked.
 */
export const assessDepartments = async (context: Context, asOf: string | undefined): Promise<AssessmentReply> => {
  const ledger = await ledgerOn(context, asOf)
  if (ledger === null) return { asOf: dayOf(context, asOf), rows: [], rules: {}, warnings: [] }
  const day = ledger.asOf
  const due = counted(ledger.targets).filter((target) => target.due <= day)
  const late = await lateNotices(context, day)
  const decisions = await decideMany(
    context,
    assessmentRules.name,
    ledger.reforms.map(({ standing }) => ({ standing })),
    { asOf: day },
  )
  const rulesOf = new Map(
    ledger.reforms.map(({ no }, index) => [no, decisions[index]?.output as AssessmentRules | undefined]),
  )
  const version = decisions[0]?.version ?? ''
  const rows = sharesOf(ledger).flatMap((share) => {
    const own = due.filter(({ reformNo }) => share.all.includes(reformNo))
    const first = rulesOf.get(share.all[0] ?? 0)
    if (own.length === 0 || first === undefined) return []
    const rules: AssessmentRules = {
      ...first,
      standingBonus: share.leads.reduce((sum, no) => sum + (rulesOf.get(no)?.standingBonus ?? 0), 0),
    }
    const working = new Working()
    const score = assessDepartment(
      {
        targets: own.map((target) =>
          assessedTarget({
            kind: target.kind,
            // Rows of the ledger carry civil dates.
            due: target.due as typeof day,
            met: target.light === 'met',
            metOn: target.metOn as typeof day | null,
            completion: target.completion,
          }),
        ),
        lateNotices: late.get(share.organisationId) ?? 0,
        rules,
      },
      working,
    )
    const deduction = (late.get(share.organisationId) ?? 0) * rules.lateNoticePenalty
    return [
      {
        organisationId: share.organisationId,
        organisation: share.name,
        score,
        completionScore: score - rules.standingBonus + deduction,
        bonus: rules.standingBonus,
        deduction,
        targets: own.length,
        met: own.filter(({ light }) => light === 'met').length,
        lateNotices: late.get(share.organisationId) ?? 0,
        // Each line of the working is named after its target.
        working: working.explain(null).working.map((step, index) => ({
          ...step,
          label: own[index]?.title ?? step.label,
          inputs: { ...step.inputs },
        })),
      },
    ]
  })
  return {
    asOf: day,
    rows: [...rankScores(rows)],
    rules: { [assessmentRules.name]: version },
    warnings: [],
  }
}
