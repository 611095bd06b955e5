/** What the seven indicators must reach, how far schools may differ, and what belongs to the figures (schools 4.1). */
import { z } from 'zod'
import type { Working } from '../../platform/explain.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import {
  type ResourceIndicator,
  resourceIndicators,
  type Stage,
  stages,
  type Standards,
} from '../model/resource-indicators.ts'

const stageColumn = { key: 'stage', title: '学段', type: 'enum', options: stages } as const

export const resourceStandardRules = defineRuleTable({
  name: 'schools.resource-standard',
  title: '七项资源配置标准',
  description: '各学段七项指标的标准；省里提高标准时在此改。至少六项达标，余项不低于标准的 85%（国家办法，固定）。',
  source: '教督〔2017〕6号第六条',
  hit: 'first',
  inputs: [{ key: 'indicator', title: '指标', type: 'enum', options: resourceIndicators }, stageColumn],
  outputs: [{ key: 'standard', title: '标准', type: 'number' }],
  output: z.strictObject({ standard: z.number().gt(0).max(1_000_000) }),
  rows: [
    ['advancedDegreeTeachersPer100', 'primary', 4.2],
    ['advancedDegreeTeachersPer100', 'junior', 5.3],
    ['backboneTeachersPer100', null, 1],
    ['peArtTeachersPer100', null, 0.9],
    ['teachingAreaPerPupil', 'primary', 4.5],
    ['teachingAreaPerPupil', 'junior', 5.8],
    ['sportsAreaPerPupil', 'primary', 7.5],
    ['sportsAreaPerPupil', 'junior', 10.2],
    ['equipmentValuePerPupil', 'primary', 2000],
    ['equipmentValuePerPupil', 'junior', 2500],
    ['multimediaRoomsPer100', 'primary', 2.3],
    ['multimediaRoomsPer100', 'junior', 2.4],
  ],
  effectiveFrom: '2017-04-26',
  tests: [
    {
      title: '初中体育场馆',
      input: { indicator: 'sportsAreaPerPupil', stage: 'junior' },
      output: { standard: 10.2 },
    },
    {
      title: '骨干教师不分学段',
      input: { indicator: 'backboneTeachersPer100', stage: 'primary' },
      output: { standard: 1 },
    },
  ],
})

/** The seven standards of a stage, in the version of `book`. */
export const standardsOf = (stage: Stage, working: Working, book = RuleBook.defaults): Standards =>
  // Object.fromEntries forgets the names of its keys; they are those of the list.
  Object.fromEntries(
    resourceIndicators.map((indicator) => [
      indicator,
      book.decide(resourceStandardRules, { indicator, stage }, working).standard,
    ]),
  ) as Record<ResourceIndicator, number>

export const disparityLimitRules = defineRuleTable({
  name: 'schools.disparity-limit',
  title: '校际差异系数限值',
  description: '单项系数的国家限值，以及本县改革台账的综合目标。目标与未取整的数值比较。',
  source: '教督〔2017〕6号第六条；本县共同富裕改革台账（综合目标 0.28）',
  hit: 'first',
  inputs: [stageColumn],
  outputs: [
    { key: 'single', title: '单项限值', type: 'number' },
    { key: 'compositeTarget', title: '综合目标', type: 'number' },
  ],
  output: z.strictObject({ single: z.number().gt(0).max(2), compositeTarget: z.number().gt(0).max(2) }),
  rows: [
    ['primary', 0.5, 0.28],
    ['junior', 0.45, 0.28],
  ],
  effectiveFrom: '2021-07-01',
  tests: [{ title: '小学', input: { stage: 'primary' }, output: { single: 0.5, compositeTarget: 0.28 } }],
})

