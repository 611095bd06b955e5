import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { forecastEnrolment } from '../model/enrolment.ts'
import { Count } from '../schemas.ts'

const ratios = z.tuple([Count, Count, Count])
const grade = z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9'])

const enrolmentCalculator = defineCalculator({
  name: 'enrolment-forecast',
  title: '在校生预测',
  keywords: ['学位', '入学', '预测'],
  summary:
    '按近三年升级比（0.2、0.3、0.5 加权，截断在 0.85 至 1.15）推算下一年各年级学生数；一年级按出生人数和入学比。',
  input: z.strictObject({
    current: z.partialRecord(grade, Count),
    ratios: z.partialRecord(grade, ratios),
    entry: z.strictObject({ births: Count, ratios }).optional(),
    netMigration: z.partialRecord(grade, Count).optional(),
  }),
  value: z.object({ next: z.record(z.string(), z.number()) }),
  examples: [{ title: '五年级升六年级', input: { current: { '5': 400 }, ratios: { '5': [0.99, 1, 0.98] } } }],
  compute: (input, working) => ({ next: { ...forecastEnrolment(input, working) } }),
})

export const enrolmentCalculators: readonly Calculator[] = [enrolmentCalculator]
