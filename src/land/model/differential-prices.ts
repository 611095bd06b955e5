import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { Rational, fenToNumber } from '../../platform/money.ts'
import { exact } from './exact.ts'

/** One row of the table land.class-prices. */
export type ClassPriceRow = {
  readonly powerSurcharge: string
  readonly waterSurcharge: string
  readonly landUseTaxRelief: string
  readonly basis: string
}

export type Consumption = {
  readonly powerKwh: number
  readonly waterM3: number
  readonly waterFenPerM3: number
  readonly landUseTaxFen: number | null
}

export type PriceItem = { readonly item: string; readonly fen: number; readonly basis: string }

const decimal = (value: number): Rational => Rational.of(exact(value).toFixed())

/**
 * What the class adds to a firm's bills of a year, fen; what it remits is negative (land 4.8). Rounded once an item.
 * @throws Problem not_computable `no_basis_in_force` when no rule is in force on the day
 */
export const differentialPrices = (use: Consumption, row: ClassPriceRow, working: Working) => {
  if (row.basis === '') throw Problem.field('/asOf', 'no_basis_in_force', '该日期没有现行的差别化价格依据，不得执行')
  const items: PriceItem[] = []
  const add = (
    item: string,
    label: string,
    formula: string,
    inputs: Record<string, string | number>,
    fen: Rational,
  ) => {
    if (fen.sign === 0) return
    const result = fenToNumber(fen.round('HALF_UP'))
    working.step({ label, formula, inputs, result, unit: '分', source: row.basis })
    items.push({ item, fen: result, basis: row.basis })
  }
  const power = decimal(use.powerKwh).times(row.powerSurcharge).times(100n)
  const water = decimal(use.waterM3).times(decimal(use.waterFenPerM3)).times(row.waterSurcharge)
  const relief = decimal(use.landUseTaxFen ?? 0).times(row.landUseTaxRelief)
  const { powerSurcharge, waterSurcharge, landUseTaxRelief } = row
  add('power', '用电加价', '用电量 × 加价', { 用电量: use.powerKwh, 加价: powerSurcharge }, power)
  add('water', '用水加价', '用水量 × 水价 × 加价比例', { 用水量: use.waterM3, 加价比例: waterSurcharge }, water)
  add('landUseTax', '土地使用税减免', '税额 × 减免比例', { 减免比例: landUseTaxRelief }, relief.negated())
  const totalFen = items.reduce((sum, { fen }) => sum + fen, 0)
  return { items, totalFen }
}
