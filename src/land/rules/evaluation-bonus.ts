import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

export const evaluationFacts = [
  'listed',
  'specialisedAndNew',
  'littleGiant',
  'highTech',
  'brand',
  'safetyPenalty',
  'environmentPenalty',
  'taxFraud',
  'majorSafetyAccident',
  'majorEnvironmentAccident',
  'seriousBreach',
] as const

export const EvaluationBonus = z.strictObject({ points: z.number(), veto: z.boolean() })

/** Points that honours and penalties add to an evaluation, and what vetoes it (land 4.7). */
export const evaluationBonus = defineRuleTable({
  name: 'land.evaluation-bonus',
  title: '亩均评价加分、减分和一票否决',
  description: '荣誉加分、处罚减分，以及直接列为最末一类的情形。分值为假定，由县里调整。',
  source: '浙政发〔2018〕5号；各地评价办法（分值为假定）',
  hit: 'first',
  inputs: [{ key: 'fact', title: '情形', type: 'enum', options: evaluationFacts }],
  outputs: [
    { key: 'points', title: '分值', type: 'number' },
    { key: 'veto', title: '一票否决', type: 'boolean' },
  ],
  output: EvaluationBonus,
  rows: [
    ['listed', 5, false],
    ['littleGiant', 5, false],
    ['specialisedAndNew|highTech', 3, false],
    ['brand', 2, false],
    ['safetyPenalty|environmentPenalty', -5, false],
    ['taxFraud|majorSafetyAccident|majorEnvironmentAccident|seriousBreach', 0, true],
  ],
  effectiveFrom: '2021-01-01',
  tests: [{ title: '偷税一票否决', input: { fact: 'taxFraud' }, output: { points: 0, veto: true } }],
})
