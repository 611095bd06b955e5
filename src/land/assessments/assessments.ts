import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { type CivilDate, makeDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { decideMany } from '../../platform/rules/rules.ts'
import type { AssessmentDraft, AssessmentsReply, NamingDraft } from '../api/assessments/schema.ts'
import { requireDuty } from '../duties.ts'
import { loadLandFacts } from '../firms/facts.ts'
import { firmTaxes, hasFigure, type LandFacts } from '../model/county-figures.ts'
import { hasLeft, isClosed, stateOn } from '../model/task-steps.ts'
import { adjustmentParts, type AssessmentItem, totalOf, weighedParts } from '../model/town-assessment.ts'
import {
  adjustmentItems,
  AssessmentWeight,
  assessmentWeights,
  departmentItems,
  townItems,
} from '../rules/assessment.ts'
import { type AssessmentInputs, landAssessment, landTask } from '../tables.ts'

const basis = '闲置低效工业用地整治考核办法（规则表 land.assessment）'
/** Agreements are due by the end of June (official table). */
const signBy = (year: number) => makeDate(year, 6, 30)

/** Names who is assessed this year; naming again adds and changes plans. @throws Problem forbidden, not_found */
export const nameAssessed = async (context: Context, { year, named }: z.output<typeof NamingDraft>): Promise<void> => {
  const { tx, actor } = context
  await requireDuty(context, 'economy')
  const ids = named.map(({ organisationId }) => organisationId)
  const known = await tx.$count(organisation, and(eq(organisation.county, actor.county), inArray(organisation.id, ids)))
  if (known !== new Set(ids).size) throw new Problem('not_found', '没有这个单位')
  for (const { organisationId, kind, planMu } of named) {
    await tx
      .insert(landAssessment)
      .values({
        county: actor.county,
        year,
        organisationId,
        kind,
        planMu,
        state: 'named',
        inputs: {},
        namedOn: civilDateOf(context.clock.now()),
      })
      .onConflictDoUpdate({
        target: [landAssessment.county, landAssessment.year, landAssessment.organisationId],
        set: { planMu },
      })
  }
}

const find = async ({ tx, actor }: Context, year: number, organisationId: string) => {
  const [row] = await tx
    .select({ assessment: landAssessment, areaCode: organisation.areaCode })
    .from(landAssessment)
    .innerJoin(
      organisation,
      and(eq(organisation.county, landAssessment.county), eq(organisation.id, landAssessment.organisationId)),
    )
    .where(
      and(
        eq(landAssessment.county, actor.county),
        eq(landAssessment.year, year),
        eq(landAssessment.organisationId, organisationId),
      ),
    )
  if (row === undefined) throw new Problem('not_found', '该单位未列入本年度考核')
  return row
}

/** Per-mu tax of a town's firms in a year, 万元, as known today; null without figures. */
const townTaxPerMu = (facts: LandFacts, townCode: string, year: number, asOf: CivilDate): number | null => {
  const rows = firmTaxes(facts, year, asOf).filter((row) => row.firm.townCode === townCode && hasFigure(row))
  const land = rows.reduce((sum, { landM2 }) => sum + landM2, 0)
  const tax = rows.reduce((sum, { countedTaxFen }) => sum + (countedTaxFen ?? 0), 0)
  return land === 0 ? null : tax / 1_000_000 / ((land * 15) / 10_000)
}

/** What the records of tasks say of a town at the end of the year. */
const townCounts = async (
  context: Context,
  townCode: string,
  year: number,
  facts: LandFacts,
): Promise<AssessmentInputs> => {
  const rows = await context.tx
    .select()
    .from(landTask)
    .where(and(eq(landTask.county, context.actor.county), eq(landTask.year, year), eq(landTask.townCode, townCode)))
  const end = makeDate(year, 12, 31)
  const tasks = rows.filter((task) => {
    const state = stateOn(task, end)
    return state !== null && !hasLeft(state)
  })
  const closed = tasks.filter((task) => isClosed(stateOn(task, end)))
  const today = civilDateOf(context.clock.now())
  const [before, now] = [townTaxPerMu(facts, townCode, year - 1, today), townTaxPerMu(facts, townCode, year, today)]
  return {
    tasks: tasks.length,
    closed: closed.length,
    signedByDue: tasks.filter(({ signedOn }) => signedOn !== null && signedOn <= signBy(year)).length,
    treatedMu: Number(closed.reduce((sum, { areaM2 }) => sum + (areaM2 * 15) / 10_000, 0).toFixed(4)),
    growth: before === null || now === null || before === 0 ? null : Number((now / before - 1).toFixed(6)),
    reopened: tasks.filter(({ reopenedOn, reopens }) => reopenedOn !== null || reopens !== null).length,
  }
}

const weightsOn = async (context: Context) => {
  const items = [...townItems, ...departmentItems, ...adjustmentItems]
  const decided = await decideMany(
    context,
    assessmentWeights.name,
    items.map((item) => ({ item })),
  )
  return {
    version: decided[0]?.version ?? '',
    of: new Map(items.map((item, index) => [item as string, AssessmentWeight.parse(decided[index]?.output)])),
  }
}

const townTargets = (
  inputs: AssessmentInputs,
  planMu: number | null,
): Readonly<Record<string, [number, number | null]>> => {
  const value = (key: string): number => inputs[key] ?? 0
  const tasks = value('tasks')
  return {
    closed: [value('closed'), tasks === 0 ? null : tasks],
    signed: [value('signedByDue'), tasks === 0 ? null : tasks],
    treated: [value('treatedMu'), planMu === null || planMu === 0 ? null : planMu],
    growth: [value('growth'), inputs['growth'] === null ? null : value('growthTarget')],
    onTime: [value('onTime'), 1],
  }
}

/**
 * Computes a score from the records and what the bureau enters, with its working; an approved one stands.
 * @throws Problem forbidden, not_found, state_conflict
 */
export const computeAssessment = async (
  context: Context,
  year: number,
  organisationId: string,
  draft: z.output<typeof AssessmentDraft>,
  /** Read once by who computes many. */
  known?: LandFacts,
): Promise<void> => {
  const { tx, actor } = context
  await requireDuty(context, 'economy')
  const { assessment, areaCode } = await find(context, year, organisationId)
  if (assessment.state === 'approved') throw new Problem('state_conflict', '考核结果已批准')
  const isTown = assessment.kind === 'town'
  // A score counts all of the town's records, whoever computes it.
  const counted = isTown
    ? await asCounty(context, 'town-assessment', async (county) =>
        townCounts(county, areaCode ?? '', year, known ?? (await loadLandFacts(county, { taxes: true }))),
      )
    : {}
  const inputs: AssessmentInputs = { ...counted, ...draft }
  const { version, of } = await weightsOn(context)
  const working = new Working()
  working.usedRule(assessmentWeights.name, version)
  const targets = isTown
    ? townTargets(inputs, assessment.planMu)
    : ({
        deliveries: [draft.onTime, 1],
        answers: [draft.answers, 1],
        approvals: [draft.approvals, 1],
      } satisfies Record<string, [number, number]>)
  const items = Object.entries(targets).map(([id, [value, target]]): AssessmentItem => {
    const weight = of.get(id)
    return { id, title: weight?.title ?? id, weight: weight?.points ?? 0, value: Math.max(0, value), target }
  })
  const parts = [
    ...weighedParts(items, basis, working),
    ...adjustmentParts(
      { bonus: draft.bonus, reopened: inputs['reopened'] ?? 0, falseReports: draft.falseReports },
      {
        bonusMax: of.get('bonus')?.points ?? 0,
        perReopened: of.get('reopened')?.points ?? 0,
        perFalseReport: of.get('falseReports')?.points ?? 0,
      },
    ),
  ]
  await tx
    .update(landAssessment)
    .set({
      state: 'computed',
      inputs,
      score: working.explain({ parts, total: totalOf(parts) }),
      computedOn: civilDateOf(context.clock.now()),
      computedBy: actor.name,
    })
    .where(
      and(
        eq(landAssessment.county, actor.county),
        eq(landAssessment.year, year),
        eq(landAssessment.organisationId, organisationId),
      ),
    )
}

/** The county approves a computed score. @throws Problem not_found, state_conflict */
export const approveAssessment = async (context: Context, year: number, organisationId: string): Promise<void> => {
  const { tx, actor } = context
  const { assessment } = await find(context, year, organisationId)
  if (assessment.state !== 'computed') throw new Problem('state_conflict', '没有待批准的考核结果')
  await tx
    .update(landAssessment)
    .set({ state: 'approved', approvedOn: civilDateOf(context.clock.now()), approvedBy: actor.name })
    .where(
      and(
        eq(landAssessment.county, actor.county),
        eq(landAssessment.year, year),
        eq(landAssessment.organisationId, organisationId),
      ),
    )
}

/** Assessments of a year that the actor sees, best first; ties by land treated (land 4.13). */
export const listAssessments = async (
  { tx, actor }: Context,
  wanted: number | undefined,
): Promise<DeepReadonly<z.input<typeof AssessmentsReply>>> => {
  const rows = await tx
    .select({ assessment: landAssessment, name: organisation.name })
    .from(landAssessment)
    .innerJoin(
      organisation,
      and(eq(organisation.county, landAssessment.county), eq(organisation.id, landAssessment.organisationId)),
    )
    .where(eq(landAssessment.county, actor.county))
    .orderBy(desc(landAssessment.year), asc(landAssessment.kind), asc(organisation.name))
  const years = [...new Set(rows.map(({ assessment }) => assessment.year))]
  const year = wanted ?? years[0] ?? null
  return {
    year,
    years,
    rows: rows
      .filter(({ assessment }) => assessment.year === year)
      .map(({ assessment, name }) => ({
        year: assessment.year,
        organisationId: assessment.organisationId,
        name,
        kind: assessment.kind,
        planMu: assessment.planMu,
        state: assessment.state,
        inputs: assessment.inputs,
        total: assessment.score?.value.total ?? null,
        parts: assessment.score?.value.parts ?? [],
        working: assessment.score?.working ?? [],
        rules: assessment.score?.rules ?? {},
        computedOn: assessment.computedOn,
        approvedOn: assessment.approvedOn,
        approvedBy: assessment.approvedBy,
      }))
      .toSorted(
        (a, b) => (b.total ?? -1) - (a.total ?? -1) || (b.inputs['treatedMu'] ?? 0) - (a.inputs['treatedMu'] ?? 0),
      ),
  }
}
