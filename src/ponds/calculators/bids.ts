import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Rational, formatYuan } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { shanghaiText } from '../model/rounding.ts'
import { bidRefusals, closingTime, refuseBid, tenderSource, tenderTerms } from '../model/tender.ts'
import { tenderRules } from '../rules/tender.ts'
import { Fen, Id, Instant, Quantity } from '../schemas.ts'

const Bid = z.strictObject({ bidder: Id, fenPerMu: Fen, at: Instant })

const check = defineCalculator({
  name: 'tender-bid-check',
  title: '报价是否有效',
  keywords: ['竞价', '报价', '加价幅度', '延时', '截止'],
  summary: '一个报价能否成立：未截止（最后几分钟有报价则顺延）、不低于底价、加价不小于幅度；密封报价每人一次。',
  input: z.strictObject({
    mode: z.enum(['ascending', 'sealed']),
    baseFenPerMu: Fen,
    areaMu: Quantity('0.01', '5000'),
    years: z.number().gt(0).max(20),
    closesAt: Instant,
    earlier: z.array(Bid).max(10_000).default([]),
    bid: Bid,
  }),
  value: z.object({
    accepted: z.boolean(),
    refused: z.enum(bidRefusals).nullable(),
    closesAt: z.string(),
    leastFenPerMu: z.int(),
  }),
  examples: [
    {
      title: '加价不足 18 元',
      input: {
        mode: 'ascending',
        baseFenPerMu: 180_000,
        areaMu: 30,
        years: 5,
        closesAt: '2025-11-20T10:00:00+08:00',
        earlier: [{ bidder: 'M', fenPerMu: 182_000, at: '2025-11-20T09:58:01+08:00' }],
        bid: { bidder: 'O', fenPerMu: 183_000, at: '2025-11-20T10:01:00+08:00' },
      },
      value: {
        accepted: false,
        refused: 'step_too_small',
        closesAt: '2025-11-20T10:03:01+08:00',
        leastFenPerMu: 183_800,
      },
    },
  ],
  compute: ({ mode, baseFenPerMu, areaMu, years, closesAt, earlier, bid }, working) => {
    const rules = RuleBook.defaults.decide(tenderRules, { areaMu: areaMu.toNumber(), years }, working)
    const { stepFenPerMu } = tenderTerms(BigInt(baseFenPerMu), areaMu, {
      depositShare: Rational.of(rules.depositShare),
      depositLeastFen: BigInt(rules.depositLeastFen),
      stepShare: Rational.of(rules.stepShare),
      stepLeastFen: BigInt(rules.stepLeastFen),
    })
    const asBid = ({ bidder, fenPerMu, at }: z.output<typeof Bid>, sequence: number) => ({
      bidder,
      fenPerMu: BigInt(fenPerMu),
      receivedMs: at,
      sequence,
      entitled: false,
    })
    const known = earlier.map(asBid)
    // A sealed tender closes when it was said to: nobody can wait for the others' last word.
    const closesMs =
      mode === 'sealed'
        ? closesAt
        : closingTime(
            closesAt,
            rules.extensionMinutes,
            known.map(({ receivedMs }) => receivedMs),
          )
    const tender = { mode, baseFenPerMu: BigInt(baseFenPerMu), stepFenPerMu, closesMs }
    const refused = refuseBid(asBid(bid, known.length), known, tender)
    const best = known.reduce((most, { fenPerMu }) => (fenPerMu > most ? fenPerMu : most), 0n)
    const least =
      mode === 'ascending' && known.length > 0 && best + stepFenPerMu > tender.baseFenPerMu
        ? best + stepFenPerMu
        : tender.baseFenPerMu
    working.step({
      label: '报价',
      formula: '未截止；≥ 底价；增价竞价须 ≥ 最高报价 + 加价幅度；密封报价每人一次',
      inputs: {
        报价: { value: formatYuan(BigInt(bid.fenPerMu)), unit: '元/亩' },
        最低有效报价: { value: formatYuan(least), unit: '元/亩' },
        截止: shanghaiText(closesMs),
      },
      result: refused ?? '有效',
      source: tenderSource,
    })
    return { accepted: refused === null, refused, closesAt: shanghaiText(closesMs), leastFenPerMu: Number(least) }
  },
})

export const bidCalculators: readonly Calculator[] = [check]