export const dataGuardRules = defineRuleTable({
  name: 'schools.data-guard',
  title: '统计范围与数据核对',
  description: '教学点计入的最少学生数；超过下列数值时提示核实计量单位；学校间调剂与统计时点的可疑间隔。',
  source: '省具体办法（教学点 50 人）；其余为系统缺省值',
  hit: 'first',
  inputs: [stageColumn],
  outputs: [
    { key: 'teachingPointMinimum', title: '教学点最少学生数', unit: '人', type: 'number' },
    { key: 'areaPerPupil', title: '生均面积上限', unit: 'm²', type: 'number' },
    { key: 'equipmentYuanPerPupil', title: '生均设备值上限', unit: '元', type: 'number' },
    { key: 'equipmentMoveDays', title: '设备调剂可疑间隔', unit: '日', type: 'number' },
    { key: 'pupilMoveDays', title: '学籍变动可疑间隔', unit: '日', type: 'number' },
    { key: 'roundYuan', title: '设备值整数可疑单位', unit: '元', type: 'number' },
  ],
  output: z.strictObject({
    teachingPointMinimum: z.number().min(0).max(1_000),
    areaPerPupil: z.number().gt(0).max(100_000),
    equipmentYuanPerPupil: z.number().gt(0).max(100_000_000),
    equipmentMoveDays: z.int().min(0).max(366),
    pupilMoveDays: z.int().min(0).max(366),
    roundYuan: z.int().min(1).max(1_000_000_000),
  }),
  rows: [[null, 50, 200, 100_000, 60, 30, 100_000]],
  effectiveFrom: '2021-07-01',
  tests: [
    {
      title: '两学段相同',
      input: { stage: 'junior' },
      output: {
        teachingPointMinimum: 50,
        areaPerPupil: 200,
        equipmentYuanPerPupil: 100_000,
        equipmentMoveDays: 60,
        pupilMoveDays: 30,
        roundYuan: 100_000,
      },
    },
  ],
})

export const unitCostRules = defineRuleTable({
  name: 'schools.unit-cost',
  title: '资源单价',
  description:
    '补一名教师（一年人员经费）、一平方米、一元设备、一间多媒体教室的费用，用于最省达标和边际价格；按本县预算更新。',
  source: '系统缺省值，须由本县规划财务科确认',
  hit: 'first',
  inputs: [{ key: 'indicator', title: '指标', type: 'enum', options: resourceIndicators }],
  outputs: [{ key: 'unitCostFen', title: '单价', unit: '分', type: 'number' }],
  output: z.strictObject({ unitCostFen: z.int().min(0).max(1e12) }),
  rows: [
    ['advancedDegreeTeachersPer100', 16_000_000],
    ['backboneTeachersPer100', 20_000_000],
    ['peArtTeachersPer100', 16_000_000],
    ['teachingAreaPerPupil', 350_000],
    ['sportsAreaPerPupil', 60_000],
    ['equipmentValuePerPupil', 100],
    ['multimediaRoomsPer100', 4_500_000],
  ],
  effectiveFrom: '2021-07-01',
  tests: [{ title: '一元设备即一百分', input: { indicator: 'equipmentValuePerPupil' }, output: { unitCostFen: 100 } }],
})

export const purchaseLotRules = defineRuleTable({
  name: 'schools.purchase-lot',
  title: '采购批量',
  description: '均衡投入方案中一次最少增加多少：人和教室按个，面积和设备按批；改大则方案更整齐，也更贵。',
  source: '系统缺省值，须由本县规划财务科确认',
  hit: 'first',
  inputs: [{ key: 'indicator', title: '指标', type: 'enum', options: resourceIndicators }],
  outputs: [{ key: 'lot', title: '批量', type: 'number' }],
  output: z.strictObject({ lot: z.number().min(0.1).max(1e9) }),
  rows: [
    ['teachingAreaPerPupil', 10],
    ['sportsAreaPerPupil', 10],
    ['equipmentValuePerPupil', 1_000],
    [null, 1],
  ],
  effectiveFrom: '2021-07-01',
  tests: [
    { title: '设备每批一千元', input: { indicator: 'equipmentValuePerPupil' }, output: { lot: 1_000 } },
    { title: '教室按间', input: { indicator: 'multimediaRoomsPer100' }, output: { lot: 1 } },
  ],
})

/** The county's unit costs, in the version of `book`. */
export const unitCostsOf = (working: Working, book = RuleBook.defaults): Record<ResourceIndicator, number> =>
  // As above.
  Object.fromEntries(
    resourceIndicators.map((indicator) => [indicator, book.decide(unitCostRules, { indicator }, working).unitCostFen]),
  ) as Record<ResourceIndicator, number>
