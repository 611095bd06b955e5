/** Today's feed (ponds 4.10), kg of wet trash fish or its equivalent. */
export const rationSource = '投喂率 7–10 %（青蟹育肥研究）；分级与系数见规则表 ponds.ration'

/** Pellets hold four times as much as wet fish. */
export const pelletEquivalent = 4
/** Reported twice, leftovers cut the ration by this share. */
export const leftoverCut = 0.3

export const biomassKg = (count: number, weightG: number): number => (count * weightG) / 1000

export type RationFactors = { readonly share: number; readonly temperature: number; readonly oxygen: number }

export const wetFeedKg = (
  biomass: number,
  { share, temperature, oxygen }: RationFactors,
  leftoverReports: number,
): number => biomass * share * temperature * oxygen * (leftoverReports >= 2 ? 1 - leftoverCut : 1)

/** Feed conversion: feed ÷ (harvest + change of biomass); null when nothing grew. */
export const feedConversion = (feedKg: number, harvestKg: number, biomassChangeKg: number): number | null =>
  harvestKg + biomassChangeKg > 0 ? feedKg / (harvestKg + biomassChangeKg) : null
