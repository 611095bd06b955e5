import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Rational, fenToNumber, formatYuan } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { checkContract, contractFaults, exitOf, longestTerms, ownerships } from '../model/contract.ts'
import { distributionSource, liquidate } from '../model/distribution.ts'
import { medianRational } from '../model/benefit.ts'
import { referenceRent, rentSource } from '../model/rent.ts'
import { rentRules } from '../rules/tender.ts'
import { Day, Fen, SignedFen } from '../schemas.ts'

const Period = z.strictObject({ from: Day, to: Day })

const contract = defineCalculator({
  name: 'contract-check',
  title: '承包合同期限检查',
  keywords: ['承包合同', '租赁期限', '合同重叠', '20 年'],
  summary: '塘口合同的期限：止不早于起，租赁不超过 20 年（海域内养殖 15 年），与同一塘口的其他合同不重叠。',
  input: z.strictObject({
    ownership: z.enum(ownerships).default('collective'),
    from: Day,
    to: Day,
    others: z.array(Period).max(1_000).default([]),
  }),
  value: z.object({
    valid: z.boolean(),
    faults: z.array(z.enum(contractFaults)),
    longestTo: z.string(),
    overlaps: z.array(z.int()),
  }),
  examples: [
    {
      title: '与前一合同重叠一天',
      input: {
        from: '2025-01-01',
        to: '2029-12-31',
        others: [{ from: '2020-01-01', to: '2025-01-01' }],
      },
      value: { valid: false, faults: ['contract_overlap'], longestTo: '2044-12-31', overlaps: [0] },
    },
    {
      title: '海域内养殖 16 年',
      input: { ownership: 'sea_area', from: '2025-01-01', to: '2040-12-31' },
      value: { valid: false, faults: ['term_too_long'], longestTo: '2039-12-31', overlaps: [] },
    },
  ],
  compute: ({ ownership, from, to, others }, working) => {
    const found = checkContract({ from, to }, ownership, others)
    working.step({
      label: '最长期限',
      formula: '起始日 + 最长年限 − 1 日',
      inputs: { 起始日: from, 最长年限: { value: longestTerms[ownership], unit: '年' } },
      result: found.longestTo,
      source: ownership === 'sea_area' ? '海域使用管理法第二十五条' : '民法典第七百零五条',
    })
    return {
      valid: found.faults.length === 0,
      faults: [...found.faults],
      longestTo: found.longestTo,
      overlaps: [...found.overlaps],
    }
  },
})

const rent = defineCalculator({
  name: 'rent-reference',
  title: '参考租金',
  keywords: ['底价', '参考租金', '亩均效益'],
  summary: '可比塘口租前亩均效益中位数 × 规定比例，不小于 0；作招租底价的参考。',
  input: z.strictObject({ benefitsFenPerMu: z.array(SignedFen).min(1).max(10_000) }),
  value: z.object({ medianFenPerMu: z.int(), rentFenPerMu: z.int() }),
  examples: [
    {
      title: '三个可比塘口',
      input: { benefitsFenPerMu: [720_000, 1_000_000, 560_000] },
      value: { medianFenPerMu: 720_000, rentFenPerMu: 180_000 },
    },
  ],
  compute: ({ benefitsFenPerMu }, working) => {
    const { benefitShare } = RuleBook.defaults.decide(rentRules, {}, working)
    const median = medianRational(benefitsFenPerMu.map((fen) => Rational.of(BigInt(fen))))
    const found = referenceRent(median, Rational.of(benefitShare))
    working.step({
      label: '参考租金',
      formula: 'max(0, 亩均效益中位数 × 比例)',
      inputs: {
        亩均效益中位数: { value: formatYuan(median.round()), unit: '元/亩' },
        比例: benefitShare,
        可比塘口: { value: benefitsFenPerMu.length, unit: '个' },
      },
      result: formatYuan(found),
      unit: '元/亩/年',
      source: rentSource,
    })
    return { medianFenPerMu: fenToNumber(median.round()), rentFenPerMu: fenToNumber(found) }
  },
})

