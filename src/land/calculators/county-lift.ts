import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { liftCounty } from '../model/county-lift.ts'
import { Fen, Id, Quantity, SignedFen } from '../schemas.ts'

const deadlineMs = 10_000

const countyLift = defineCalculator({
  name: 'county-lift',
  title: '全县亩均税收提升方案',
  keywords: ['亩均税收', '全市平均', '最小费用', '整治方案'],
  summary:
    '在可做的整治中选出费用最小的一组，使全县亩均税收（总税收 ÷ 总用地）达到目标；在时限内给出最优或已知最好的方案。',
  input: z.strictObject({
    /** 万元/亩 */
    target: z.number().min(0).max(1e6),
    enterprises: z
      .array(
        z.strictObject({
          id: Id,
          taxFen: SignedFen,
          landM2: Quantity,
          measure: z
            .strictObject({ moreTaxFen: SignedFen.default(0), lessLandM2: Quantity.default(0), costFen: Fen })
            .nullable()
            .default(null),
        }),
      )
      .min(1)
      .max(5_000),
  }),
  value: z.object({
    status: z.enum(['reached', 'optimal', 'feasible', 'impossible', 'timeLimit']),
    chosen: z.array(z.string()),
    costFen: z.int(),
    gap: z.number().nullable(),
    before: z.number(),
    after: z.number(),
    most: z.number(),
  }),
  examples: [
    {
      title: '两家便宜的不如一家合适的',
      input: {
        target: 10,
        enterprises: [
          { id: 'a', taxFen: 120_000_000, landM2: 10_000, measure: { moreTaxFen: 30_000_000, costFen: 50_000_000 } },
          { id: 'b', taxFen: 150_000_000, landM2: 10_000, measure: { moreTaxFen: 15_000_000, costFen: 30_000_000 } },
          { id: 'c', taxFen: 150_000_000, landM2: 10_000, measure: { moreTaxFen: 15_000_000, costFen: 30_000_000 } },
        ],
      },
      value: {
        status: 'optimal',
        chosen: ['a'],
        costFen: 50_000_000,
        gap: 0,
        before: 9.333333333333334,
        after: 10,
        most: 10.666666666666666,
      },
    },
  ],
  deadlineMs,
  maxBodyBytes: 4 * 1024 * 1024,
  compute: async ({ target, enterprises }, working) => {
    const seen = new Set<string>()
    enterprises.forEach(({ id, landM2, measure }, index) => {
      const at = `/enterprises/${index}`
      if (seen.has(id)) throw Problem.field(`${at}/id`, 'duplicate_enterprise', `企业“${id}”重复`)
      seen.add(id)
      if (measure !== null && measure.lessLandM2 > landM2) {
        throw Problem.field(`${at}/measure/lessLandM2`, 'part_exceeds_whole', '腾退面积超过用地')
      }
    })
    const lift = await liftCounty(enterprises, target, (deadlineMs - 1_000) / 1_000)
    working.step({
      label: '最小费用方案',
      formula: 'min Σ 费用；Σ 税收 + Σ 增税 ≥ 目标 ×（Σ 用地 − Σ 腾退）',
      inputs: { 目标: { value: target, unit: '万元/亩' }, 现状: lift.before, 全部实施: lift.most, 状态: lift.status },
      result: lift.costFen,
      unit: '分',
      source: '整数规划（HiGHS）',
    })
    return lift
  },
})

export const countyLiftCalculators: readonly Calculator[] = [countyLift]
