import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { type Fen as FenAmount, fenToNumber, formatYuan } from '../../platform/money.ts'
import { distribute, distributionSource, splitPool } from '../model/distribution.ts'
import { Fen, Id, Quantity, Share, SignedFen } from '../schemas.ts'

const inJson = (amounts: ReadonlyMap<string, FenAmount>): Record<string, number> =>
  Object.fromEntries([...amounts].map(([village, fen]) => [village, fenToNumber(fen)]))

const Amounts = z.record(z.string(), z.int())

const Project = z.strictObject({
  investors: z
    .array(z.strictObject({ village: Id, investedFen: Fen, days: z.int().min(0).max(366) }))
    .min(1)
    .max(1_000),
  profitFen: SignedFen,
  guaranteedRate: Share.prefault('0.06'),
  reserveShare: Share.prefault('0.10'),
  operatorShare: Share.prefault('0.20'),
  hostShare: Share.prefault('0.10'),
})

const Split = z.strictObject({
  poolFen: Fen,
  shares: z.record(Id, Quantity('0', '1000000000000000')),
})

const villages = [
  { village: 'A', investedFen: 100_000_000, days: 365 },
  { village: 'B', investedFen: 60_000_000, days: 365 },
  { village: 'C', investedFen: 40_000_000, days: 365 },
]
const contract = { guaranteedRate: '0.06', reserveShare: '0.10', operatorShare: '0.20', hostShare: '0.10' }

const distribution = defineCalculator({
  name: 'distribution',
  title: '飞塘收益分配',
  keywords: ['飞塘', '分红', '保底', '浮动收益', '弱村'],
  summary:
    '先付保底，不足部分向担保人追偿；盈余提公积金、经营者奖励、所在村分成后按出资与天数浮动分配。也可只按份额分一笔钱。',
  input: z.union([Project, Split]),
  value: z.union([
    z.object({
      guaranteedFen: z.int(),
      guarantorClaimFen: z.int(),
      surplusFen: z.int(),
      reserveFen: z.int(),
      operatorFen: z.int(),
      hostFen: z.int(),
      floatingFen: z.int(),
      amountsFen: Amounts,
    }),
    z.object({ amountsFen: Amounts }),
  ]),
  examples: [
    {
      title: '三村出资 200 万元，可分配利润 30 万元',
      input: { investors: villages, profitFen: 30_000_000, ...contract },
      value: {
        guaranteedFen: 12_000_000,
        guarantorClaimFen: 0,
        surplusFen: 18_000_000,
        reserveFen: 1_800_000,
        operatorFen: 3_600_000,
        hostFen: 1_800_000,
        floatingFen: 10_800_000,
        amountsFen: { A: 11_400_000, B: 6_840_000, C: 4_560_000 },
      },
    },
    {
      title: '可分配利润 8 万元，担保人补 4 万元',
      input: { investors: villages, profitFen: 8_000_000, ...contract },
      value: {
        guaranteedFen: 12_000_000,
        guarantorClaimFen: 4_000_000,
        surplusFen: 0,
        reserveFen: 0,
        operatorFen: 0,
        hostFen: 0,
        floatingFen: 0,
        amountsFen: { A: 6_000_000, B: 3_600_000, C: 2_400_000 },
      },
    },
    {
      title: '100 元分三份',
      input: { poolFen: 10_000, shares: { A: 1, B: 1, C: 1 } },
      value: { amountsFen: { A: 3_334, B: 3_333, C: 3_333 } },
    },
  ],
  compute: (input, working) => {
    if ('poolFen' in input) {
      const shares = new Map(Object.entries(input.shares))
      if ([...shares.values()].every((share) => share.sign === 0)) {
        throw Problem.field('/shares', 'weights', '份额不得全为 0')
      }
      const amounts = splitPool(BigInt(input.poolFen), shares)
      working.step({
        label: '按份额分配',
        formula: '先取整到分，余下的分给小数部分最大者，相同时按编码先后',
        inputs: { 总额: { value: formatYuan(BigInt(input.poolFen)), unit: '元' } },
        result: amounts.size,
        unit: '份',
        source: distributionSource,
      })
      return { amountsFen: inJson(amounts) }
    }
    const { investors, profitFen, guaranteedRate, reserveShare, operatorShare, hostShare } = input
    const found = distribute(
      investors.map((one) => ({ ...one, investedFen: BigInt(one.investedFen) })),
      BigInt(profitFen),
      { guaranteedRate, reserve: reserveShare, operator: operatorShare, host: hostShare },
      working,
    )
    return {
      guaranteedFen: fenToNumber(found.guaranteedFen),
      guarantorClaimFen: fenToNumber(found.guarantorClaimFen),
      surplusFen: fenToNumber(found.surplusFen),
      reserveFen: fenToNumber(found.reserveFen),
      operatorFen: fenToNumber(found.operatorFen),
      hostFen: fenToNumber(found.hostFen),
      floatingFen: fenToNumber(found.floatingFen),
      amountsFen: inJson(found.amounts),
    }
  },
})

export const sharingCalculators: readonly Calculator[] = [distribution]
