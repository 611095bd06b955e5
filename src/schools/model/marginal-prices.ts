import type { Disparity } from './disparity.ts'
import type { ResourceIndicator } from './resource-indicators.ts'

/** What one more unit at a school does to the coefficient (derivative of 4.2), and what it costs. */
export type MarginalPrice = {
  readonly school: string
  readonly indicator: ResourceIndicator
  /** Change of the composite by one more unit: the indicator's own change ÷ number of indicators. */
  readonly composite: number
  /** Change of the composite by 10 000 yuan spent here; null where the unit costs nothing. */
  readonly per10kYuan: number | null
}

/** Most effective spending first; what raises the coefficient comes last. */
export const marginalPrices = (
  indicators: readonly { readonly indicator: ResourceIndicator; readonly disparity: Disparity }[],
  unitCostsFen: Readonly<Record<ResourceIndicator, number>>,
): readonly MarginalPrice[] =>
  indicators
    .flatMap(({ indicator, disparity }) =>
      disparity.schools.flatMap(({ id, marginalCv }): MarginalPrice[] => {
        if (marginalCv === null) return []
        const composite = marginalCv / indicators.length
        const cost = unitCostsFen[indicator]
        return [{ school: id, indicator, composite, per10kYuan: cost === 0 ? null : (composite * 1_000_000) / cost }]
      }),
    )
    .toSorted(
      (a, b) =>
        (a.per10kYuan ?? a.composite * Number.MAX_SAFE_INTEGER) -
        (b.per10kYuan ?? b.composite * Number.MAX_SAFE_INTEGER),
    )
