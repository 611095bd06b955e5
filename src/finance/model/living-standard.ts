import { Rational } from '../../platform/money.ts'

/** 甲壳类, 贝类, 鱼类. */
export const stockGroups = ['crustacean', 'shellfish', 'fish'] as const
export type StockGroup = (typeof stockGroups)[number]

/** By genus; the full name of the pond registers means the same standard. */
export const stockSpecies = [
  'scylla',
  'sinonovacula',
  'litopenaeus',
  'exopalaemon',
  'tegillarca',
  'lateolabrax',
  'mugil',
] as const
export type StockSpecies = (typeof stockSpecies)[number]

/** 青蟹, 缢蛏, 南美白对虾, 脊尾白虾, 泥蚶, 鲈鱼, 鲻. */
export const speciesNames: Readonly<Record<string, StockSpecies>> = {
  ...Object.fromEntries(stockSpecies.map((species) => [species, species])),
  scylla_paramamosain: 'scylla',
  scylla_serrata: 'scylla',
  sinonovacula_constricta: 'sinonovacula',
  litopenaeus_vannamei: 'litopenaeus',
  penaeus_vannamei: 'litopenaeus',
  exopalaemon_carinicauda: 'exopalaemon',
  palaemon_carinicauda: 'exopalaemon',
  tegillarca_granosa: 'tegillarca',
  lateolabrax_japonicus: 'lateolabrax',
  lateolabrax_maculatus: 'lateolabrax',
  mugil_cephalus: 'mugil',
}

/** One point of the published growth and survival table. */
export type StandardPoint = { readonly day: number; readonly survival: Rational; readonly grams: Rational }

/** The lender's published standard of a species (finance 4.2): not the growth forecast of the ponds module. */
export type StockStandard = {
  readonly group: StockGroup
  readonly maxPerMu: bigint
  readonly harvestDay: number
  /** Ascending by day, from day 0. */
  readonly points: readonly StandardPoint[]
}

const between = (low: StandardPoint, high: StandardPoint, day: number, key: 'survival' | 'grams'): Rational =>
  low[key].plus(
    high[key]
      .minus(low[key])
      .times(day - low.day)
      .dividedBy(high.day - low.day),
  )

/** Survival and mean weight on a day, linear between the points; after the last point they stay. */
export const standardOn = (
  points: readonly StandardPoint[],
  day: number,
): { readonly survival: Rational; readonly grams: Rational; readonly beyond: boolean } => {
  const index = points.findIndex((point) => point.day >= day)
  const high = points[index]
  const low = points[index - 1]
  if (high !== undefined && (high.day === day || low === undefined)) return { ...high, beyond: false }
  if (high !== undefined && low !== undefined) {
    return {
      survival: between(low, high, day, 'survival'),
      grams: between(low, high, day, 'grams'),
      beyond: false,
    }
  }
  const last = points.at(-1)
  return { survival: last?.survival ?? Rational.zero, grams: last?.grams ?? Rational.zero, beyond: true }
}
