import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { inefficientRules } from '../model/inefficient.ts'

export const InefficientRow = z.strictObject({
  threshold: z.number().min(0),
  measure: z.string().min(1),
  basis: z.string().min(1),
})

/** Thresholds by which industrial land is found inefficient, and what is then suggested (land 4.11). */
export const inefficientTable = defineRuleTable({
  name: 'land.inefficient',
  title: '低效工业用地认定标准',
  description: '各条标准的门槛和建议措施；R4 的门槛为连续 C 类的年数，R6 无门槛。',
  source: '三门县 2018 年“一三五”方案；东阳市 2021 年办法；其余为假定',
  hit: 'first',
  inputs: [{ key: 'rule', title: '标准', type: 'enum', options: inefficientRules }],
  outputs: [
    { key: 'threshold', title: '门槛', type: 'number' },
    { key: 'measure', title: '建议措施', type: 'string' },
    { key: 'basis', title: '依据', type: 'string' },
  ],
  output: InefficientRow,
  rows: [
    ['R1', 5, '增产提效或转让、收回', '三门县 2018 年“一三五”方案：亩均税收不足 5 万元'],
    ['R2', 0.8, '拆除重建、加层（零增地）', '容积率低于 0.8 或低于出让合同约定（0.8 为假定）'],
    ['R3', 0.5, '技术改造或腾笼换鸟', '东阳市 2021 年：亩均税收不足同行业平均的一半'],
    ['R4', 2, '整改或退出', '综合评价 D 类，或连续两年 C 类（假定）'],
    ['R5', 0.5, '出租给标准厂房、分割转让', '厂房闲置比例达到 50% 满一年（假定）'],
    ['R6', 0, '依法淘汰、腾退', '列入安全、环保或能耗淘汰名单'],
  ],
  effectiveFrom: '2022-01-01',
  tests: [
    {
      title: '亩均税收门槛',
      input: { rule: 'R1' },
      output: {
        threshold: 5,
        measure: '增产提效或转让、收回',
        basis: '三门县 2018 年“一三五”方案：亩均税收不足 5 万元',
      },
    },
  ],
})
