import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Rational, fenToNumber } from '../../platform/money.ts'
import { rateText } from '../model/rates.ts'
import { type Standing, stressFamilies } from '../model/stress.ts'
import { Fen, Quantity, SignedFen } from '../schemas.ts'

const Id = z.string().min(1).max(64)
const Share = Quantity('0', '1')
const StandingValue = z.object({ families: z.int(), exposureFen: z.int() })

const standingOf = ({ families, exposureFen }: Standing) => ({ families, exposureFen: fenToNumber(exposureFen) })

const stress = defineCalculator({
  name: 'stress',
  title: '家庭资产压力测试',
  keywords: ['压力测试', '跌价', '死亡率', '台风', '海塘', '风险敞口'],
  summary:
    '活体跌价、死亡率上升、某一海塘分区受淹时，多少家庭的计入净资产转负、涉及多少贷款；列出新转负的家庭。情景由使用者给出。',
  input: z.strictObject({
    families: z
      .array(
        z.strictObject({
          id: Id,
          netCountedFen: SignedFen,
          exposureFen: Fen,
          living: z
            .array(
              z.strictObject({
                countedFen: Fen,
                survival: Share.optional(),
                compartment: Id.nullable().default(null),
              }),
            )
            .max(100)
            .default([]),
        }),
      )
      .max(20_000),
    priceFall: Share.optional(),
    mortality: Share.optional(),
    flooded: z.array(Id).max(500).default([]),
  }),
  value: z.object({
    lossFen: z.int(),
    before: StandingValue,
    after: StandingValue,
    exposureShare: z.string().nullable(),
    fallen: z.array(z.object({ id: z.string(), netCountedFen: z.int(), exposureFen: z.int() })),
  }),
  examples: [
    {
      title: '跌价三成，死亡增加三成，晏站塘受淹',
      input: {
        families: [
          {
            id: '陈家',
            netCountedFen: 14_182_771,
            exposureFen: 8_000_000,
            living: [{ countedFen: 3_430_564, survival: '0.5', compartment: '健跳塘' }],
          },
          {
            id: '林家',
            netCountedFen: 2_000_000,
            exposureFen: 5_000_000,
            living: [{ countedFen: 4_000_000, survival: '0.6', compartment: '晏站塘' }],
          },
          { id: '叶家', netCountedFen: -300_000, exposureFen: 1_000_000 },
        ],
        priceFall: '0.3',
        mortality: '0.3',
        flooded: ['晏站塘'],
      },
      value: {
        // 3 430 564 × 0.7 × 0.2 ÷ 0.5 = 960 557.92 → 960 558 is left; 4 000 000 is lost.
        lossFen: 3_430_564 - 960_558 + 4_000_000,
        before: { families: 1, exposureFen: 1_000_000 },
        after: { families: 2, exposureFen: 6_000_000 },
        exposureShare: '0.4286',
        fallen: [{ id: '林家', netCountedFen: -2_000_000, exposureFen: 5_000_000 }],
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  compute: ({ families, priceFall, mortality, flooded }, working) => {
    const result = stressFamilies(
      families.map(({ id, netCountedFen, exposureFen, living }) => ({
        id,
        netCountedFen: BigInt(netCountedFen),
        exposureFen: BigInt(exposureFen),
        living: living.map(({ countedFen, survival, compartment }) => ({
          countedFen: BigInt(countedFen),
          survival: survival ?? Rational.one,
          compartment,
        })),
      })),
      { priceFall: priceFall ?? Rational.zero, mortality: mortality ?? Rational.zero, flooded: new Set(flooded) },
      working,
    )
    return {
      lossFen: fenToNumber(result.lossFen),
      before: standingOf(result.before),
      after: standingOf(result.after),
      exposureShare: result.exposureShare === null ? null : rateText(result.exposureShare, 4, 4),
      fallen: result.fallen.map((family) => ({
        id: family.id,
        netCountedFen: fenToNumber(family.netCountedFen),
        exposureFen: fenToNumber(family.exposureFen),
      })),
    }
  },
})

export const stressCalculators: readonly Calculator[] = [stress]
