import type { Scheme } from './evaluation.ts'

const sixWeights = {
  taxPerMu: 30,
  valueAddedPerMu: 20,
  valueAddedPerTce: 20,
  valueAddedPerPollutantTonne: 10,
  labourProductivity: 10,
  rdShare: 10,
}
const belowWeights = { taxPerMu: 50, taxPerKwh: 50 }
const rest = { capRatio: null, floorZero: true, missing: 'average', method: 'ratio' } as const

/**
 * Published schemes of 黄岩区, a district of the same city, above and below scale; no cap is stated there.
 * Source: notices of 黄岩区 on the evaluation of 2021 and 2022.
 */
export const publishedSchemes = {
  'huangyan-2021': {
    weights: sixWeights,
    benchmarks: {
      taxPerMu: 26.01,
      valueAddedPerMu: 132.27,
      valueAddedPerTce: 2.54,
      valueAddedPerPollutantTonne: 4861.08,
      labourProductivity: 17.45,
      rdShare: 0.0305,
    },
    ...rest,
  },
  'huangyan-2022': {
    weights: sixWeights,
    benchmarks: {
      taxPerMu: 24.097,
      valueAddedPerMu: 136.16,
      valueAddedPerTce: 2.694,
      valueAddedPerPollutantTonne: 4929.81,
      labourProductivity: 18.14,
      rdShare: 0.0302,
    },
    ...rest,
  },
  'huangyan-2021-below': { weights: belowWeights, benchmarks: { taxPerMu: 16.601058, taxPerKwh: 0.236565 }, ...rest },
  'huangyan-2022-below': { weights: belowWeights, benchmarks: { taxPerMu: 11.5932, taxPerKwh: 0.2352 }, ...rest },
} as const satisfies Readonly<Record<string, Scheme>>

export type PublishedScheme = keyof typeof publishedSchemes
export const publishedSchemeNames = Object.keys(publishedSchemes) as PublishedScheme[]
