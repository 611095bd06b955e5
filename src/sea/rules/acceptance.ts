import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

export const acceptanceRules = defineRuleTable({
  name: 'sea.acceptance-tolerance',
  title: '填海竣工验收允差',
  description:
    '超填不超过“周长 × 允差宽度”为通过；不超过批准面积的一定比例且界址基本一致为补缴后通过；其余转执法。周长不明时允差为 0。',
  source: '填海项目竣工海域使用验收管理办法（国海规范〔2016〕3号）；允差为系统缺省值',
  hit: 'first',
  inputs: [{ key: 'perimeterKnown', title: '周长已知', type: 'boolean' }],
  outputs: [
    { key: 'toleranceWidthM', title: '允差宽度', unit: 'm', type: 'number' },
    { key: 'feeShare', title: '补缴上限（占批准面积）', type: 'number' },
    { key: 'hausdorffM', title: '界址基本一致', unit: 'm', type: 'number' },
  ],
  output: z.strictObject({
    toleranceWidthM: z.number().min(0).max(5),
    feeShare: z.number().min(0).max(0.2),
    hausdorffM: z.number().min(0).max(50),
  }),
  rows: [
    [true, 0.1, 0.01, 2],
    [false, 0, 0.01, 2],
  ],
  effectiveFrom: '2016-05-13',
})
