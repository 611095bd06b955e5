import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Rational, fenToNumber } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { familyGrades, honourLevels } from '../model/family-facts.ts'
import { lprTenors } from '../model/lpr.ts'
import { lprPublications } from '../model/lpr-history.ts'
import { limitModes, limitTerms, preLimit } from '../model/pre-limit.ts'
import { policyFunds, priceLoan, priceModes } from '../model/price.ts'
import { rateText } from '../model/rates.ts'
import { limitRules, priceRules } from '../rules/limit-and-price.ts'
import { AsOf, Fen, SignedFen } from '../schemas.ts'

const book = RuleBook.defaults

const preLimitCalculator = defineCalculator({
  name: 'pre-limit',
  title: '预授信额度',
  keywords: ['预授信', '授信额度', '信用贷款', '额度', '公议授信'],
  summary: '净资产、收入、产品上限和村级建议四项取小，荣誉上浮后向下取整到千元；指出约束额度的那一项。',
  input: z.strictObject({
    netCountedFen: SignedFen,
    netIncomeFen: SignedFen,
    unsecuredFen: Fen,
    grade: z.enum(familyGrades),
    mode: z.enum(limitModes),
    /** Null: no village review in 24 months. */
    villageSuggestionFen: Fen.nullable(),
    honour: z.enum(honourLevels).nullable().default(null),
  }),
  value: z.object({
    limitFen: z.int(),
    terms: z.array(z.object({ name: z.enum(limitTerms), fen: z.int() })),
    binding: z.enum(limitTerms),
    upliftFen: z.int(),
  }),
  examples: [
    {
      title: '陈家：14 万元',
      input: {
        netCountedFen: 14_182_771,
        netIncomeFen: 16_800_000,
        unsecuredFen: 10_000_000,
        grade: 'A',
        mode: 'credit',
        villageSuggestionFen: 15_000_000,
        honour: 'county',
      },
      value: {
        limitFen: 14_000_000,
        terms: [
          { name: 'netCounted', fen: 12_764_494 },
          { name: 'netIncome', fen: 15_200_000 },
          { name: 'productCap', fen: 30_000_000 },
          { name: 'villageSuggestion', fen: 18_000_000 },
        ],
        binding: 'netCounted',
        upliftFen: 1_276_449,
      },
    },
    {
      title: '没有公议，k 打八折',
      input: {
        netCountedFen: 14_182_771,
        netIncomeFen: 16_800_000,
        unsecuredFen: 0,
        grade: 'BBB',
        mode: 'guarantee',
        villageSuggestionFen: null,
      },
    },
  ],
  compute: (facts, working) => {
    const { limitFen, terms, binding, upliftFen } = preLimit(
      {
        ...facts,
        netCountedFen: BigInt(facts.netCountedFen),
        netIncomeFen: BigInt(facts.netIncomeFen),
        unsecuredFen: BigInt(facts.unsecuredFen),
        villageSuggestionFen: facts.villageSuggestionFen === null ? null : BigInt(facts.villageSuggestionFen),
      },
      limitRules(book, working),
      working,
    )
    return {
      limitFen: fenToNumber(limitFen),
      terms: terms.map(({ name, fen }) => ({ name, fen: fenToNumber(fen) })),
      binding,
      upliftFen: fenToNumber(upliftFen),
    }
  },
})

const priceLoanCalculator = defineCalculator({
  name: 'price-loan',
  title: '贷款定价',
  keywords: ['利率', '定价', 'LPR', '加点', '基点', '优惠利率'],
  summary: '报价利率加基础点，按等级、担保方式、期限加减，扣荣誉、政策资金、续贷、低收入优惠，并限制在上下限之内。',
  input: z.strictObject({
    asOf: AsOf,
    months: z.int().min(1).max(360),
    grade: z.enum(familyGrades),
    mode: z.enum(priceModes),
    honour: z.enum(honourLevels).nullable().default(null),
    tenor: z.enum(lprTenors).nullable().default(null),
    policyFund: z.enum(policyFunds).nullable().default(null),
    cleanRenewal: z.boolean().default(false),
    lowIncome: z.boolean().default(false),
    /** Interest subsidy, shown apart: the family pays the rate less it. */
    subsidyBp: z.int().min(0).max(1_000).optional(),
  }),
  value: z.object({
    lpr: z.string(),
    tenor: z.enum(lprTenors),
    lprDate: z.string(),
    spreadBp: z.int(),
    rate: z.string(),
    parts: z.array(z.object({ name: z.string(), bp: z.int() })),
    familyRate: z.string().optional(),
  }),
  examples: [
    {
      title: '陈家：4.85%',
      input: { asOf: '2022-09-15', months: 12, grade: 'A', mode: 'credit', honour: 'county' },
      value: {
        lpr: '3.65',
        tenor: '1Y',
        lprDate: '2022-08-22',
        spreadBp: 120,
        rate: '0.0485',
        parts: [
          { name: 'base', bp: 180 },
          { name: 'grade', bp: -40 },
          { name: 'mode', bp: 0 },
          { name: 'tenor', bp: 0 },
          { name: 'honour', bp: -20 },
        ],
      },
    },
    {
      title: '六年抵押贷款，转贷款资金，另有贴息',
      input: {
        asOf: '2022-09-15',
        months: 72,
        grade: 'AAA',
        mode: 'mortgage',
        honour: 'province',
        policyFund: 'on_lending',
        cleanRenewal: true,
        lowIncome: true,
        subsidyBp: 50,
      },
    },
  ],
  compute: ({ subsidyBp, ...facts }, working) => {
    const { publication, tenor, lpr, spreadBp, rate, parts } = priceLoan(
      facts,
      priceRules(book, working),
      lprPublications,
      working,
    )
    const family = rate.minus(Rational.of(subsidyBp ?? 0, 10_000))
    return {
      lpr,
      tenor,
      lprDate: publication.publishedOn,
      spreadBp,
      rate: rateText(rate),
      parts,
      ...(subsidyBp === undefined ? {} : { familyRate: rateText(family.sign < 0 ? Rational.zero : family) }),
    }
  },
})

export const limitAndPriceCalculators: readonly Calculator[] = [preLimitCalculator, priceLoanCalculator]