const exit = defineCalculator({
  name: 'flying-pond-exit',
  title: '飞塘退出',
  keywords: ['飞塘', '退出', '回购', '锁定期'],
  summary: '加入满 3 年后提前 90 天通知方可退出；经营者按本金与净资产份额中较小者回购。',
  input: z.strictObject({ joinedOn: Day, noticeOn: Day, principalFen: Fen, netAssetShareFen: Fen }),
  value: z.object({ lockedUntil: z.string(), earliestOn: z.string(), buyBackFen: z.int() }),
  examples: [
    {
      title: '净资产份额低于本金',
      input: {
        joinedOn: '2022-03-01',
        noticeOn: '2025-03-01',
        principalFen: 60_000_000,
        netAssetShareFen: 57_500_000,
      },
      value: { lockedUntil: '2025-03-01', earliestOn: '2025-05-30', buyBackFen: 57_500_000 },
    },
  ],
  compute: ({ joinedOn, noticeOn, principalFen, netAssetShareFen }, working) => {
    if (noticeOn < joinedOn) throw Problem.field('/noticeOn', 'dates_order', '通知日不得早于加入日')
    const found = exitOf(joinedOn, noticeOn, BigInt(principalFen), BigInt(netAssetShareFen))
    working.step({
      label: '回购价',
      formula: 'min(本金, 净资产份额)',
      inputs: {
        本金: { value: formatYuan(BigInt(principalFen)), unit: '元' },
        净资产份额: { value: formatYuan(BigInt(netAssetShareFen)), unit: '元' },
        最早退出: found.earliestOn,
      },
      result: formatYuan(found.buyBackFen),
      unit: '元',
      source: distributionSource,
    })
    return { ...found, buyBackFen: fenToNumber(found.buyBackFen) }
  },
})

const Claims = {
  wages: Fen.default(0),
  taxes: Fen.default(0),
  debts: Fen.default(0),
  guaranteedArrears: Fen.default(0),
  principal: Fen.default(0),
}

const liquidation = defineCalculator({
  name: 'flying-pond-liquidation',
  title: '飞塘清算顺序',
  keywords: ['飞塘', '清算', '清偿顺序'],
  summary: '按工资、税费、债务、欠付保底收益、本金的顺序清偿，余下为剩余财产。',
  input: z.strictObject({ assetsFen: Fen, claimsFen: z.strictObject(Claims) }),
  value: z.object({
    paidFen: z.object({
      wages: z.int(),
      taxes: z.int(),
      debts: z.int(),
      guaranteedArrears: z.int(),
      principal: z.int(),
      surplus: z.int(),
    }),
    unpaidFen: z.int(),
  }),
  examples: [
    {
      title: '资产 100 万元，本金只能还一部分',
      input: {
        assetsFen: 100_000_000,
        claimsFen: { wages: 8_000_000, debts: 30_000_000, guaranteedArrears: 12_000_000, principal: 200_000_000 },
      },
      value: {
        paidFen: {
          wages: 8_000_000,
          taxes: 0,
          debts: 30_000_000,
          guaranteedArrears: 12_000_000,
          principal: 50_000_000,
          surplus: 0,
        },
        unpaidFen: 150_000_000,
      },
    },
  ],
  compute: ({ assetsFen, claimsFen }, working) => {
    const owed = Object.values(claimsFen).reduce((sum, fen) => sum + BigInt(fen), 0n)
    const assets = BigInt(assetsFen)
    const paid = liquidate(assets, {
      wages: BigInt(claimsFen.wages),
      taxes: BigInt(claimsFen.taxes),
      debts: BigInt(claimsFen.debts),
      guaranteedArrears: BigInt(claimsFen.guaranteedArrears),
      principal: BigInt(claimsFen.principal),
    })
    const unpaid = owed - (assets - paid.surplus)
    working.step({
      label: '未清偿',
      formula: '工资 → 税费 → 债务 → 欠付保底收益 → 本金',
      inputs: {
        资产: { value: formatYuan(assets), unit: '元' },
        应清偿: { value: formatYuan(owed), unit: '元' },
      },
      result: formatYuan(unpaid),
      unit: '元',
      source: distributionSource,
    })
    return {
      paidFen: {
        wages: fenToNumber(paid.wages),
        taxes: fenToNumber(paid.taxes),
        debts: fenToNumber(paid.debts),
        guaranteedArrears: fenToNumber(paid.guaranteedArrears),
        principal: fenToNumber(paid.principal),
        surplus: fenToNumber(paid.surplus),
      },
      unpaidFen: fenToNumber(unpaid),
    }
  },
})

export const contractCalculators: readonly Calculator[] = [contract, rent, exit, liquidation]
