import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { compliance } from '../model/compliance.ts'
import { checkSubcount, warnOfUnits } from '../model/data-guards.ts'
import { gaps } from '../model/gap.ts'
import { indicatorRules, parseStage, resourceIndicators } from '../model/resource-indicators.ts'
import { dataGuardRules, standardsOf, unitCostsOf } from '../rules/standards.ts'
import { Count, Id, Indicator, maxSchools, perIndicator, Pupils } from '../schemas.ts'

const complianceCalculator = defineCalculator({
  name: 'compliance',
  title: '学校资源配置达标',
  keywords: ['七项指标', '达标', '85%'],
  summary: '七项指标至少六项达到标准、余项不低于标准的 85% 为达标；给出达标项数和最低的余项。',
  input: z.strictObject({ stage: z.string(), values: perIndicator(Count) }),
  value: z.object({
    met: z.number().int(),
    compliant: z.boolean(),
    remainder: Indicator.nullable(),
    remainderShare: z.number().nullable(),
  }),
  examples: [
    {
      title: '骨干教师恰在 85% 的小学',
      input: {
        stage: 'primary',
        values: {
          advancedDegreeTeachersPer100: 5.1,
          backboneTeachersPer100: 0.85,
          peArtTeachersPer100: 0.95,
          teachingAreaPerPupil: 5.2,
          sportsAreaPerPupil: 8,
          equipmentValuePerPupil: 2300,
          multimediaRoomsPer100: 2.6,
        },
      },
      value: { met: 6, compliant: true, remainder: 'backboneTeachersPer100', remainderShare: 0.85 },
    },
  ],
  compute: ({ stage: named, values }, working) => {
    const stage = parseStage(named)
    const guards = RuleBook.defaults.decide(dataGuardRules, { stage }, working)
    const result = compliance(standardsOf(stage, working), values, working)
    for (const indicator of resourceIndicators) warnOfUnits('', indicator, values[indicator], guards, working)
    return result
  },
})

const gapCalculator = defineCalculator({
  name: 'gap',
  title: '学校资源缺口',
  keywords: ['缺口', '补齐', '最省'],
  summary:
    '逐校逐项给出达到标准和 85% 底线还缺多少；给出单价时算出最省的达标方案：哪一项留在 85%，共需多少钱。可按预测学生数测算。',
  input: z.strictObject({
    stage: z.string(),
    schools: z
      .array(
        z.strictObject({
          id: Id,
          pupils: Pupils,
          /** Forecast mode: needs are counted for these pupils. */
          forecastPupils: Pupils.optional(),
          fullTimeTeachers: Count.optional(),
          quantities: perIndicator(Count).partial(),
        }),
      )
      .max(maxSchools),
    /** Own unit costs, or `county` for those of the rule table. */
    unitCostsFen: z.union([perIndicator(z.int()).partial(), z.literal('county')]).optional(),
  }),
  value: z.object({
    schools: z.array(
      z.object({
        id: z.string(),
        needs: z.array(
          z.object({ indicator: Indicator, now: z.number(), toThreshold: z.number(), toFloor: z.number() }),
        ),
        remainder: Indicator.nullable().optional(),
        costFen: z.number().int().optional(),
      }),
    ),
  }),
  examples: [
    {
      title: '骨干教师缺口',
      input: { stage: 'primary', schools: [{ id: 'A', pupils: 830, quantities: { backboneTeachersPer100: 6 } }] },
    },
    {
      title: '按县里单价选择留在 85% 的一项',
      input: {
        stage: 'primary',
        schools: [{ id: 'A', pupils: 500, quantities: { backboneTeachersPer100: 4, teachingAreaPerPupil: 2000 } }],
        unitCostsFen: 'county',
      },
      value: {
        schools: [
          {
            id: 'A',
            needs: [
              { indicator: 'backboneTeachersPer100', now: 0.8, toThreshold: 1, toFloor: 1 },
              { indicator: 'teachingAreaPerPupil', now: 4, toThreshold: 250, toFloor: 0 },
            ],
            remainder: 'teachingAreaPerPupil',
            costFen: 20_000_000,
          },
        ],
      },
    },
  ],
  compute: ({ stage: named, schools, unitCostsFen }, working) => {
    const stage = parseStage(named)
    const guards = RuleBook.defaults.decide(dataGuardRules, { stage }, working)
    const counted = schools.map(({ id, pupils, forecastPupils, fullTimeTeachers, quantities }, index) => {
      if (forecastPupils !== undefined && forecastPupils < 0)
        throw Problem.field(`/schools/${index}/forecastPupils`, 'negative_quantity', '预测学生数不能为负')
      for (const indicator of resourceIndicators) {
        const quantity = quantities[indicator]
        if (quantity === undefined) continue
        checkSubcount(indicator, quantity, fullTimeTeachers, `/schools/${index}/quantities/${indicator}`)
        if (pupils > 0) {
          warnOfUnits(`“${id}”`, indicator, (quantity * indicatorRules[indicator].per) / pupils, guards, working)
        }
      }
      return { id, pupils: forecastPupils ?? pupils, quantities }
    })
    const costs = unitCostsFen === 'county' ? unitCostsOf(working) : unitCostsFen
    return { schools: [...gaps(standardsOf(stage, working), counted, costs, working)] }
  },
})

export const balanceCalculators: readonly Calculator[] = [complianceCalculator, gapCalculator]
