import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { conflictOf, judgePanel, tieKinds } from '../model/panel.ts'
import { panelRules } from '../rules/growth.ts'
import { Day, Id } from '../schemas.ts'

const panel = defineCalculator({
  name: 'evaluation/panel',
  title: '评价组回避与复查',
  keywords: ['第三方评价', '回避', '利害关系', '评价人'],
  summary: '按任职、亲属、合同关系判断评价人是否应当回避，人数是否不少于三名且为单数，并列出打分过于一致的评价人。',
  input: z.strictObject({
    asOf: Day,
    institution: Id,
    assessors: z
      .array(
        z.strictObject({
          id: Id,
          ties: z
            .array(z.strictObject({ institution: Id, kind: z.enum(tieKinds), until: Day.nullable().optional() }))
            .max(100)
            .default([]),
          scores: z.array(z.number().min(-1e6).max(1e6).nullable()).max(500).optional(),
        }),
      )
      .max(101),
  }),
  value: z.object({
    eligible: z.array(z.string()),
    excluded: z.array(z.object({ assessor: z.string(), kind: z.enum(tieKinds) })),
    quorate: z.boolean(),
    alike: z.array(z.object({ pair: z.tuple([z.string(), z.string()]), correlation: z.number(), items: z.int() })),
  }),
  examples: [
    {
      title: '四名评价人，一名两年前离职',
      input: {
        asOf: '2022-09-01',
        institution: '三门技师学院',
        assessors: [
          { id: '甲' },
          { id: '乙' },
          { id: '丙' },
          { id: '丁', ties: [{ institution: '三门技师学院', kind: 'employed', until: '2020-08-31' }] },
        ],
      },
      value: {
        eligible: ['甲', '乙', '丙'],
        excluded: [{ assessor: '丁', kind: 'employed' as const }],
        quorate: true,
        alike: [],
      },
    },
  ],
  compute: ({ asOf, institution, assessors }, working) => {
    const settings = RuleBook.defaults.decide(panelRules, {}, working)
    const seen = new Set<string>()
    assessors.forEach((assessor, index) => {
      if (seen.has(assessor.id)) {
        throw Problem.field(`/assessors/${index}/id`, 'duplicate', `评价人“${assessor.id}”出现两次`)
      }
      seen.add(assessor.id)
      if (assessor.scores !== undefined && conflictOf(assessor, institution, asOf, settings.coolingYears) !== null) {
        const message = `评价人“${assessor.id}”应当回避，其打分不予采用`
        throw Problem.field(`/assessors/${index}/scores`, 'conflict_of_interest', message)
      }
    })
    const judged = judgePanel(assessors, institution, asOf, settings)
    working.step({
      label: '可参加评价',
      formula: '在被评机构任职、有合同关系（含终止未满回避年限）或有亲属关系的回避；人数不少于下限且为单数',
      inputs: { 评价人: assessors.length, 回避年限: { value: settings.coolingYears, unit: '年' } },
      result: judged.eligible.length,
      unit: '人',
      source: '《职业教育法》（2022）第四十三条；第三方评价办法',
    })
    if (!judged.quorate) working.warn('assessor_count', `评价人应不少于 ${settings.leastAssessors} 名且为单数`)
    return judged
  },
})

export const panelCalculators: readonly Calculator[] = [panel]
