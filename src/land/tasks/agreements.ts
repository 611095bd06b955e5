import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { addDays, type CivilDate, makeDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { AgreementDraft, BreachDraft } from '../api/tasks/schema.ts'
import { requireDuty } from '../duties.ts'
import { rounded } from '../model/exact.ts'
import { unclearedRules } from '../model/inefficient.ts'
import { type AgreementRule, type AgreementTargets, landAgreement, landFinding, landTask } from '../tables.ts'

export const findTask = async ({ tx, actor }: Context, id: string) => {
  const [task] = await tx
    .select()
    .from(landTask)
    .where(and(eq(landTask.county, actor.county), eq(landTask.id, id)))
  if (task === undefined) throw new Problem('not_found', '没有这项任务')
  return task
}

const of = (context: Context, taskId: string) =>
  and(eq(landAgreement.county, context.actor.county), eq(landAgreement.taskId, taskId))

export const findAgreement = async (context: Context, taskId: string) => {
  const [row] = await context.tx.select().from(landAgreement).where(of(context, taskId))
  if (row === undefined) throw new Problem('not_found', '尚未拟订履约监管协议')
  return row
}

/** What the rules ask of the agreement: no figure of the firm is handed on, only thresholds and its band. */
const askedByRules = (context: Context, task: typeof landTask.$inferSelect) =>
  asCounty(context, 'agreement-draft', async ({ tx, actor }) => {
    const [row] = await tx
      .select({ verdict: landFinding.verdict, facts: landFinding.facts })
      .from(landFinding)
      .where(
        and(
          eq(landFinding.county, actor.county),
          eq(landFinding.year, task.year),
          eq(landFinding.organisationId, task.organisationId),
        ),
      )
    const rules = (row?.verdict.value.findings ?? []).map(
      ({ rule, threshold, measure, basis }): AgreementRule => ({ rule, threshold, measure, basis }),
    )
    const floor = row?.facts.countedFloorAreaM2 ?? null
    return {
      rules,
      baseline: {
        far: row === undefined || floor === null ? null : rounded(floor / row.facts.landM2, 4),
        band: row?.verdict.value.band ?? null,
      },
    }
  })

const highest = (rules: readonly AgreementRule[], names: readonly string[]): number | null => {
  const thresholds = rules.filter(({ rule }) => names.includes(rule)).map(({ threshold }) => threshold)
  return thresholds.length === 0 ? null : rounded(Math.max(...thresholds), 4)
}

/** The least targets that clear every rule hit; the second round of the county's plan wants at least 1.0 of land (land 4.5). */
const leastTargets = (rules: readonly AgreementRule[]): AgreementTargets => ({
  far: highest(rules, ['R2']),
  taxPerMu: highest(rules, ['R1', 'R3']),
})

const requireCleared = (rules: readonly AgreementRule[], targets: AgreementTargets): void => {
  const findings = rules.map((rule) => ({ ...rule, value: null, gap: null, gapUnit: null }))
  const left = unclearedRules(findings, targets)
  if (left.length === 0) return
  throw new Problem(
    'not_computable',
    '协议目标须消除全部认定情形',
    left.map((rule) => ({
      pointer: rule === 'R2' ? '/targets/far' : '/targets/taxPerMu',
      code: 'target_below_rule',
      message: `目标低于 ${rule} 的门槛 ${rules.find((each) => each.rule === rule)?.threshold ?? ''}`,
    })),
  )
}

/**
 * Drafts the agreement of an assigned task from its rules hit, with the least targets that clear them.
 * @throws Problem not_found; state_conflict
 */
export const draftAgreement = async (context: Context, taskId: string): Promise<void> => {
  const task = await findTask(context, taskId)
  if (task.state !== 'assigned') throw new Problem('state_conflict', '任务交办后、签约前方可拟订协议')
  const { rules, baseline } = await askedByRules(context, task)
  const today = civilDateOf(context.clock.now())
  await context.tx
    .insert(landAgreement)
    .values({
      county: context.actor.county,
      taskId,
      findings: rules,
      baseline,
      targets: leastTargets(rules),
      investmentFen: 0n,
      completionOn: makeDate(task.year, 11, 30),
      securityKind: 'none',
      securityFen: 0n,
      liability: '逾期未完成的，按差别化政策执行，并依照本协议承担违约责任。',
      checkDates: [makeDate(task.year, 9, 15), makeDate(task.year, 11, 15)],
      state: 'drafted',
      draftedOn: today,
      draftedBy: context.actor.name,
    })
    .onConflictDoNothing()
}

/** The town changes a draft before it signs. @throws Problem not_computable `target_below_rule`, `completion_after_year` */
export const changeAgreement = async (
  context: Context,
  taskId: string,
  draft: z.output<typeof AgreementDraft>,
): Promise<void> => {
  const agreement = await findAgreement(context, taskId)
  if (agreement.state !== 'drafted') throw new Problem('state_conflict', '协议已签署，不能修改')
  requireCleared(agreement.findings, draft.targets)
  if (draft.checkDates.some((date) => date > draft.completionOn)) {
    throw Problem.field('/checkDates', 'check_after_completion', '检查日期不得晚于完成日期')
  }
  await context.tx
    .update(landAgreement)
    .set({ ...draft, investmentFen: BigInt(draft.investmentFen), securityFen: BigInt(draft.securityFen) })
    .where(of(context, taskId))
}

/** The town signs first. @throws Problem state_conflict; not_computable `target_below_rule` */
export const signForTown = async (context: Context, taskId: string): Promise<void> => {
  const task = await findTask(context, taskId)
  const agreement = await findAgreement(context, taskId)
  if (task.state !== 'assigned' || agreement.state !== 'drafted')
    throw new Problem('state_conflict', '协议不在待签状态')
  if (context.actor.area !== task.townCode) throw new Problem('forbidden', '须由属地乡镇（街道）签署')
  requireCleared(agreement.findings, agreement.targets)
  await context.tx
    .update(landAgreement)
    .set({ state: 'townSigned', townSignedOn: civilDateOf(context.clock.now()), townSignedBy: context.actor.name })
    .where(of(context, taskId))
}

/** The firm signs: the agreement is in force and its task moves on. @throws Problem state_conflict, forbidden */
export const signForFirm = async (context: Context, taskId: string): Promise<void> => {
  const task = await findTask(context, taskId)
  const agreement = await findAgreement(context, taskId)
  if (agreement.state !== 'townSigned') throw new Problem('state_conflict', '须先由乡镇（街道）签署')
  await context.tx
    .update(landAgreement)
    .set({ state: 'signed', firmSignedOn: civilDateOf(context.clock.now()), firmSignedBy: context.actor.name })
    .where(of(context, taskId))
  await fireEvent(context, task.caseId, 'sign')
}

/** Notices a breach with a period to cure it. @throws Problem state_conflict; not_computable `cure_in_past` */
export const noticeBreach = async (
  context: Context,
  taskId: string,
  { breach, cureUntil }: z.output<typeof BreachDraft>,
): Promise<void> => {
  await findTask(context, taskId)
  const agreement = await findAgreement(context, taskId)
  if (agreement.state !== 'signed') throw new Problem('state_conflict', '协议未在履行中')
  const today = civilDateOf(context.clock.now())
  if (cureUntil < addDays(today, 1)) throw Problem.field('/cureUntil', 'cure_in_past', '整改期限须晚于今天')
  await context.tx
    .update(landAgreement)
    .set({ state: 'breached', breach, cureUntil, breachNoticedOn: today })
    .where(of(context, taskId))
}

/** After the cure period: cured, or liable. @throws Problem state_conflict, forbidden */
export const settleBreach = async (context: Context, taskId: string, cured: boolean): Promise<void> => {
  await requireDuty(context, 'economy')
  const agreement = await findAgreement(context, taskId)
  if (agreement.state !== 'breached') throw new Problem('state_conflict', '协议没有待处理的违约')
  const today = civilDateOf(context.clock.now())
  if (!cured && (agreement.cureUntil as CivilDate) >= today) {
    throw new Problem('state_conflict', `整改期限至 ${agreement.cureUntil ?? ''}，期满后方可追究`)
  }
  await context.tx
    .update(landAgreement)
    .set({ state: cured ? 'signed' : 'liable' })
    .where(of(context, taskId))
}
