/** What officials tune in the bookings of the experience centre (skills 4.9). */
import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

export const bookingRules = defineRuleTable({
  name: 'skills.booking',
  title: '职业体验中心预约',
  description: '一校占用场次的上限、取消须提前的小时数、爽约次数与停约天数、未满 14 周岁学生每名教师带队人数。',
  source: '职业体验中心预约办法（试行，系统缺省值）',
  hit: 'first',
  inputs: [],
  outputs: [
    { key: 'maxShare', title: '一校占场次', type: 'number' },
    { key: 'cancelHours', title: '取消提前', unit: '小时', type: 'number' },
    { key: 'noShows', title: '爽约次数', unit: '次', type: 'number' },
    { key: 'blockDays', title: '停约', unit: '天', type: 'number' },
    { key: 'pupilsPerTeacher', title: '每名教师带队', unit: '人', type: 'number' },
  ],
  output: z.strictObject({
    maxShare: z.number().gt(0).max(1),
    cancelHours: z.number().min(0).max(720),
    noShows: z.int().min(1).max(100),
    blockDays: z.int().min(0).max(3_650),
    pupilsPerTeacher: z.int().min(1).max(100),
  }),
  rows: [[0.25, 24, 2, 30, 20]],
  effectiveFrom: '2021-01-01',
  tests: [
    {
      title: '缺省',
      input: {},
      output: { maxShare: 0.25, cancelHours: 24, noShows: 2, blockDays: 30, pupilsPerTeacher: 20 },
    },
  ],
})
