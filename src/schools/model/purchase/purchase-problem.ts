import { Problem } from '../../../platform/errors/problem.ts'
import type { ResourceIndicator } from '../resource-indicators.ts'

/** What to buy for which school, so that an indicator's coefficient falls (schools 4.5, budgets). */
export type PurchaseItem = {
  readonly indicator: ResourceIndicator
  readonly pupils: readonly number[]
  /** In place now, one for each school. */
  readonly quantities: readonly number[]
  /** Smallest amount that is bought at once; one costs the same at every school. */
  readonly lot: number
  readonly lotCostFen: number
  /** Most lots for each school. */
  readonly mostLots: readonly number[]
}

/** Lots for each school. */
export type Lots = readonly number[]

/** The coefficient of 4.2 with these lots bought. */
export const coefficientWith = ({ pupils, quantities, lot }: PurchaseItem, lots: Lots): number => {
  const have = quantities.map((quantity, school) => quantity + lot * (lots[school] ?? 0))
  const all = pupils.reduce((sum, count) => sum + count, 0)
  const mean = have.reduce((sum, quantity) => sum + quantity, 0) / all
  const variance = have.reduce((sum, quantity, school) => {
    const count = pupils[school] ?? 1
    return sum + (count / all) * (quantity / count - mean) ** 2
  }, 0)
  const sd = Math.sqrt(variance)
  return sd <= 1e-12 * mean ? 0 : sd / mean
}

/** Floating point may lose this much of a coefficient. */
export const tolerance = 1e-9

/** @throws Problem not_computable: `no_schools`, `negative_quantity`, `no_pupils`, `zero_mean`, `duplicate_school` */
export const checkItem = (
  item: PurchaseItem,
  ids: readonly string[],
  at: { readonly school: (index: number) => string; readonly quantity: (index: number) => string },
): void => {
  if (ids.length === 0) throw Problem.field('/schools', 'no_schools', '没有可计算的学校')
  const seen = new Set<string>()
  ids.forEach((id, index) => {
    if (seen.has(id)) throw Problem.field(`${at.school(index)}/id`, 'duplicate_school', `学校“${id}”重复`)
    seen.add(id)
    const [pupils, quantity] = [item.pupils[index] ?? 0, item.quantities[index] ?? 0]
    if (pupils < 0) throw Problem.field(`${at.school(index)}/pupils`, 'negative_quantity', `学校“${id}”的学生数为负`)
    if (pupils === 0) throw Problem.field(`${at.school(index)}/pupils`, 'no_pupils', `学校“${id}”没有学生`)
    if (quantity < 0) throw Problem.field(at.quantity(index), 'negative_quantity', `学校“${id}”的数量为负`)
  })
  if (item.quantities.every((quantity) => quantity === 0))
    throw Problem.field(at.quantity(0), 'zero_mean', '全县均值为 0，差异系数没有意义')
}
