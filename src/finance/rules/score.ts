import { z } from 'zod'
import { type RuleColumn, type TypedRuleTable, defineRuleTable } from '../../platform/rules/rule-table.ts'
import { type BandItem, deductionKinds, familyGrades, honourLevels, itemTitle } from '../model/family-facts.ts'

const source = '农户家庭信用评分卡（演示值，由县金融中心会同合作银行公布后替换）'
const effectiveFrom = '2022-01-01'

const points = z.strictObject({ points: z.number().int().min(0).max(1_000) })
export type BandTable = TypedRuleTable<typeof points>

const bands = (
  item: BandItem,
  column: Omit<RuleColumn, 'key' | 'title'>,
  rows: readonly (readonly [string | boolean, number])[],
): BandTable =>
  defineRuleTable({
    name: `finance.score-${item.replace(/[A-Z0-9]+/g, (part) => `-${part.toLowerCase()}`)}`,
    title: `信用分：${itemTitle[item]}`,
    description: '该项各档分值；档与档之间不得有空隙。',
    source,
    hit: 'first',
    inputs: [{ key: 'value', title: itemTitle[item], ...column }],
    outputs: [{ key: 'points', title: '分值', unit: '分', type: 'number' }],
    output: points,
    rows,
    effectiveFrom,
  })

const number = { type: 'number', min: 0 } as const
const yesNo = (yes: number) =>
  [
    [true, yes],
    [false, 0],
  ] as const

/** One table an item, so that each is proved to have no gap. */
export const bandTables: Readonly<Record<BandItem, BandTable>> = {
  residenceYears: bands('residenceYears', { ...number, unit: '年' }, [
    ['>= 10', 30],
    ['[5..10)', 20],
    ['[1..5)', 10],
    ['< 1', 0],
  ]),
  workersShare: bands('workersShare', { ...number, max: 1 }, [
    ['>= 0.6', 40],
    ['[0.4..0.6)', 28],
    ['[0.2..0.4)', 14],
    ['< 0.2', 4],
  ]),
  mainWorkerAge: bands('mainWorkerAge', { ...number, max: 130, unit: '岁' }, [
    ['[30..56)', 25],
    ['[25..30)', 15],
    ['[56..61)', 15],
    ['', 5],
  ]),
  socialInsurance: bands('socialInsurance', { type: 'enum', options: ['all', 'some', 'none'] }, [
    ['all', 25],
    ['some', 12],
    ['none', 0],
  ]),
  netCountedFen: bands('netCountedFen', { type: 'number', unit: '分' }, [
    ['>= 50000000', 90],
    ['[20000000..50000000)', 70],
    ['[10000000..20000000)', 50],
    ['[3000000..10000000)', 30],
    ['(0..3000000)', 10],
    ['<= 0', 0],
  ]),
  leverage: bands('leverage', number, [
    ['< 0.1', 70],
    ['[0.1..0.3)', 50],
    ['[0.3..0.5)', 25],
    ['[0.5..0.7)', 8],
    ['>= 0.7', 0],
  ]),
  liquidityMonths: bands('liquidityMonths', { ...number, nullable: true, unit: '月' }, [
    ['无', 60],
    ['>= 12', 60],
    ['[6..12)', 40],
    ['[3..6)', 20],
    ['< 3', 5],
  ]),
  incomeToCountyMean: bands('incomeToCountyMean', { type: 'number' }, [
    ['>= 1.5', 70],
    ['[1..1.5)', 50],
    ['[0.6..1)', 30],
    ['< 0.6', 10],
  ]),
  tradeYears: bands('tradeYears', { ...number, unit: '年' }, [
    ['>= 8', 50],
    ['[4..8)', 35],
    ['[1..4)', 18],
    ['< 1', 0],
  ]),
  incomeCv: bands('incomeCv', { ...number, nullable: true }, [
    ['<= 0.15', 40],
    ['(0.15..0.35]', 25],
    ['> 0.35', 8],
    ['无', 15],
  ]),
  productionInsured: bands('productionInsured', { type: 'boolean' }, yesNo(25)),
  monitoredAndTraced: bands('monitoredAndTraced', { type: 'boolean' }, yesNo(15)),
  worstDaysPastDue24m: bands('worstDaysPastDue24m', { ...number, nullable: true, unit: '天' }, [
    ['无', 95],
    ['= 0', 150],
    ['(0..7]', 110],
    ['(7..30]', 60],
    ['(30..90]', 15],
    ['> 90', 0],
  ]),
  loansRepaid: bands('loansRepaid', { ...number, unit: '笔' }, [
    ['>= 3', 40],
    ['[1..3)', 25],
    ['< 1', 10],
  ]),
  enquiries3m: bands('enquiries3m', { ...number, unit: '次' }, [
    ['<= 2', 40],
    ['(2..5]', 20],
    ['> 5', 0],
  ]),
  lineUse: bands('lineUse', { ...number, nullable: true }, [
    ['<= 0.5', 40],
    ['(0.5..0.8]', 25],
    ['> 0.8', 8],
    ['无', 25],
  ]),
  guaranteesToIncome: bands('guaranteesToIncome', number, [
    ['= 0', 30],
    ['(0..1]', 18],
    ['> 1', 0],
  ]),
  publicService: bands('publicService', { type: 'boolean' }, yesNo(20)),
}

