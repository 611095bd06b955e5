import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { efficiencyIndicators, efficiencyScore, hardRules, hardRulesHit } from '../model/efficiency-score.ts'
import { efficiencyClassRules, efficiencyRules, renewalPathRules } from '../rules/efficiency.ts'
import { AsOf, Figure, requireInForce } from '../schemas.ts'

const Share = Figure(0, 1).nullable().optional()
const PerHa = Figure(0, 1_000_000).meta({ unit: '万元/公顷' })

const score = defineCalculator({
  name: 'seause-score',
  title: '低效用海评分',
  keywords: ['低效用海', '船厂', '公顷产值', '闲置'],
  summary: '按公布的评分表给船舶工业用海打分并分类，列出直接认定低效的情形和建议路径；缺失指标权重超过 0.30 不予评定。',
  input: z.strictObject({
    outputPerHa: PerHa.nullable().optional(),
    taxPerHa: PerHa.nullable().optional(),
    berthUse: Share,
    dockUse: Share,
    idleMonths24: Figure(0, 24).nullable().optional(),
    unbuiltShare: Share,
    compliancePts: Figure(0, 100).nullable().optional(),
    countyMedianTaxPerHa: PerHa.optional(),
    idleMonthsRunning: Figure(0, 1_200).optional(),
    yearsSinceReclaimed: Figure(0, 100).optional(),
    tableVersion: z.string().max(60).optional(),
    asOf: AsOf,
    /** What is known for the choice of a path. */
    plan: z
      .strictObject({
        operating: z.boolean().default(true),
        investmentWanYuanPerHa: Figure(0, 1_000_000).default(0),
        stillInDemand: z.boolean().default(true),
        newUseFitsPlan: z.boolean().default(false),
        holderCanRun: z.boolean().default(true),
        encumbered: z.boolean().default(false),
        breach: z.boolean().default(false),
        publicInterest: z.boolean().default(false),
      })
      .optional(),
  }),
  value: z.object({
    score: z.number().nullable(),
    class: z.enum(['efficient', 'improve', 'low', 'not_assessable']),
    parts: z.array(z.object({ id: z.enum(efficiencyIndicators), score: z.number(), weight: z.number() })),
    hardRules: z.array(z.enum(hardRules)),
    paths: z.array(z.object({ path: z.string(), reason: z.string() })),
  }),
  examples: [
    {
      title: '公顷产值 420 万元的船厂',
      input: {
        outputPerHa: 420,
        taxPerHa: 12,
        berthUse: 0.28,
        dockUse: 0.35,
        idleMonths24: 9,
        unbuiltShare: 0.4,
        compliancePts: 100,
      },
      value: {
        score: 44.0,
        class: 'low',
        parts: [
          { id: 'outputPerHa', score: 28, weight: 0.25 },
          { id: 'taxPerHa', score: 20, weight: 0.2 },
          { id: 'berthUse', score: 46.67, weight: 0.15 },
          { id: 'dockUse', score: 58.33, weight: 0.15 },
          { id: 'idleMonths24', score: 62.5, weight: 0.1 },
          { id: 'unbuiltShare', score: 60, weight: 0.1 },
          { id: 'compliancePts', score: 100, weight: 0.05 },
        ],
        hardRules: [],
        paths: [],
      },
    },
    {
      title: '只知产值与税收，拟技改',
      input: {
        outputPerHa: 420,
        taxPerHa: 12,
        berthUse: 0.28,
        dockUse: 0.35,
        plan: { investmentWanYuanPerHa: 300 },
      },
    },
  ],
  compute: (input, working) => {
    requireInForce(input.asOf, efficiencyRules, efficiencyClassRules, renewalPathRules)
    const version = RuleBook.defaults.version(efficiencyRules)
    if (input.tableVersion !== undefined && input.tableVersion !== version) {
      throw Problem.field('/tableVersion', 'unknown_version', `没有评分表版本“${input.tableVersion}”，现行 ${version}`)
    }
    const facts = {
      outputPerHa: input.outputPerHa ?? null,
      taxPerHa: input.taxPerHa ?? null,
      berthUse: input.berthUse ?? null,
      dockUse: input.dockUse ?? null,
      idleMonths24: input.idleMonths24 ?? null,
      unbuiltShare: input.unbuiltShare ?? null,
      compliancePts: input.compliancePts ?? null,
    }
    const line = (indicator: string) => RuleBook.defaults.decide(efficiencyRules, { indicator }, working)
    const { score: total, parts } = efficiencyScore(facts, line, working)
    const hits = hardRulesHit(
      {
        ...facts,
        idleMonthsRunning: input.idleMonthsRunning ?? null,
        yearsSinceReclaimed: input.yearsSinceReclaimed ?? null,
        countyMedianTaxPerHa: input.countyMedianTaxPerHa ?? null,
      },
      working,
    )
    const byScore =
      total === null
        ? ('not_assessable' as const)
        : RuleBook.defaults.decide(efficiencyClassRules, { score: total }, working).class
    return {
      score: total,
      class: hits.length > 0 ? ('low' as const) : byScore,
      parts: [...parts],
      hardRules: hits,
      paths: input.plan === undefined ? [] : [...RuleBook.defaults.collect(renewalPathRules, input.plan, working)],
    }
  },
})

export const renewalCalculators: readonly Calculator[] = [score]
