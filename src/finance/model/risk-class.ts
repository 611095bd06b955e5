import type { Working } from '../../platform/explain.ts'
import type { Rational } from '../../platform/money.ts'

/** 正常, 关注, 次级, 可疑, 损失: from the best to the worst. */
export const riskClasses = ['normal', 'special_mention', 'substandard', 'doubtful', 'loss'] as const
export type RiskClass = (typeof riskClasses)[number]

export const riskClassSource = '商业银行金融资产风险分类办法（银保监会、人民银行令2023年第1号）'

export type RiskFlags = {
  /** 擅自改变资金用途. */
  readonly misuse: boolean
  /** 借新还旧. */
  readonly borrowedNewToRepayOld: boolean
  /** A renewal that qualifies by 金规〔2024〕13号 is not borrowing new to repay old. */
  readonly qualifyingRenewal: boolean
  /** 逃废债务. */
  readonly evasion: boolean
  /** 重组资产, in its observation period of at least a year. */
  readonly restructured: boolean
  /** Overdue for technical or operational reasons, excepted for up to 7 days. */
  readonly technicalOverdue: boolean
  /** Expected credit loss ÷ book balance; null: not impaired. */
  readonly expectedLoss: Rational | null
}

export type RiskFloor = { readonly daysPastDue: number; readonly floor: RiskClass; readonly article: string }

/**
 * The best class that a retail loan may still have (五级分类下限), per loan and not per debtor. A reviewer may lower it
 * further, never lift it. Articles by order 2023 no. 1, in force 2023-07-01.
 */
export const riskFloor = (daysPastDue: number, flags: RiskFlags, working: Working): RiskFloor => {
  const share = flags.expectedLoss
  const rules: readonly (readonly [boolean, RiskClass, string, string])[] = [
    [daysPastDue > 360, 'loss', '第十三条', '逾期超过 360 天'],
    [share !== null && share.compare('0.9') >= 0, 'loss', '第十三条', '预期信用损失占账面余额 90% 以上'],
    [daysPastDue > 270, 'doubtful', '第十二条', '逾期超过 270 天'],
    [flags.evasion, 'doubtful', '第十二条', '逃废银行债务'],
    [share !== null && share.compare('0.5') >= 0, 'doubtful', '第十二条', '预期信用损失占账面余额 50% 以上'],
    [daysPastDue > 90, 'substandard', '第十一条', '逾期超过 90 天'],
    [
      daysPastDue > 0 && !(flags.technicalOverdue && daysPastDue <= 7),
      'special_mention',
      '第十条',
      '本金、利息或收益逾期（7 天以内的技术性逾期除外）',
    ],
    [flags.misuse, 'special_mention', '第十条', '擅自改变资金用途'],
    [
      flags.borrowedNewToRepayOld && !flags.qualifyingRenewal,
      'special_mention',
      '第十条',
      '借新还旧（符合条件的续贷除外）',
    ],
    [flags.restructured, 'special_mention', '第十九条', '重组资产观察期内'],
  ]
  const holding = rules.filter(([holds]) => holds)
  for (const [, floor, article, reason] of holding) {
    working.step({
      label: '分类下限',
      formula: reason,
      inputs: { 逾期天数: { value: daysPastDue, unit: '天' } },
      result: floor,
      source: `${riskClassSource}${article}`,
    })
  }
  const [, floor, article] = holding[0] ?? [true, 'normal' as const, '第七条']
  if (holding.length === 0) {
    working.step({
      label: '分类下限',
      formula: '没有应当下调的情形',
      inputs: { 逾期天数: { value: daysPastDue, unit: '天' } },
      result: floor,
      source: `${riskClassSource}${article}`,
    })
  }
  return { daysPastDue, floor, article: `${riskClassSource}${article}` }
}
