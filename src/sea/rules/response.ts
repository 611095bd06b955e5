/** Responses, acknowledgements, forecasts and safety: what the county itself sets (sea 4.7, 4.8, 4.17, 4.18). */
import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { hazards } from '../model/cap-alert.ts'
import { colours } from '../model/colours.ts'

const levels = ['1', '2', '3', '4'] as const

export const responseLevelRules = defineRuleTable({
  name: 'sea.response-level',
  title: '应急响应启动级别',
  description: '每个生效警报对应的应急响应级别（1 最高）；取最高者，由人决定。',
  source: '浙江省防汛防台抗旱应急预案；县级预案（系统缺省值）',
  hit: 'first',
  inputs: [
    { key: 'hazard', title: '灾种', type: 'enum', options: hazards },
    { key: 'colour', title: '颜色', type: 'enum', options: colours },
  ],
  outputs: [{ key: 'level', title: '响应级别', type: 'enum', options: levels }],
  output: z.strictObject({ level: z.enum(levels) }),
  rows: [
    [null, 'red', '1'],
    [null, 'orange', '2'],
    [null, 'yellow', '3'],
    [null, 'blue', '4'],
  ],
  effectiveFrom: '2022-01-01',
  tests: [{ title: '风暴潮橙色', input: { hazard: 'storm_surge', colour: 'orange' }, output: { level: '2' } }],
})

const units = ['emergency', 'fishery', 'water', 'natural_resources', 'transport', 'public_security', 'town'] as const

export const responseTaskRules = defineRuleTable({
  name: 'sea.response-tasks',
  title: '应急响应任务',
  description: '各级响应的任务；高级别包含低级别的任务。',
  source: '浙江省防汛防台抗旱应急预案；县级预案（系统缺省值）',
  hit: 'collect',
  inputs: [{ key: 'level', title: '响应级别', type: 'number', min: 1, max: 4 }],
  outputs: [
    { key: 'task', title: '任务代码', type: 'string' },
    { key: 'title', title: '任务', type: 'string' },
    { key: 'unit', title: '责任单位', type: 'enum', options: units },
  ],
  output: z.strictObject({ task: z.string().min(1), title: z.string().min(1), unit: z.enum(units) }),
  rows: [
    ['<= 4', 'check_duty', '查岗值守', 'emergency'],
    ['<= 4', 'report_positions', '渔船报告船位', 'fishery'],
    ['<= 4', 'tell_farmers', '通知养殖户', 'town'],
    ['<= 3', 'turn_back', '回港线外渔船返航', 'fishery'],
    ['<= 3', 'raft_list', '渔排人员上岸名单', 'fishery'],
    ['<= 3', 'lower_sluices', '水闸预泄', 'water'],
    ['<= 3', 'staff_shelters', '避灾点到岗', 'emergency'],
    ['<= 2', 'all_boats_in', '八级风到达前 12 小时渔船全部进港', 'fishery'],
    ['<= 2', 'rafts_ashore', '渔排、塘棚人员全部上岸', 'town'],
    ['<= 2', 'evacuate_orange', '转移橙色触发单元', 'town'],
    ['<= 2', 'open_shelters', '开放避灾点', 'emergency'],
    ['<= 2', 'stop_ferries', '客渡船停航', 'transport'],
    ['<= 1', 'evacuate_red', '转移全部红色触发单元', 'town'],
    ['<= 1', 'stop_work', '停工停课', 'emergency'],
    ['<= 1', 'patrol_dikes', '海塘每 2 小时巡查', 'water'],
    ['<= 1', 'clear_seaward', '塘外不留一人', 'public_security'],
  ],
  effectiveFrom: '2022-01-01',
  tests: [],
})

export const acknowledgementRules = defineRuleTable({
  name: 'sea.acknowledgement-deadline',
  title: '警报签收时限',
  description: '收到警报后须签收的分钟数；逾期逐级升级。',
  source: '县级预案（系统缺省值）',
  hit: 'first',
  inputs: [{ key: 'colour', title: '颜色', type: 'enum', options: colours }],
  outputs: [{ key: 'minutes', title: '时限', unit: 'min', type: 'number' }],
  output: z.strictObject({ minutes: z.int().min(1).max(1_440) }),
  rows: [
    ['red', 10],
    ['orange', 15],
    ['yellow', 30],
    ['blue', 60],
  ],
  effectiveFrom: '2022-01-01',
})

