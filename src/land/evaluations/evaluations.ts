import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, max, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { addYears, type CivilDate, makeDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { ClassesReply, EvaluationDraft, EvaluationReply, EvaluationsReply } from '../api/evaluations/schema.ts'
import { requireDuty } from '../duties.ts'
import { loadLandFacts } from '../firms/facts.ts'
import { firmYears, type KnownYear } from '../firms/years.ts'
import { checkCumulative, classesOf, countClasses } from '../model/classes.ts'
import { firmsOn, taxPerMuOn } from '../model/county-figures.ts'
import { evaluate } from '../model/evaluation.ts'
import { figureOf } from '../model/firm-figures.ts'
import { publishedSchemes } from '../model/schemes.ts'
import { type GroupScheme, landEnterprise, landEvaluation, landEvaluationResult } from '../tables.ts'
import { objectionsOf } from './objections.ts'

/** Firms in production for less than this at the end of the year are not classed yet (assumption, land 4.7). */
const newFirmYears = 3

type Result = typeof landEvaluationResult.$inferInsert
type Standing = { readonly utility: boolean; readonly producingSince: string | null }

const whyNotClassed = ({ utility, producingSince }: Standing, end: CivilDate): Result['notClassed'] => {
  if (utility) return 'utility'
  // The database holds civil dates.
  const since = producingSince as CivilDate | null
  return since === null || addYears(since, newFirmYears) > end ? 'newFirm' : null
}

type Graded = Omit<Result, 'county' | 'evaluationId'>

/** Figures, points, ranks and classes of one group; those not classed take no rank and stand as the second class. */
const grade = (
  firms: readonly KnownYear[],
  standings: ReadonlyMap<string, Standing>,
  by: GroupScheme,
  group: Result['group'],
  end: CivilDate,
  countyMeanTaxPerMu: number | null,
): Graded[] => {
  const list = firms.map((firm) => ({ ...firm, bonus: 0, deduction: 0 }))
  const rows = evaluate(list, by.scheme, Working.silent)
  const reasons = firms.map(({ id }) =>
    whyNotClassed(standings.get(id) ?? { utility: false, producingSince: null }, end),
  )
  const letters = classesOf(
    rows.map(({ total }) => total),
    { cumulative: by.cumulative, countyMeanTaxPerMu },
    firms.map((firm, index) => ({
      veto: false,
      notClassed: reasons[index] !== null,
      taxPerMu: figureOf(firm, 'taxPerMu'),
    })),
  )
  const ranked = rows.filter((_, index) => reasons[index] === null).map(({ total }) => total)
  return rows.map(({ id, values, points, imputed, total }, index) => ({
    organisationId: id,
    group,
    values,
    points,
    imputed: [...imputed],
    total,
    rank: reasons[index] === null ? 1 + ranked.filter((other) => other > total + 1e-9).length : null,
    notClassed: reasons[index] ?? null,
    class: letters[index] ?? 'B',
    landM2: firms[index]?.landM2 ?? 0,
  }))
}

/** Firms of the year that stand at its end and have a per-mu tax: without one there is nothing to evaluate. */
const firmsToEvaluate = async (context: Context, year: number, asOf: CivilDate) => {
  const facts = await loadLandFacts(context, { taxes: true })
  const standing = new Set(firmsOn(facts, makeDate(year, 12, 31)).map(({ id }) => id))
  const firms = (await firmYears(context, facts, { year })).filter(
    (firm) => standing.has(firm.id) && figureOf(firm, 'taxPerMu') !== null,
  )
  const mean = taxPerMuOn({ ...facts, years: facts.years.filter((each) => each.year === year) }, asOf, Working.silent)
  return { firms, meanWan: mean.value === null ? null : mean.value / 10_000 }
}

const standingsOf = async ({ tx, actor }: Context): Promise<ReadonlyMap<string, Standing>> => {
  const rows = await tx
    .select({
      id: landEnterprise.organisationId,
      utility: landEnterprise.utility,
      producingSince: landEnterprise.producingSince,
    })
    .from(landEnterprise)
    .where(eq(landEnterprise.county, actor.county))
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}

const insertSize = 300

/**
 * Evaluates all firms of a year by the named schemes and opens its case; a year that was evaluated before gets the next
 * number.
 * @throws Problem not_computable `year` (not over), `cumulative`, `no_figures`; forbidden for who is not on duty
 */
export const computeEvaluation = async (context: Context, draft: z.output<typeof EvaluationDraft>): Promise<string> => {
  const { tx, actor, clock } = context
  const { year } = draft
  await requireDuty(context, 'economy')
  const today = civilDateOf(clock.now())
  if (year >= Number(today.slice(0, 4))) throw Problem.field('/year', 'year', '年度尚未结束，不能评价')
  checkCumulative(draft.cumulativeAbove, '/cumulativeAbove')
  checkCumulative(draft.cumulativeBelow, '/cumulativeBelow')
  const above: GroupScheme = {
    name: draft.above,
    scheme: publishedSchemes[draft.above],
    cumulative: draft.cumulativeAbove,
  }
  const below: GroupScheme = {
    name: draft.below,
    scheme: publishedSchemes[draft.below],
    cumulative: draft.cumulativeBelow,
  }
  const { firms, meanWan } = await firmsToEvaluate(context, year, today)
  if (firms.length === 0) throw Problem.field('/year', 'no_figures', `${year} 年尚无可评价的企业数据`)
  const standings = await standingsOf(context)
  const end = makeDate(year, 12, 31)
  const results = [
    ...grade(
      firms.filter(({ aboveScale }) => aboveScale === true),
      standings,
      above,
      'above',
      end,
      meanWan,
    ),
    ...grade(
      firms.filter(({ aboveScale }) => aboveScale !== true),
      standings,
      below,
      'below',
      end,
      meanWan,
    ),
  ]
  const [last] = await tx
    .select({ no: max(landEvaluation.no) })
    .from(landEvaluation)
    .where(and(eq(landEvaluation.county, actor.county), eq(landEvaluation.year, year)))
  const id = randomUUID()
  const opened = await openCase(context, 'land.evaluation', {
    title: `${year} 年度工业企业亩均效益综合评价`,
    subject: { table: 'land_evaluation', id },
    data: { year },
    organisationId: actor.organisationId,
  })
  await tx.insert(landEvaluation).values({
    county: actor.county,
    id,
    year,
    no: (last?.no ?? 0) + 1,
    above,
    below,
    countyMeanTaxPerMu: meanWan === null ? null : meanWan * 10_000,
    computedOn: today,
    state: 'computed',
    caseId: opened.id,
  })
  for (let start = 0; start < results.length; start += insertSize) {
    await tx
      .insert(landEvaluationResult)
      .values(
        results.slice(start, start + insertSize).map((row) => ({ county: actor.county, evaluationId: id, ...row })),
      )
  }
  return id
}

const columns = {
  id: landEvaluation.id,
  year: landEvaluation.year,
  no: landEvaluation.no,
  above: landEvaluation.above,
  below: landEvaluation.below,
  countyMeanTaxPerMu: landEvaluation.countyMeanTaxPerMu,
  computedOn: landEvaluation.computedOn,
  publicityFrom: landEvaluation.publicityFrom,
  publicityTo: landEvaluation.publicityTo,
  publishedOn: landEvaluation.publishedOn,
  state: landEvaluation.state,
  caseId: landEvaluation.caseId,
}

/** All evaluations, newest first; a visitor sees the published ones. */
export const listEvaluations = async (context: Context): Promise<DeepReadonly<z.input<typeof EvaluationsReply>>> => ({
  rows: await context.tx
    .select(columns)
    .from(landEvaluation)
    .where(eq(landEvaluation.county, context.actor.county))
    .orderBy(desc(landEvaluation.year), desc(landEvaluation.no)),
})

const findEvaluation = async (context: Context, where: SQL | undefined) => {
  const [row] = await context.tx
    .select(columns)
    .from(landEvaluation)
    .where(and(eq(landEvaluation.county, context.actor.county), where))
  if (row === undefined) throw new Problem('not_found', '没有这次评价')
  return row
}

/** One evaluation with the results that the actor may see: all for those who evaluate, its own for a firm. */
export const viewEvaluation = async (
  context: Context,
  id: string,
): Promise<DeepReadonly<z.input<typeof EvaluationReply>>> => {
  const evaluation = await findEvaluation(context, eq(landEvaluation.id, id))
  const results = await context.tx
    .select({
      organisationId: landEvaluationResult.organisationId,
      name: organisation.name,
      group: landEvaluationResult.group,
      values: landEvaluationResult.values,
      points: landEvaluationResult.points,
      imputed: landEvaluationResult.imputed,
      total: landEvaluationResult.total,
      rank: landEvaluationResult.rank,
      notClassed: landEvaluationResult.notClassed,
      class: landEvaluationResult.class,
      landM2: landEvaluationResult.landM2,
    })
    .from(landEvaluationResult)
    .innerJoin(
      organisation,
      and(
        eq(organisation.county, landEvaluationResult.county),
        eq(organisation.id, landEvaluationResult.organisationId),
      ),
    )
    .where(and(eq(landEvaluationResult.county, context.actor.county), eq(landEvaluationResult.evaluationId, id)))
    .orderBy(
      asc(landEvaluationResult.group),
      desc(landEvaluationResult.total),
      asc(landEvaluationResult.organisationId),
    )
  return { ...evaluation, results, objections: await objectionsOf(context, id) }
}

/** What the public may know: names and classes of a published evaluation, no figures. @throws Problem not_found */
export const publishedClasses = async (
  context: Context,
  id: string,
): Promise<DeepReadonly<z.input<typeof ClassesReply>>> => {
  const evaluation = await findEvaluation(
    context,
    and(eq(landEvaluation.id, id), eq(landEvaluation.state, 'published')),
  )
  const rows = await asCounty(context, 'published-classes', ({ tx, actor }) =>
    tx
      .select({ name: organisation.name, group: landEvaluationResult.group, class: landEvaluationResult.class })
      .from(landEvaluationResult)
      .innerJoin(
        organisation,
        and(
          eq(organisation.county, landEvaluationResult.county),
          eq(organisation.id, landEvaluationResult.organisationId),
        ),
      )
      .where(and(eq(landEvaluationResult.county, actor.county), eq(landEvaluationResult.evaluationId, id)))
      .orderBy(asc(landEvaluationResult.group), asc(landEvaluationResult.class), asc(organisation.name)),
  )
  const counts = (group: string, classes: number) =>
    countClasses(
      rows.filter((row) => row.group === group).map((row) => row.class),
      classes,
    )
  return {
    year: evaluation.year,
    publishedOn: evaluation.publishedOn,
    counts: {
      above: counts('above', evaluation.above.cumulative.length),
      below: counts('below', evaluation.below.cumulative.length),
    },
    rows,
  }
}
