import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { Rational, fenToNumber, formatYuan } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { rentLedger, rentSource } from '../model/rent.ts'
import { award, bidCommitment, nextAfterRefusal, rankBids, tenderSource, tenderTerms } from '../model/tender.ts'
import { rentRules, tenderRules } from '../rules/tender.ts'
import { Day, Fen, Id, Instant, Quantity } from '../schemas.ts'

const Area = Quantity('0.01', '5000')

const tenderRulesFor = (areaMu: Rational, years: number, working: Working) => {
  const row = RuleBook.defaults.decide(tenderRules, { areaMu: areaMu.toNumber(), years }, working)
  return {
    ...row,
    depositShare: Rational.of(row.depositShare),
    depositLeastFen: BigInt(row.depositLeastFen),
    stepShare: Rational.of(row.stepShare),
    stepLeastFen: BigInt(row.stepLeastFen),
    refusalMargin: Rational.of(row.refusalMargin),
  }
}

/** Ponds are let for at most 20 years (民法典 第705条). */
const Years = z.number().gt(0).max(20)

const conditions = defineCalculator({
  name: 'tender-terms',
  title: '塘口招租条件',
  keywords: ['招租', '保证金', '加价幅度', '公告期', '透明塘事'],
  summary: '按底价、面积和年限给出首年租金、保证金、最小加价、公告与异议期限；小塘口简易办理。',
  input: z.strictObject({ baseFenPerMu: Fen, areaMu: Area, years: Years }),
  value: z.object({
    firstYearFen: z.int(),
    depositFen: z.int(),
    stepFenPerMu: z.int(),
    noticeDays: z.int(),
    objectionDays: z.int(),
    contractDays: z.int(),
  }),
  examples: [
    {
      title: '底价 1800 元/亩，30 亩，5 年',
      input: { baseFenPerMu: 180_000, areaMu: 30, years: 5 },
      value: {
        firstYearFen: 5_400_000,
        depositFen: 540_000,
        stepFenPerMu: 1_800,
        noticeDays: 7,
        objectionDays: 5,
        contractDays: 10,
      },
    },
  ],
  compute: ({ baseFenPerMu, areaMu, years }, working) => {
    const rules = tenderRulesFor(areaMu, years, working)
    const found = tenderTerms(BigInt(baseFenPerMu), areaMu, rules)
    working.step({
      label: '保证金',
      formula: 'max(首年底价租金 × 比例, 下限)',
      inputs: {
        首年底价租金: { value: formatYuan(found.firstYearFen), unit: '元' },
        比例: rules.depositShare.toFixed(2),
      },
      result: formatYuan(found.depositFen),
      unit: '元',
      source: tenderSource,
    })
    return {
      firstYearFen: fenToNumber(found.firstYearFen),
      depositFen: fenToNumber(found.depositFen),
      stepFenPerMu: fenToNumber(found.stepFenPerMu),
      noticeDays: rules.noticeDays,
      objectionDays: rules.objectionDays,
      contractDays: rules.contractDays,
    }
  },
})

