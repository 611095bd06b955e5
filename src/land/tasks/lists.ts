import { randomUUID } from 'node:crypto'
import { and, asc, count, eq, inArray, isNull, max } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent, openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { makeDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { ListDraft, SupplementDraft } from '../api/tasks/schema.ts'
import { requireDuty } from '../duties.ts'
import { idleFinal } from '../model/idle-steps.ts'
import { inefficientTable } from '../rules/inefficient.ts'
import { landFinding, landIdleCase, landTask, landTaskList } from '../tables.ts'
import { type Judged, judgeFirms } from './judge.ts'

const insertSize = 200

/** Worst first: more rules hit, then less tax per mu. */
export const byUrgency = (a: Judged, b: Judged): number =>
  b.verdict.value.findings.length - a.verdict.value.findings.length ||
  taxOf(a) - taxOf(b) ||
  (a.organisationId < b.organisationId ? -1 : 1)

const taxOf = ({ use }: Judged): number => (use.taxFen ?? 0) / use.landM2

const findList = async ({ tx, actor }: Context, year: number) => {
  const [list] = await tx
    .select()
    .from(landTaskList)
    .where(and(eq(landTaskList.county, actor.county), eq(landTaskList.year, year)))
  return list
}

const requireDraft = async (context: Context, year: number): Promise<void> => {
  const list = await findList(context, year)
  if (list === undefined) throw new Problem('not_found', `${year} 年度任务清单尚未拟订`)
  if (list.frozenOn !== null) throw new Problem('state_conflict', `${year} 年度任务清单已于 ${list.frozenOn} 锁定`)
}

/**
 * Judges every firm by the table of today and draws the year's list up: the worst `most` go on it, the others stay as
 * findings. Drawing it again replaces what was not frozen.
 * @throws Problem forbidden; state_conflict (frozen); not_computable `no_figures`
 */
export const drawList = async (context: Context, { year, most }: z.output<typeof ListDraft>): Promise<void> => {
  const { tx, actor } = context
  await requireDuty(context, 'economy')
  const list = await findList(context, year)
  if (list?.frozenOn != null) throw new Problem('state_conflict', `${year} 年度任务清单已于 ${list.frozenOn} 锁定`)
  const today = civilDateOf(context.clock.now())
  const { version, judged } = await judgeFirms(context, today)
  const inefficient = judged.filter(({ verdict, parcelId }) => verdict.value.inefficient && parcelId !== null)
  if (inefficient.length === 0) throw Problem.field('/year', 'no_figures', '没有可认定的企业数据')
  const chosen = new Set(
    inefficient
      .toSorted(byUrgency)
      .slice(0, most)
      .map(({ organisationId }) => organisationId),
  )
  const values = {
    drawnOn: today,
    figuresAsOf: today,
    rules: { [inefficientTable.name]: version },
  }
  await tx
    .insert(landTaskList)
    .values({ county: actor.county, year, ...values })
    .onConflictDoUpdate({ target: [landTaskList.county, landTaskList.year], set: values })
  await tx.delete(landFinding).where(and(eq(landFinding.county, actor.county), eq(landFinding.year, year)))
  for (let start = 0; start < judged.length; start += insertSize) {
    await tx.insert(landFinding).values(
      judged.slice(start, start + insertSize).map(({ organisationId, townCode, parcelId, use, verdict }) => ({
        county: actor.county,
        year,
        organisationId,
        townCode,
        parcelId,
        facts: use,
        verdict,
        judgedOn: today,
        chosen: chosen.has(organisationId),
      })),
    )
  }
}

/** Takes a finding off the draft with a reason, or puts it on. @throws Problem not_found, state_conflict, forbidden */
export const chooseFinding = async (
  context: Context,
  year: number,
  organisationId: string,
  choice: { readonly chosen: boolean; readonly reason: string },
): Promise<void> => {
  await requireDuty(context, 'economy')
  await requireDraft(context, year)
  const changed = await context.tx
    .update(landFinding)
    .set({ chosen: choice.chosen, exclusion: choice.chosen ? null : choice.reason })
    .where(
      and(
        eq(landFinding.county, context.actor.county),
        eq(landFinding.year, year),
        eq(landFinding.organisationId, organisationId),
      ),
    )
    .returning({ id: landFinding.id })
  if (changed.length === 0) throw new Problem('not_found', '清单中没有这家企业')
}

type NewTask = Pick<
  typeof landTask.$inferInsert,
  | 'kind'
  | 'organisationId'
  | 'parcelId'
  | 'townCode'
  | 'areaM2'
  | 'rules'
  | 'measure'
  | 'idleCaseId'
  | 'supplement'
  | 'reopens'
>

const nameOf = async ({ tx, actor }: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.county, actor.county), inArray(organisation.id, [...new Set(ids)])))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Opens a case for each task and lists it; numbers run through the year. */
const enterTasks = async (context: Context, year: number, drafts: readonly NewTask[]): Promise<string[]> => {
  const { tx, actor } = context
  const today = civilDateOf(context.clock.now())
  const [last] = await tx
    .select({ no: max(landTask.no) })
    .from(landTask)
    .where(and(eq(landTask.county, actor.county), eq(landTask.year, year)))
  const names = await nameOf(
    context,
    drafts.map(({ organisationId }) => organisationId),
  )
  const ids: string[] = []
  for (const [index, draft] of drafts.entries()) {
    const id = randomUUID()
    const opened = await openCase(context, 'land.task', {
      title: `${year} 年整治任务：${names.get(draft.organisationId) ?? ''}`,
      subject: { table: 'land_task', id },
      data: { year },
      organisationId: draft.organisationId,
      areaCode: draft.townCode,
    })
    await tx.insert(landTask).values({
      county: actor.county,
      id,
      year,
      no: (last?.no ?? 0) + index + 1,
      ...draft,
      state: 'listed',
      caseId: opened.id,
      dueOn: makeDate(year, 12, 31),
      listedOn: today,
    })
    ids.push(id)
  }
  return ids
}

