import type { Working } from '../../platform/explain.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Decimal } from '../../platform/rational.ts'
import { exact } from './exact.ts'

export type SupplyParcel = {
  readonly areaMu: number
  readonly probability: number
  readonly taxFenPerMu: number
  readonly startYear: number
}

/** Share of its full tax that a parcel pays in the years from its start; the last holds on (assumption, land 4.18). */
export const defaultRamp: readonly number[] = [0, 0.3, 0.7, 1]

export type SupplyRow = { readonly year: number; readonly expectedMu: number; readonly taxFen: number }

/** 2^53: what a JSON number can hold exactly. */
const mostFen = new Decimal(Number.MAX_SAFE_INTEGER)

/**
 * Expected supply and tax: mu(y) = Σ p·mu of the parcels that start in y; tax(y) = Σ p·mu·tax per mu·ramp(y − start),
 * each year rounded half up to the fen once (land 4.18).
 * @throws Problem not_computable `money` beyond 2^53 fen
 */
export const supplyForecast = (
  parcels: readonly SupplyParcel[],
  years: readonly number[],
  ramp: readonly number[],
  working: Working,
): SupplyRow[] =>
  years.map((year) => {
    let [mu, tax] = [new Decimal(0), new Decimal(0)]
    for (const { areaMu, probability, taxFenPerMu, startYear } of parcels) {
      const expected = exact(areaMu).times(exact(probability))
      if (startYear === year) mu = mu.plus(expected)
      if (year >= startYear) {
        const share = ramp[Math.min(year - startYear, ramp.length - 1)] ?? 0
        tax = tax.plus(expected.times(taxFenPerMu).times(exact(share)))
      }
    }
    const fen = tax.toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
    if (fen.abs().greaterThan(mostFen)) throw Problem.field('/parcels', 'money', '税收超出可精确表示的范围')
    working.step({
      label: `${year} 年预期税收`,
      formula: 'Σ 概率 × 面积 × 亩均税收 × 达产比例',
      inputs: { 预期供地: { value: mu.toNumber(), unit: '亩' } },
      result: fen.toNumber(),
      unit: '分',
      source: '供地计划；达产比例为假定',
    })
    return { year, expectedMu: mu.toNumber(), taxFen: fen.toNumber() }
  })
