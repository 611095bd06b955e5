/** 荣誉级别, best first. */
export const honourLevels = ['nation', 'province', 'city', 'county', 'village'] as const
export type HonourLevel = (typeof honourLevels)[number]

export const familyGrades = ['AAA', 'AA', 'A', 'BBB', 'BB', 'C'] as const
export type FamilyGrade = (typeof familyGrades)[number]

/**
 * What the score of a family may look at (finance 4.4), in the order of the card. Never: sex, marital status, ethnicity,
 * religion, genes, fingerprints, blood type, illness and medical history (征信业管理条例第十四条), political views, or a
 * neighbour's default.
 */
export type FamilyFacts = {
  readonly residenceYears: number
  /** Workers ÷ members. */
  readonly workersShare: number
  readonly mainWorkerAge: number
  readonly socialInsurance: 'all' | 'some' | 'none'
  readonly netCountedFen: number
  readonly leverage: number
  /** Deposits ÷ monthly debt service; null: no debt. */
  readonly liquidityMonths: number | null
  readonly incomeToCountyMean: number
  readonly tradeYears: number
  /** Coefficient of variation of three years' income; null: unknown. */
  readonly incomeCv: number | null
  readonly productionInsured: boolean
  readonly monitoredAndTraced: boolean
  /** Null: no credit history. */
  readonly worstDaysPastDue24m: number | null
  readonly loansRepaid: number
  readonly enquiries3m: number
  /** Use of revolving lines; null: none. */
  readonly lineUse: number | null
  readonly guaranteesToIncome: number
  readonly honours: readonly HonourLevel[]
  readonly publicService: boolean
  /** Trimmed mean of the village's points, 0–100; null: no review. */
  readonly villageReviewMean: number | null
}
export type ScoreItem = keyof FamilyFacts

/** Items whose points come from one table of bands. */
export const bandItems = [
  'residenceYears',
  'workersShare',
  'mainWorkerAge',
  'socialInsurance',
  'netCountedFen',
  'leverage',
  'liquidityMonths',
  'incomeToCountyMean',
  'tradeYears',
  'incomeCv',
  'productionInsured',
  'monitoredAndTraced',
  'worstDaysPastDue24m',
  'loansRepaid',
  'enquiries3m',
  'lineUse',
  'guaranteesToIncome',
  'publicService',
] as const satisfies readonly ScoreItem[]
export type BandItem = (typeof bandItems)[number]

export const scoreItems = [
  ...bandItems.slice(0, -1),
  'honours',
  'publicService',
  'villageReviewMean',
] as const satisfies readonly ScoreItem[]

export const itemTitle: Readonly<Record<ScoreItem, string>> = {
  residenceYears: '居住年数',
  workersShare: '劳动力占比',
  mainWorkerAge: '主要劳动力年龄',
  socialInsurance: '成年成员社会保险',
  netCountedFen: '计入净资产',
  leverage: '资产负债率',
  liquidityMonths: '流动性月数',
  incomeToCountyMean: '人均收入与全县平均之比',
  tradeYears: '从业年数',
  incomeCv: '收入稳定性',
  productionInsured: '生产投保',
  monitoredAndTraced: '监测与追溯',
  worstDaysPastDue24m: '近 24 个月最长逾期',
  loansRepaid: '已还清贷款笔数',
  enquiries3m: '近 3 个月征信查询',
  lineUse: '循环额度使用率',
  guaranteesToIncome: '对外担保与年收入之比',
  honours: '荣誉',
  publicService: '公益服务',
  villageReviewMean: '村级公议',
}

/** 扣分情形. */
export const deductionKinds = [
  'enforcement_case',
  'fishery_environment_penalty',
  'illegal_building',
  'other_penalty',
] as const
export type DeductionKind = (typeof deductionKinds)[number]

/** 一票否决: 失信被执行人, 现逾期超过 90 天, 欺诈或虚假材料, 户已注销. */
export const vetoes = ['dishonest_debtor', 'over_90_days_past_due', 'fraud', 'household_closed'] as const
export type Veto = (typeof vetoes)[number]
