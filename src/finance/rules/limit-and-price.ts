/** The tables of limit and price as the models take them. */
import type { Working } from '../../platform/explain.ts'
import { Rational } from '../../platform/money.ts'
import type { RuleBook } from '../../platform/rules/rule-book.ts'
import type { LimitRules } from '../model/pre-limit.ts'
import type { PriceRules } from '../model/price.ts'
import { limitCapRules, limitGradeRules, limitParameterRules, limitUpliftRules } from './limit.ts'
import {
  priceGradeRules,
  priceHonourRules,
  priceModeRules,
  priceParameterRules,
  pricePolicyRules,
  priceTenorRules,
} from './price.ts'

export const limitRules = (book: RuleBook, working: Working): LimitRules => ({
  grade: (grade) => {
    const { assets, income } = book.decide(limitGradeRules, { grade }, working)
    return { assets: Rational.of(assets), income: Rational.of(income) }
  },
  capFen: (mode) => BigInt(book.decide(limitCapRules, { mode }, working).fen),
  uplift: (honour) => Rational.of(book.decide(limitUpliftRules, { honour }, working).share),
  parameter: (name) => Rational.of(book.decide(limitParameterRules, { name }, working).value),
})

export const priceRules = (book: RuleBook, working: Working): PriceRules => ({
  grade: (grade) => {
    const { bp, priced } = book.decide(priceGradeRules, { grade }, working)
    return priced ? bp : null
  },
  mode: (mode) => book.decide(priceModeRules, { mode }, working).bp,
  tenor: (months) => book.decide(priceTenorRules, { months }, working).bp,
  honour: (honour) => book.decide(priceHonourRules, { honour }, working).bp,
  policy: (fund) => book.decide(pricePolicyRules, { fund }, working).bp,
  parameter: (name) => book.decide(priceParameterRules, { name }, working).bp,
})
