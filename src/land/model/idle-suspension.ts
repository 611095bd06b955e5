import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { exact } from './exact.ts'

/** How far development has come. Money without land price and without taxes paid to the State (order 53, article 30). */
export type Development = {
  readonly suspendedSince: CivilDate | null
  readonly areaToDevelopM2: number | null
  readonly developedAreaM2: number | null
  readonly totalInvestmentFen: number | null
  readonly investedFen: number | null
}

/** Gross investment less land price and taxes paid to the State. @throws Problem not_computable `invested_negative` */
export const netInvestment = (grossFen: number, landPricePaidFen: number, stateTaxesPaidFen: number): number => {
  const net = grossFen - landPricePaidFen - stateTaxesPaidFen
  if (net < 0) throw Problem.field('/investedGrossFen', 'invested_negative', '已投资额扣除地价和税费后为负')
  return net
}

/**
 * Whether land whose development has stopped for a full year fails one of the tests: developed < 1/3 of the area to be
 * developed, or invested < 25 % of the total. Exactly on the limit is not under it (order 53, article 2, paragraph 2).
 * @throws Problem not_computable `development_unknown` when the known figures do not decide
 */
export const suspendedLong = (development: Development, working: Working): boolean => {
  const { areaToDevelopM2, developedAreaM2, totalInvestmentFen, investedFen } = development
  const lessThan = (part: number | null, whole: number | null, of: number): boolean | null =>
    part === null || whole === null || whole <= 0 ? null : exact(part).times(of).lessThan(exact(whole))
  const underThird = working.step({
    label: '已动工面积不足三分之一',
    formula: '已开发面积 × 3 < 应动工开发面积',
    inputs: { 已开发: { value: developedAreaM2, unit: 'm²' }, 应开发: { value: areaToDevelopM2, unit: 'm²' } },
    result: lessThan(developedAreaM2, areaToDevelopM2, 3),
    source: '《闲置土地处置办法》第二条第二款',
  })
  const underQuarter = working.step({
    label: '已投资额不足百分之二十五',
    formula: '已投资额 × 4 < 总投资额（均不含地价和税费）',
    inputs: { 已投资: { value: investedFen, unit: '分' }, 总投资: { value: totalInvestmentFen, unit: '分' } },
    result: lessThan(investedFen, totalInvestmentFen, 4),
    source: '《闲置土地处置办法》第二条第二款、第三十条',
  })
  if (underThird === true || underQuarter === true) return true
  if (underThird === null && underQuarter === null) {
    throw Problem.field('/developedAreaM2', 'development_unknown', '中止满一年，须给出开发面积或投资额才能认定')
  }
  if (underThird === null || underQuarter === null) {
    working.warn('development_incomplete', '开发面积和投资额只知其一，另一项须核实')
  }
  return false
}
