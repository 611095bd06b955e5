import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { addDays } from '../../platform/dates.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { instantText } from '../model/rounding.ts'
import { inspectedObjects, inspectionIntervalRules, inspectionResults, safetyRiskRules } from '../rules/response.ts'
import { AsOf, Day, Instant, requireInForce } from '../schemas.ts'

const Scale = z.int().min(1).max(4)

const safety = defineCalculator({
  name: 'safety-risk',
  title: '涉海安全隐患分级',
  keywords: ['安全生产', '隐患', '整改期限', '禁止离港'],
  summary: '严重性 × 可能性定隐患等级、整改期限和是否禁止离港。',
  input: z.strictObject({ severity: Scale, likelihood: Scale, foundAt: Instant.optional(), asOf: AsOf }),
  value: z.object({
    risk: z.int(),
    class: z.enum(['severe', 'major', 'minor']),
    dueHours: z.int(),
    dueAt: z.string().nullable(),
    hold: z.boolean(),
  }),
  examples: [
    {
      title: '救生筏过期',
      input: { severity: 4, likelihood: 3, foundAt: '2022-09-01T09:00:00+08:00' },
      value: { risk: 12, class: 'severe', dueHours: 24, dueAt: '2022-09-02T01:00:00Z', hold: true },
    },
  ],
  compute: ({ severity, likelihood, foundAt, asOf }, working) => {
    requireInForce(asOf, safetyRiskRules)
    const risk = severity * likelihood
    const rule = RuleBook.defaults.decide(safetyRiskRules, { risk }, working)
    working.step({
      label: '隐患等级',
      formula: '严重性 × 可能性',
      inputs: {
        严重性: { value: severity, unit: '级' },
        可能性: { value: likelihood, unit: '级' },
        风险值: { value: risk, unit: '分' },
      },
      result: rule.class,
      source: safetyRiskRules.source,
    })
    return {
      risk,
      class: rule.class,
      dueHours: rule.dueHours,
      dueAt: foundAt === undefined ? null : instantText(foundAt + rule.dueHours * 3_600_000),
      hold: rule.hold,
    }
  },
})

const nextInspection = defineCalculator({
  name: 'safety-next-inspection',
  title: '下次安全检查日期',
  keywords: ['安全检查', '检查间隔', '渔船', '客渡船', '船厂'],
  summary: '按检查对象和上次结果给出下次检查的最迟日期；给出基准日时说明是否逾期。',
  input: z.strictObject({
    object: z.enum(inspectedObjects),
    lastOn: Day,
    lastResult: z.enum(inspectionResults),
    asOf: AsOf,
  }),
  value: z.object({ nextOn: z.string(), days: z.int(), overdue: z.boolean().nullable() }),
  examples: [
    {
      title: '客渡船合格，六十天后再查',
      input: { object: 'ferry', lastOn: '2022-06-01', lastResult: 'pass', asOf: '2022-08-01' },
      value: { nextOn: '2022-07-31', days: 60, overdue: true },
    },
  ],
  compute: ({ object, lastOn, lastResult, asOf }, working) => {
    requireInForce(asOf, inspectionIntervalRules)
    const { days } = RuleBook.defaults.decide(inspectionIntervalRules, { object, lastResult }, working)
    const nextOn = working.step({
      label: '下次检查最迟日期',
      formula: '上次检查之日 + 间隔',
      inputs: { 上次检查: lastOn, 间隔: { value: days, unit: '天' } },
      result: addDays(lastOn, days),
      source: inspectionIntervalRules.source,
    })
    return { nextOn, days, overdue: asOf === undefined ? null : asOf > nextOn }
  },
})

export const safetyCalculators: readonly Calculator[] = [safety, nextInspection]