export const honourRules = defineRuleTable({
  name: 'finance.score-honour',
  title: '信用分：荣誉',
  description: '最高一级荣誉的分值；其余荣誉每项加分，合计封顶，见评分参数。',
  source,
  hit: 'first',
  inputs: [{ key: 'level', title: '级别', type: 'enum', options: honourLevels }],
  outputs: [{ key: 'points', title: '分值', unit: '分', type: 'number' }],
  output: points,
  rows: [
    ['nation|province', 60],
    ['city', 45],
    ['county', 30],
    ['village', 15],
  ],
  effectiveFrom,
})

export const deductionRules = defineRuleTable({
  name: 'finance.score-deduction',
  title: '信用分：扣分',
  description: '未结执行案件；两年内渔业、环保处罚；未整改违建；其他处罚。信息到期清除后不再扣。',
  source,
  hit: 'first',
  inputs: [{ key: 'kind', title: '情形', type: 'enum', options: deductionKinds }],
  outputs: [{ key: 'points', title: '扣分', unit: '分', type: 'number' }],
  output: points,
  rows: [
    ['enforcement_case', 120],
    ['fishery_environment_penalty', 50],
    ['illegal_building', 40],
    ['other_penalty', 30],
  ],
  effectiveFrom,
})

export const scoreParameters = ['honour_further', 'honour_cap', 'review_factor', 'deduction_cap'] as const

export const scoreParameterRules = defineRuleTable({
  name: 'finance.score-parameter',
  title: '信用分参数',
  description: '其余荣誉每项加分、荣誉封顶、公议均分折算系数、扣分封顶。',
  source,
  hit: 'first',
  inputs: [{ key: 'name', title: '参数', type: 'enum', options: scoreParameters }],
  outputs: [{ key: 'value', title: '数值', type: 'number' }],
  output: z.strictObject({ value: z.number().min(0).max(1_000) }),
  rows: [
    ['honour_further', 10],
    ['honour_cap', 80],
    ['review_factor', 0.6],
    ['deduction_cap', 300],
  ],
  effectiveFrom,
})

export const gradeRules = defineRuleTable({
  name: 'finance.score-grade',
  title: '家庭信用等级',
  description: '信用分对应的等级。',
  source,
  hit: 'first',
  inputs: [{ key: 'total', title: '信用分', type: 'number', min: 0, max: 1_000 }],
  outputs: [{ key: 'grade', title: '等级', type: 'enum', options: familyGrades }],
  output: z.strictObject({ grade: z.enum(familyGrades) }),
  rows: [
    ['>= 850', 'AAA'],
    ['[780..850)', 'AA'],
    ['[700..780)', 'A'],
    ['[620..700)', 'BBB'],
    ['[540..620)', 'BB'],
    ['< 540', 'C'],
  ],
  effectiveFrom,
})

export const scoreRuleTables = [
  ...Object.values(bandTables),
  honourRules,
  deductionRules,
  scoreParameterRules,
  gradeRules,
]
