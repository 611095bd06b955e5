/** Scenarios of land supply side by side: expectation, present value, and its spread (land 4.18). */
import { Problem } from '../../platform/errors/problem.ts'
import { Decimal } from '../../platform/rational.ts'
import { seededRandom } from '../../platform/stats/random.ts'
import { quantile } from '../../platform/stats/summary.ts'
import { exact } from './exact.ts'

export type ScenarioParcel = {
  readonly areaMu: number
  /** That the parcel is used as planned; parcels realise independently of each other. */
  readonly probability: number
  readonly taxFenPerMu: number
  readonly startYear: number
  /** Received and spent in the year of the start. */
  readonly priceFen: number
  readonly costFen: number
  /** Of `areaMu`: land that was no construction land before, and farmland among it. */
  readonly newLandMu: number
  readonly farmlandMu: number
  readonly jobs: number
}

export type Horizon = {
  readonly firstYear: number
  readonly years: number
  /** Yearly discount rate as decimal. */
  readonly rate: string
  readonly ramp: readonly number[]
}

export type ScenarioFigures = {
  readonly expectedMu: number
  readonly newLandMu: number
  readonly farmlandMu: number
  /** Share of existing land (存量) in the supply; null without supply. */
  readonly existingShare: number | null
  readonly jobs: number
  readonly priceFen: number
  readonly costFen: number
  /** Over the horizon, not discounted. */
  readonly taxFen: number
  /** Tax and price less cost, discounted to the first year. */
  readonly presentValueFen: number
  readonly p10Fen: number
  readonly p50Fen: number
  readonly p90Fen: number
  /** 万元 per mu of the county with all expected land in full production; null when the county is not given. */
  readonly taxPerMuAfter: number | null
}

const wholeFen = (value: Decimal | number): number => {
  const fen = new Decimal(value).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber()
  if (!Number.isSafeInteger(fen)) throw Problem.field('/scenarios', 'money', '金额超出可精确表示的范围')
  return fen
}

type Flow = { readonly tax: Decimal; readonly present: Decimal }

/** What a parcel brings over the horizon if it is realised; what starts before or after the horizon counts within it only. */
const flowOf = (parcel: ScenarioParcel, { firstYear, years, rate, ramp }: Horizon): Flow => {
  const growth = new Decimal(rate).plus(1)
  const full = exact(parcel.areaMu).times(parcel.taxFenPerMu)
  let [tax, present, factor] = [new Decimal(0), new Decimal(0), new Decimal(1)]
  for (let year = firstYear; year < firstYear + years; year++) {
    const age = year - parcel.startYear
    const due = age < 0 ? new Decimal(0) : full.times(exact(ramp[Math.min(age, ramp.length - 1)] ?? 0))
    const atGrant = age === 0 ? parcel.priceFen - parcel.costFen : 0
    tax = tax.plus(due)
    present = present.plus(due.plus(atGrant).dividedBy(factor))
    factor = factor.times(growth)
  }
  return { tax, present }
}

/** Present values of `draws` futures in which each parcel is realised or not. */
const drawFutures = (
  parcels: readonly ScenarioParcel[],
  flows: readonly Flow[],
  { draws, seed }: { readonly draws: number; readonly seed: number },
): number[] => {
  const random = seededRandom(seed)
  const values = flows.map(({ present }) => present.toNumber())
  return Array.from({ length: draws }, () =>
    parcels.reduce(
      (sum, { probability }, index) => (random.next() < probability ? sum + (values[index] ?? 0) : sum),
      0,
    ),
  )
}

/**
 * Figures of one scenario. The spread comes from seeded draws, the expectation does not.
 * @throws Problem not_computable `money` beyond 2^53 fen
 */
export const scenarioFigures = (
  parcels: readonly ScenarioParcel[],
  horizon: Horizon,
  simulation: { readonly draws: number; readonly seed: number },
  county: { readonly taxFen: number; readonly landMu: number } | null,
): ScenarioFigures => {
  const expected = (of: (parcel: ScenarioParcel, index: number) => Decimal | number): Decimal =>
    parcels.reduce((sum, parcel, index) => sum.plus(exact(parcel.probability).times(of(parcel, index))), new Decimal(0))
  const flows = parcels.map((parcel) => flowOf(parcel, horizon))
  const futures = drawFutures(parcels, flows, simulation)
  const spread = (share: number) => wholeFen(quantile(futures, share) ?? 0)
  const mu = expected(({ areaMu }) => areaMu)
  const newLand = expected(({ newLandMu }) => newLandMu)
  const fullTax = expected(({ areaMu, taxFenPerMu }) => exact(areaMu).times(taxFenPerMu))
  const landAfter = county === null ? null : mu.plus(exact(county.landMu))
  return {
    expectedMu: mu.toNumber(),
    newLandMu: newLand.toNumber(),
    farmlandMu: expected(({ farmlandMu }) => farmlandMu).toNumber(),
    existingShare: mu.isZero() ? null : mu.minus(newLand).dividedBy(mu).toNumber(),
    jobs: expected(({ jobs }) => jobs).toNumber(),
    priceFen: wholeFen(expected(({ priceFen }) => priceFen)),
    costFen: wholeFen(expected(({ costFen }) => costFen)),
    taxFen: wholeFen(expected((_, index) => flows[index]?.tax ?? 0)),
    presentValueFen: wholeFen(expected((_, index) => flows[index]?.present ?? 0)),
    p10Fen: spread(0.1),
    p50Fen: spread(0.5),
    p90Fen: spread(0.9),
    taxPerMuAfter:
      county === null || landAfter === null || landAfter.isZero()
        ? null
        : fullTax.plus(county.taxFen).dividedBy(1_000_000).dividedBy(landAfter).toNumber(),
  }
}
