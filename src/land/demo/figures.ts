import { seededRandom } from '../../platform/stats/random.ts'

/** What the county's above-scale firms pay per mu in each year, 万元: from 17 towards and past the city's mean (land 9). */
export const countyTaxPerMu: Readonly<Record<number, number>> = {
  2020: 15.8,
  2021: 17,
  2022: 20.6,
  2023: 24.6,
  2024: 26.2,
  2025: 27.1,
}
export const demoYears = Object.keys(countyTaxPerMu).map(Number)

export type YearSeed = {
  readonly index: number
  readonly aboveScale: boolean
  readonly landMu: number
  readonly taxPerMu: number
}

const wan = 1_000_000
const fen = (amountWan: number): bigint => BigInt(Math.round(amountWan * wan))

/** Scales the made-up rates so that the sums of the above-scale firms give the county's rate of the year. */
const scaleOf = (firms: readonly YearSeed[], year: number): number => {
  const above = firms.filter(({ aboveScale }) => aboveScale)
  const land = above.reduce((sum, { landMu }) => sum + landMu, 0)
  const tax = above.reduce((sum, { landMu, taxPerMu }) => sum + landMu * taxPerMu, 0)
  return tax === 0 ? 1 : ((countyTaxPerMu[year] ?? 0) * land) / tax
}

/** Figures of every firm and one year; the same seed gives the same county. */
export const figuresOfYear = (firms: readonly YearSeed[], year: number) => {
  const scale = scaleOf(firms, year)
  return firms.map(({ index, aboveScale, landMu, taxPerMu }) => {
    const random = seededRandom(`land demo ${year} ${index}`)
    const rate = taxPerMu * (aboveScale ? scale : 1 + 0.03 * (year - 2021)) * Math.exp(0.04 * random.normal())
    const tax = rate * Math.max(landMu, 1)
    const valueAdded = tax * (4 + 2.5 * random.next())
    const revenue = valueAdded * (3.2 + 1.6 * random.next())
    const energy = valueAdded / (1.8 + 1.6 * random.next())
    // A refund of value-added tax larger than what was paid: negative, and right.
    const refund = (index + year) % 211 === 0
    const vat = refund ? -0.08 * tax : 0.46 * tax
    return {
      tax: {
        vatFen: fen(vat),
        incomeTaxFen: fen(0.24 * tax),
        landUseTaxFen: fen(0.06 * tax),
        propertyTaxFen: fen(0.07 * tax),
        otherTaxFen: fen(0.05 * tax),
        exportCreditFen: fen(0.09 * tax),
        policyReliefFen: fen(0.05 * tax),
        finesAndArrearsFen: fen(0.02 * tax),
      },
      output: {
        aboveScale,
        valueAddedFen: fen(valueAdded),
        revenueFen: fen(revenue),
        rdFen: fen(revenue * 0.05 * random.next()),
        staffAverage: Math.max(3, Math.round(valueAdded / (12 + 12 * random.next()))),
      },
      energy: {
        energyTce: aboveScale ? Number(energy.toFixed(2)) : null,
        powerKwh: Math.round(energy * 2_300),
        waterM3: Math.round(energy * 9),
      },
      emission: aboveScale
        ? {
            codKg: Math.round(120 * random.next() * landMu),
            ammoniaKg: Math.round(9 * random.next() * landMu),
            sulphurDioxideKg: Math.round(14 * random.next() * landMu),
            nitrogenOxidesKg: Math.round(25 * random.next() * landMu),
            vocKg: Math.round(40 * random.next() * landMu),
          }
        : null,
    }
  })
}