const openIdleCases = ({ tx, actor }: Context) =>
  tx
    .select({
      id: landIdleCase.id,
      organisationId: landIdleCase.organisationId,
      parcelId: landIdleCase.parcelId,
      townCode: landIdleCase.townCode,
      areaM2: landIdleCase.areaM2,
      state: landIdleCase.state,
    })
    .from(landIdleCase)
    .where(and(eq(landIdleCase.county, actor.county), isNull(landIdleCase.closedOn)))
    .orderBy(asc(landIdleCase.year), asc(landIdleCase.no))

const findingTasks = async (context: Context, year: number): Promise<NewTask[]> => {
  const rows = await context.tx
    .select({ finding: landFinding })
    .from(landFinding)
    .where(and(eq(landFinding.county, context.actor.county), eq(landFinding.year, year), eq(landFinding.chosen, true)))
    .orderBy(asc(landFinding.townCode), asc(landFinding.organisationId))
  return rows.flatMap(({ finding }): NewTask[] => {
    const { parcelId } = finding
    if (parcelId === null) return []
    const { findings } = finding.verdict.value
    return [
      {
        kind: 'inefficient',
        organisationId: finding.organisationId,
        parcelId,
        townCode: finding.townCode,
        areaM2: finding.facts.landM2,
        rules: findings.map(({ rule }) => rule),
        measure: [...new Set(findings.map(({ measure }) => measure))].join('；'),
      },
    ]
  })
}

/**
 * Freezes the year's list: the chosen findings and the idle cases that are found and not closed become tasks.
 * @throws Problem forbidden, not_found, state_conflict
 */
