import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { evaluationChecklist, evaluationGroups, evaluationItems, vetoes } from '../model/evaluation-checklist.ts'
import { evaluationRuleOf } from '../rules/evaluation.ts'
import { Count } from '../schemas.ts'

const Item = z.enum(evaluationItems)
const Veto = z.enum(vetoes)
const Group = z.enum(evaluationGroups)

/** A county that meets everything: the example shows one item that does not. */
const met = {
  compliantSchoolsShare: 1,
  primaryWorstCv: 0.41,
  juniorWorstCv: 0.4,
  layoutPlan: true,
  unifiedStandards: true,
  musicArtRoomsShare: 1,
  schoolSizeShare: 1,
  classSizeShare: 1,
  smallSchoolFunding: true,
  specialSchoolFundingYuan: 8_000,
  teacherPayRatio: 1.02,
  fiveYearTrainingShare: 1,
  postsByCounty: true,
  rotationRate: 0.1109375,
  rotationBackboneShare: 0.211268,
  certifiedTeachersShare: 1,
  nearbyPrimaryShare: 1,
  nearbyJuniorShare: 0.97,
  seniorHighQuotaShare: 0.6,
  migrantChildrenShare: 0.91,
  retentionShare: 0.99,
  disabledChildrenShare: 0.97,
  charters: true,
  trainingFundsShare: 0.052,
  itUse: true,
  moralCulture: true,
  fullCurriculum: true,
  workload: true,
  monitoringLevel: 3,
  monitoringDifference: 0.12,
  satisfactionShare: 0.9,
}

const checklist = defineCalculator({
  name: 'evaluation-checklist',
  title: '优质均衡评估自查',
  keywords: ['督导评估', '优质均衡', '政府保障', '教育质量', '一票否决', '自评'],
  summary:
    '县域义务教育优质均衡督导评估的各项要求逐项对照：资源、政府保障、教育质量、社会认可和一票否决；缺数的项目列出，不算达到也不算未达到。',
  input: z.strictObject({
    values: z.partialRecord(Item, z.union([Count, z.boolean()]).nullable()),
    vetoes: z.array(Veto).max(vetoes.length).default([]),
  }),
  value: z.object({
    passed: z.boolean().nullable(),
    vetoed: z.array(Veto),
    items: z.array(
      z.object({
        item: Item,
        group: Group,
        value: z.union([z.number(), z.boolean()]).nullable(),
        limit: z.union([z.number(), z.boolean()]),
        met: z.boolean().nullable(),
      }),
    ),
    groups: z.record(Group, z.object({ met: z.int(), total: z.int() })),
    failed: z.array(Item),
    missing: z.array(Item),
  }),
  examples: [
    { title: '各项达到', input: { values: met } },
    {
      title: '骨干教师交流不足，满意度未测',
      input: { values: { ...met, rotationBackboneShare: 0.18, satisfactionShare: null } },
    },
  ],
  compute: ({ values, vetoes: found }, working) => {
    const result = evaluationChecklist(values, found, evaluationRuleOf(working), working)
    return {
      ...result,
      vetoed: [...result.vetoed],
      items: [...result.items],
      failed: [...result.failed],
      missing: [...result.missing],
    }
  },
})

export const evaluationCalculators: readonly Calculator[] = [checklist]