const awarding = defineCalculator({
  name: 'tender-award',
  title: '塘口竞价结果',
  keywords: ['竞价', '密封报价', '优先权', '跟价', '弃标'],
  summary: '最高价者得，同价先到者得；本集体成员或现承租人可按外来最高价跟价；给出首年租金和弃标时的递补人。',
  input: z.strictObject({
    baseFenPerMu: Fen,
    areaMu: Area,
    years: Years.default(5),
    closesAt: Instant.optional(),
    bids: z
      .array(
        z.strictObject({
          bidder: Id,
          fenPerMu: Fen,
          at: Instant,
          sequence: z.int().min(0).optional(),
          /** Member of the collective or sitting tenant. */
          entitled: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(10_000),
    matches: z.array(Id).max(100).default([]),
  }),
  value: z.object({
    winner: z.string(),
    fenPerMu: z.int(),
    firstYearFen: z.int(),
    matched: z.boolean(),
    singleBid: z.boolean(),
    ranking: z.array(z.string()),
    nextBidder: z.string().nullable(),
  }),
  examples: [
    {
      title: '成员按外来最高价 1950 元跟价',
      input: {
        baseFenPerMu: 180_000,
        areaMu: 30,
        bids: [
          { bidder: 'M', fenPerMu: 182_000, at: '2025-11-20T09:58:01+08:00', entitled: true },
          { bidder: 'O', fenPerMu: 195_000, at: '2025-11-20T09:58:40+08:00' },
        ],
        matches: ['M'],
      },
      value: {
        winner: 'M',
        fenPerMu: 195_000,
        firstYearFen: 5_850_000,
        matched: true,
        singleBid: false,
        ranking: ['O', 'M'],
        nextBidder: 'O',
      },
    },
  ],
  compute: ({ baseFenPerMu, areaMu, years, closesAt, bids: given, matches }, working) => {
    given.forEach(({ fenPerMu, at }, index) => {
      if (closesAt !== undefined && at > closesAt) {
        throw Problem.field(`/bids/${index}/at`, 'bid_closed', '报价已截止')
      }
      if (fenPerMu < baseFenPerMu) throw Problem.field(`/bids/${index}/fenPerMu`, 'below_base', '报价不得低于底价')
    })
    // Without the server's numbers the time of arrival decides, then the order in which they are listed.
    const arrival = given
      .map((_, index) => index)
      .toSorted((a, b) => (given[a]?.at ?? 0) - (given[b]?.at ?? 0) || a - b)
    const bids = given.map(({ bidder, fenPerMu, at, sequence, entitled }, index) => ({
      bidder,
      fenPerMu: BigInt(fenPerMu),
      receivedMs: at,
      sequence: sequence ?? arrival.indexOf(index),
      entitled,
    }))
    const found = award(bids, BigInt(baseFenPerMu), areaMu, matches)
    const next = nextAfterRefusal(bids, found, tenderRulesFor(areaMu, years, working).refusalMargin)
    working.step({
      label: '成交单价',
      formula: found.matched ? '享有优先权者按外来最高价跟价' : '最高报价，同价先到者得',
      inputs: {
        有效报价: { value: bids.length, unit: '个' },
        底价: { value: formatYuan(BigInt(baseFenPerMu)), unit: '元/亩' },
      },
      result: formatYuan(found.fenPerMu),
      unit: '元/亩/年',
      source: tenderSource,
    })
    working.step({
      label: '首年租金',
      formula: '成交单价 × 面积',
      inputs: { 面积: { value: areaMu.toNumber(), unit: '亩' } },
      result: formatYuan(found.firstYearFen),
      unit: '元',
      source: tenderSource,
    })
    if (found.singleBid) working.warn('single_bid', '只有一名竞价人，成交后列入预防信号')
    return {
      winner: found.winner.bidder,
      fenPerMu: fenToNumber(found.fenPerMu),
      firstYearFen: fenToNumber(found.firstYearFen),
      matched: found.matched,
      singleBid: found.singleBid,
      ranking: rankBids(bids).map(({ bidder }) => bidder),
      nextBidder: next?.bidder ?? null,
    }
  },
})

const commitment = defineCalculator({
  name: 'bid-commitment',
  title: '密封报价存证核对',
  keywords: ['密封报价', '承诺值', 'SHA-256'],
  summary: '由密封报价（Base64）算 SHA-256 承诺值，与回执核对：开标前后没有人改过报价。',
  input: z.strictObject({
    sealed: z.base64().min(1).max(100_000),
    commitment: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  value: z.object({ commitment: z.string(), matches: z.boolean().optional() }),
  examples: [
    {
      title: '“abc” 的承诺值（FIPS 180-4 校验值）',
      input: { sealed: 'YWJj' },
      value: { commitment: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
    },
  ],
  compute: ({ sealed, commitment: known }, working) => {
    const found = working.step({
      label: '承诺值',
      formula: 'SHA-256（密封报价）',
      result: bidCommitment(Buffer.from(sealed, 'base64')),
      source: 'FIPS 180-4 SHA-256；塘口密封报价规则 4.3',
    })
    return { commitment: found, ...(known === undefined ? {} : { matches: known === found }) }
  },
})

const ledger = defineCalculator({
  name: 'rent-ledger',
  title: '塘租台账',
  keywords: ['租金', '滞纳金', '逾期', '欠租'],
  summary: '付款先抵最早到期的租金，逐日计滞纳金（不超过日率上限）；押金不自动抵扣。',
  input: z.strictObject({
    asOf: Day,
    dues: z
      .array(z.strictObject({ dueOn: Day, amountFen: Fen }))
      .min(1)
      .max(1_000),
    payments: z
      .array(z.strictObject({ paidOn: Day, amountFen: Fen }))
      .max(5_000)
      .default([]),
    agreedDailyRate: Quantity('0', '1').prefault('0.0005'),
  }),
  value: z.object({
    lines: z.array(
      z.object({
        dueOn: z.string(),
        amountFen: z.int(),
        paidFen: z.int(),
        outstandingFen: z.int(),
        overdueDays: z.int(),
        lateFeeFen: z.int(),
      }),
    ),
    outstandingFen: z.int(),
    lateFeeFen: z.int(),
    creditFen: z.int(),
  }),
  examples: [
    {
      title: '1 万元逾期 20 天',
      input: { asOf: '2025-03-21', dues: [{ dueOn: '2025-03-01', amountFen: 1_000_000 }] },
      value: {
        lines: [
          {
            dueOn: '2025-03-01',
            amountFen: 1_000_000,
            paidFen: 0,
            outstandingFen: 1_000_000,
            overdueDays: 20,
            lateFeeFen: 10_000,
          },
        ],
        outstandingFen: 1_000_000,
        lateFeeFen: 10_000,
        creditFen: 0,
      },
    },
  ],
  compute: ({ asOf, dues, payments, agreedDailyRate }, working) => {
    const { lateDailyRateCap } = RuleBook.defaults.decide(rentRules, {}, working)
    const cap = Rational.of(lateDailyRateCap)
    if (agreedDailyRate.compare(cap) > 0) working.warn('rate_capped', '约定滞纳金日率高于上限，按上限计算')
    const asFen = <Row extends { readonly amountFen: number }>(row: Row) => ({
      ...row,
      amountFen: BigInt(row.amountFen),
    })
    const { lines, creditFen } = rentLedger(
      dues.map(asFen),
      payments.map(asFen),
      { agreedDailyRate, dailyRateCap: cap },
      asOf,
    )
    const sum = (of: (line: (typeof lines)[number]) => bigint) => lines.reduce((total, line) => total + of(line), 0n)
    const lateFee = sum((line) => line.lateFeeFen)
    working.step({
      label: '滞纳金',
      formula: 'Σ 逐日欠额 × min(约定日率, 上限)',
      inputs: { 约定日率: agreedDailyRate.toFixed(6), 上限: lateDailyRateCap },
      result: formatYuan(lateFee),
      unit: '元',
      source: rentSource,
    })
    return {
      lines: lines.map((line) => ({
        ...line,
        amountFen: fenToNumber(line.amountFen),
        paidFen: fenToNumber(line.paidFen),
        outstandingFen: fenToNumber(line.outstandingFen),
        lateFeeFen: fenToNumber(line.lateFeeFen),
      })),
      outstandingFen: fenToNumber(sum((line) => line.outstandingFen)),
      lateFeeFen: fenToNumber(lateFee),
      creditFen: fenToNumber(creditFen),
    }
  },
})

export const tenderCalculators: readonly Calculator[] = [conditions, awarding, commitment, ledger]