export const forecastQuantities = ['high_water', 'low_water', 'wave', 'wind_force', 'water_temperature'] as const

export const forecastToleranceRules = defineRuleTable({
  name: 'sea.forecast-tolerance',
  title: '海洋预报命中标准',
  description: '误差不超过“绝对值”与“实测值 × 比例”中较大者，且时间误差不超过规定分钟，为命中。',
  source: '县海洋预报检验办法（系统缺省值）',
  hit: 'first',
  inputs: [{ key: 'quantity', title: '要素', type: 'enum', options: forecastQuantities }],
  outputs: [
    { key: 'absolute', title: '绝对误差', type: 'number' },
    { key: 'share', title: '相对误差', type: 'number' },
    { key: 'minutes', title: '时间误差', unit: 'min', type: 'number' },
    { key: 'unit', title: '单位', type: 'string' },
  ],
  output: z.strictObject({
    absolute: z.number().min(0),
    share: z.number().min(0).max(1),
    minutes: z.int().min(0).nullable(),
    unit: z.string(),
  }),
  rows: [
    ['high_water', 0.2, 0, 20, 'm'],
    ['low_water', 0.2, 0, 20, 'm'],
    ['wave', 0.5, 0.2, null, 'm'],
    ['wind_force', 1, 0, null, '级'],
    ['water_temperature', 1, 0, null, '℃'],
  ],
  effectiveFrom: '2022-01-01',
})

export const safetyRiskRules = defineRuleTable({
  name: 'sea.safety-risk',
  title: '涉海安全隐患分级',
  description: '风险值 = 严重性（1–4）× 可能性（1–4）。重大隐患 24 小时内整改，船舶禁止离港，由另一检查员解除。',
  source: '县涉海安全生产检查办法（系统缺省值）',
  hit: 'first',
  inputs: [{ key: 'risk', title: '风险值', type: 'number', min: 1, max: 16 }],
  outputs: [
    { key: 'class', title: '等级', type: 'enum', options: ['severe', 'major', 'minor'] },
    { key: 'dueHours', title: '整改时限', unit: 'h', type: 'number' },
    { key: 'hold', title: '禁止离港', type: 'boolean' },
  ],
  output: z.strictObject({
    class: z.enum(['severe', 'major', 'minor']),
    dueHours: z.int().min(1).max(8_760),
    hold: z.boolean(),
  }),
  rows: [
    ['>= 12', 'severe', 24, true],
    ['[6..12)', 'major', 168, false],
    ['< 6', 'minor', 720, false],
  ],
  effectiveFrom: '2022-01-01',
  tests: [{ title: '3 × 4', input: { risk: 12 }, output: { class: 'severe', dueHours: 24, hold: true } }],
})

export const inspectedObjects = ['vessel', 'harbour', 'yard', 'ferry', 'sea_farm'] as const
export const inspectionResults = ['pass', 'minor', 'major', 'severe'] as const

export const inspectionIntervalRules = defineRuleTable({
  name: 'sea.inspection-interval',
  title: '涉海安全检查间隔',
  description: '按检查对象和上次结果，下次检查最迟在多少天之后。',
  source: '县涉海安全生产检查办法（系统缺省值）',
  hit: 'first',
  inputs: [
    { key: 'object', title: '检查对象', type: 'enum', options: inspectedObjects },
    { key: 'lastResult', title: '上次结果', type: 'enum', options: inspectionResults },
  ],
  outputs: [{ key: 'days', title: '间隔', unit: '天', type: 'number' }],
  output: z.strictObject({ days: z.int().min(1).max(730) }),
  rows: [
    [null, 'severe', 7],
    [null, 'major', 30],
    ['ferry', 'minor', 30],
    ['ferry', 'pass', 60],
    [null, 'minor', 90],
    [null, 'pass', 180],
  ],
  effectiveFrom: '2022-01-01',
  tests: [{ title: '客渡船合格', input: { object: 'ferry', lastResult: 'pass' }, output: { days: 60 } }],
})
