import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { disparity } from '../model/disparity.ts'
import { causes, improvement } from '../model/improvement.ts'
import { marginalPrices } from '../model/marginal-prices.ts'
import { parseStage, resourceIndicators } from '../model/resource-indicators.ts'
import { signs, snapshotFindings } from '../model/snapshot-checks.ts'
import { dataGuardRules, unitCostsOf } from '../rules/standards.ts'
import { Count, Day, Id, Indicator, maxSchools, perIndicator, Pupils } from '../schemas.ts'

const State = z.strictObject({ pupils: Pupils, quantity: Count })

const improvementCalculator = defineCalculator({
  name: 'improvement',
  title: '差异变化归因（防削峰）',
  keywords: ['削峰', '差异系数', '归因', 'Shapley'],
  summary: '把差异系数的变化分解到薄弱校增减、强校增减、学生数变化、学校新开停办；薄弱校没有加强而系数下降的给出提示。',
  input: z.strictObject({ schools: z.array(z.strictObject({ id: Id, before: State, after: State })).max(maxSchools) }),
  value: z.object({
    before: z.number(),
    after: z.number(),
    change: z.number(),
    parts: z.record(z.enum(causes), z.number()),
    levellingDown: z.boolean(),
  }),
  examples: [
    {
      title: '从强校调一名骨干教师到薄弱校',
      input: {
        schools: [
          { id: 'A', before: { pupils: 1200, quantity: 18 }, after: { pupils: 1200, quantity: 17 } },
          { id: 'B', before: { pupils: 600, quantity: 3 }, after: { pupils: 600, quantity: 4 } },
          { id: 'C', before: { pupils: 200, quantity: 1 }, after: { pupils: 200, quantity: 1 } },
        ],
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  compute: ({ schools }, working) => improvement(schools, working),
})

const pricesCalculator = defineCalculator({
  name: 'marginal-prices',
  title: '均衡投入边际价格',
  keywords: ['边际', '预算', '差异系数', '投入'],
  summary: '每校每项指标增加一个单位、投入一万元，综合差异系数变化多少；最有效的在前。',
  input: z.strictObject({
    schools: z.array(z.strictObject({ id: Id, pupils: Pupils, quantities: perIndicator(Count).partial() })).max(2_000),
    unitCostsFen: perIndicator(z.int().min(0).max(1e12)).partial().optional(),
    top: z.int().min(1).max(20_000).default(100),
  }),
  value: z.object({
    composite: z.number(),
    prices: z.array(
      z.object({ school: z.string(), indicator: Indicator, composite: z.number(), per10kYuan: z.number().nullable() }),
    ),
  }),
  examples: [
    {
      title: '骨干教师与设备，哪里投入最有效',
      input: {
        schools: [
          { id: 'A', pupils: 1200, quantities: { backboneTeachersPer100: 18, equipmentValuePerPupil: 3_000_000 } },
          { id: 'B', pupils: 600, quantities: { backboneTeachersPer100: 3, equipmentValuePerPupil: 900_000 } },
          { id: 'C', pupils: 200, quantities: { backboneTeachersPer100: 1, equipmentValuePerPupil: 500_000 } },
        ],
        top: 3,
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  compute: ({ schools, unitCostsFen, top }, working) => {
    const given = resourceIndicators.filter((indicator) =>
      schools.some(({ quantities }) => quantities[indicator] !== undefined),
    )
    if (given.length === 0) throw Problem.field('/schools', 'no_indicators', '至少给出一个指标')
    const indicators = given.map((indicator) => ({
      indicator,
      disparity: disparity(
        schools.map(({ id, pupils, quantities }) => ({ id, pupils, quantity: quantities[indicator] ?? null })),
        1,
        Working.silent,
        undefined,
        (index) => `/schools/${index}/quantities/${indicator}`,
      ),
    }))
    const composite = working.step({
      label: '综合差异系数',
      formula: '各项差异系数的算术平均',
      inputs: Object.fromEntries(indicators.map(({ indicator, disparity: { cv } }) => [indicator, cv])),
      result: indicators.reduce((sum, { disparity: { cv } }) => sum + cv, 0) / indicators.length,
      source: '教督〔2017〕6号',
    })
    const costs = { ...unitCostsOf(working) }
    for (const indicator of resourceIndicators) costs[indicator] = unitCostsFen?.[indicator] ?? costs[indicator]
    return { composite, prices: marginalPrices(indicators, costs).slice(0, top) }
  },
})

const checksCalculator = defineCalculator({
  name: 'snapshot-checks',
  title: '统计快照核查',
  keywords: ['数据核查', '重复计算', '突击调剂', '督导'],
  summary: '查找同一教师重复计入、统计时点前后调剂设备、突击转移学籍、设备值过于整齐等迹象；迹象只供核实，不作结论。',
  input: z.strictObject({
    stage: z.string().default('primary'),
    date: Day,
    teachers: z
      .array(z.strictObject({ teacher: Id, school: Id, fte: z.number().min(0).max(1).default(1) }))
      .max(20_000)
      .default([]),
    equipmentMoves: z
      .array(z.strictObject({ from: Id, to: Id, on: Day, yuan: Count }))
      .max(20_000)
      .default([]),
    pupilMoves: z
      .array(z.strictObject({ from: Id, to: Id, on: Day, pupils: z.int().min(0).max(100_000) }))
      .max(20_000)
      .default([]),
    equipmentYuan: z
      .array(z.strictObject({ school: Id, yuan: Count }))
      .max(maxSchools)
      .default([]),
  }),
  value: z.object({
    findings: z.array(z.object({ sign: z.enum(signs), schools: z.array(z.string()), message: z.string() })),
  }),
  examples: [
    {
      title: '一名教师计入两校',
      input: {
        date: '2022-09-01',
        teachers: [
          { teacher: 'T1', school: 'A' },
          { teacher: 'T1', school: 'B', fte: 0.5 },
        ],
        equipmentMoves: [{ from: 'A', to: 'B', on: '2022-08-20', yuan: 30_000 }],
      },
      value: {
        findings: [
          { sign: 'teacher_counted_twice', schools: ['A', 'B'], message: '教师T1共计 1.5 人' },
          { sign: 'equipment_moved', schools: ['A', 'B'], message: '2022-08-20 调剂设备 30000 元，距统计时点 12 日' },
        ],
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  compute: ({ stage, ...facts }, working) => {
    const guards = RuleBook.defaults.decide(dataGuardRules, { stage: parseStage(stage) }, working)
    return {
      findings: snapshotFindings(facts, guards).map((finding) => ({ ...finding, schools: [...finding.schools] })),
    }
  },
})

export const guardCalculators: readonly Calculator[] = [improvementCalculator, pricesCalculator, checksCalculator]
