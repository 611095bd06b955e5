import { and, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { datedIndicator, share } from '../../platform/indicators/dated-indicator.ts'
import type { Indicator } from '../../platform/indicators/indicator.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { landEvaluation, landEvaluationResult } from '../tables.ts'

const load = async ({ tx, actor }: Context) =>
  tx
    .select({
      evaluationId: landEvaluation.id,
      year: landEvaluation.year,
      no: landEvaluation.no,
      publishedOn: landEvaluation.publishedOn,
      firm: landEvaluationResult.organisationId,
      name: organisation.name,
      class: landEvaluationResult.class,
      notClassed: landEvaluationResult.notClassed,
      landM2: landEvaluationResult.landM2,
    })
    .from(landEvaluation)
    .innerJoin(
      landEvaluationResult,
      and(
        eq(landEvaluationResult.county, landEvaluation.county),
        eq(landEvaluationResult.evaluationId, landEvaluation.id),
      ),
    )
    .innerJoin(
      organisation,
      and(
        eq(organisation.county, landEvaluationResult.county),
        eq(organisation.id, landEvaluationResult.organisationId),
      ),
    )
    .where(and(eq(landEvaluation.county, actor.county), isNotNull(landEvaluation.publishedOn)))
    .orderBy(landEvaluation.year, landEvaluation.no, landEvaluationResult.organisationId)

type Fact = Awaited<ReturnType<typeof load>>[number]

/** Classed firms of the evaluation that counted on the day: the latest year, of it the latest correction. */
const classedOn = (facts: readonly Fact[], asOf: CivilDate): readonly Fact[] => {
  const known = facts.filter(({ publishedOn }) => publishedOn !== null && publishedOn <= asOf)
  const last = known.at(-1)
  return known.filter(({ evaluationId, notClassed }) => evaluationId === last?.evaluationId && notClassed === null)
}

export const evaluationIndicators: readonly Indicator[] = [
  datedIndicator({
    id: 'land.class_ab_share',
    title: 'A、B 类企业用地占比',
    unit: 'fraction',
    better: 'higher',
    period: 'yearly',
    scopes: [],
    rises: { period: 'year', tolerance: 0 },
    definition: '截至日已公布的最近年度亩均评价中，A、B 类企业用地面积除以参评定类企业用地面积。',
    load: (context) => load(context),
    figure: (facts, asOf, working) => {
      const classed = classedOn(facts, asOf)
      const land = (rows: readonly Fact[]) => rows.reduce((sum, { landM2 }) => sum + landM2, 0)
      const result = share(
        land(classed.filter((row) => row.class === 'A' || row.class === 'B')),
        land(classed),
        'no_published_evaluation',
      )
      working.step({
        label: 'A、B 类用地占比',
        formula: 'Σ A、B 类企业用地 ÷ Σ 定类企业用地',
        inputs: {
          年度: classed[0]?.year ?? null,
          'A、B 类用地': { value: result.numerator, unit: 'm²' },
          定类企业用地: { value: result.denominator, unit: 'm²' },
        },
        result: result.value,
        source: '浙政发〔2018〕5号；三门县建设用地决策分析系统改革 8',
      })
      return result
    },
    columns: [
      { key: 'firm', title: '企业' },
      { key: 'year', title: '年度', align: 'right' },
      { key: 'class', title: '类别' },
      { key: 'landM2', title: '用地', unit: 'm²', align: 'right' },
    ],
    rows: (facts, asOf) =>
      classedOn(facts, asOf).map((row) => ({
        id: row.firm,
        firm: row.name,
        year: row.year,
        class: row.class,
        landM2: row.landM2,
        href: `/land/firms/${row.firm}`,
      })),
  }),
]