export const freezeList = async (context: Context, year: number): Promise<void> => {
  const { tx, actor } = context
  await requireDuty(context, 'economy')
  await requireDraft(context, year)
  const findings = await findingTasks(context, year)
  const firms = new Set(findings.map(({ organisationId }) => organisationId))
  const idle = (await openIdleCases(context))
    .filter(
      ({ state, organisationId }) =>
        !idleFinal.has(state) &&
        !['suspected', 'investigating', 'materialsIn'].includes(state) &&
        !firms.has(organisationId),
    )
    .map(
      ({ id, state: _, ...row }): NewTask => ({
        ...row,
        kind: 'idle',
        idleCaseId: id,
        rules: ['IDLE'],
        measure: '依法处置闲置土地，督促动工开发',
      }),
    )
  await enterTasks(context, year, [...idle, ...findings])
  await tx
    .update(landTaskList)
    .set({ frozenOn: civilDateOf(context.clock.now()), frozenBy: actor.name })
    .where(and(eq(landTaskList.county, actor.county), eq(landTaskList.year, year)))
}

/**
 * Adds one firm to a frozen list: a supplement, also for a closed task that fell back (回潮).
 * @throws Problem forbidden; not_found; state_conflict (list not frozen, already on it); not_computable `not_inefficient`
 */
export const addSupplement = async (
  context: Context,
  year: number,
  { organisationId, reopens }: z.output<typeof SupplementDraft>,
): Promise<string> => {
  const { tx, actor } = context
  await requireDuty(context, 'economy')
  const list = await findList(context, year)
  if (list?.frozenOn == null) throw new Problem('state_conflict', `${year} 年度任务清单尚未锁定，请直接拟订`)
  const [present] = await tx
    .select({ tasks: count() })
    .from(landTask)
    .where(
      and(
        eq(landTask.county, actor.county),
        eq(landTask.year, year),
        eq(landTask.organisationId, organisationId),
        reopens === null ? undefined : isNull(landTask.closedOn),
      ),
    )
  if ((present?.tasks ?? 0) > 0) throw new Problem('state_conflict', '该企业已在清单中')
  const today = civilDateOf(context.clock.now())
  const found = (await judgeFirms(context, today)).judged.find((row) => row.organisationId === organisationId)
  if (found?.parcelId == null || !found.verdict.value.inefficient) {
    throw Problem.field('/organisationId', 'not_inefficient', '按现行标准，该企业用地不属于低效用地')
  }
  const { findings } = found.verdict.value
  await tx
    .insert(landFinding)
    .values({
      county: actor.county,
      year,
      organisationId,
      townCode: found.townCode,
      parcelId: found.parcelId,
      facts: found.use,
      verdict: found.verdict,
      judgedOn: today,
      chosen: true,
    })
    .onConflictDoUpdate({
      target: [landFinding.county, landFinding.year, landFinding.organisationId],
      set: { facts: found.use, verdict: found.verdict, judgedOn: today, chosen: true, exclusion: null },
    })
  const [id] = await enterTasks(context, year, [
    {
      kind: 'inefficient',
      organisationId,
      parcelId: found.parcelId,
      townCode: found.townCode,
      areaM2: found.use.landM2,
      rules: findings.map(({ rule }) => rule),
      measure: [...new Set(findings.map(({ measure }) => measure))].join('；'),
      supplement: true,
      reopens,
    },
  ])
  if (id === undefined) throw new Error('one task was entered')
  return id
}

/** Hands all listed tasks of the year, or of one town, to their towns. Answers how many. */
export const assignTasks = async (context: Context, year: number, town: string | null): Promise<number> => {
  await requireDuty(context, 'economy')
  const rows = await context.tx
    .select({ caseId: landTask.caseId })
    .from(landTask)
    .where(
      and(
        eq(landTask.county, context.actor.county),
        eq(landTask.year, year),
        eq(landTask.state, 'listed'),
        town === null ? undefined : eq(landTask.townCode, town),
      ),
    )
    .orderBy(asc(landTask.no))
  for (const { caseId } of rows) await fireEvent(context, caseId, 'assign')
  return rows.length
}
