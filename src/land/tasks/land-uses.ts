import { and, eq, inArray, isNotNull, lte } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { type CivilDate } from '../../platform/dates.ts'
import { loadLandFacts } from '../firms/facts.ts'
import { firmsOn, firmTaxes, type LandFacts, latestYear, measuredParcels, standsOn } from '../model/county-figures.ts'
import type { LandUse } from '../model/inefficient.ts'
import { landContract, landEnterprise, landEvaluation, landEvaluationResult } from '../tables.ts'

export type FirmLandUse = {
  readonly organisationId: string
  readonly townCode: string
  /** The largest parcel that it owns; null where it rents only. */
  readonly parcelId: string | null
  readonly use: LandUse
}

/** Latest class of each firm by year of evaluation, of what was published by the day. */
const classesBy = async ({ tx, actor }: Context, asOf: CivilDate, years: readonly number[]) => {
  const rows = await tx
    .select({
      year: landEvaluation.year,
      no: landEvaluation.no,
      firm: landEvaluationResult.organisationId,
      class: landEvaluationResult.class,
    })
    .from(landEvaluation)
    .innerJoin(
      landEvaluationResult,
      and(
        eq(landEvaluationResult.county, landEvaluation.county),
        eq(landEvaluationResult.evaluationId, landEvaluation.id),
      ),
    )
    .where(
      and(
        eq(landEvaluation.county, actor.county),
        isNotNull(landEvaluation.publishedOn),
        lte(landEvaluation.publishedOn, asOf),
        inArray(landEvaluation.year, [...years]),
      ),
    )
    .orderBy(landEvaluation.year, landEvaluation.no)
  // A correction comes after what it corrects and takes its place.
  const classes = new Map(rows.map((row) => [`${row.year} ${row.firm}`, row.class]))
  const latest = rows.at(-1)?.year ?? 0
  return (firm: string, yearsBack: 0 | 1): string | null => classes.get(`${latest - yearsBack} ${firm}`) ?? null
}

type Standing = Pick<typeof landEnterprise.$inferSelect, 'industry' | 'producingSince' | 'utility'>

const standings = async ({ tx, actor }: Context): Promise<ReadonlyMap<string, Standing>> => {
  const rows = await tx
    .select({
      id: landEnterprise.organisationId,
      industry: landEnterprise.industry,
      producingSince: landEnterprise.producingSince,
      utility: landEnterprise.utility,
    })
    .from(landEnterprise)
    .where(eq(landEnterprise.county, actor.county))
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** Highest floor area ratio that a contract of the parcel asks for. */
const contractFars = async ({ tx, actor }: Context): Promise<ReadonlyMap<string, number>> => {
  const rows = await tx
    .select({ parcelId: landContract.parcelId, far: landContract.farDue })
    .from(landContract)
    .where(and(eq(landContract.county, actor.county), isNotNull(landContract.farDue)))
  return new Map(rows.map(({ parcelId, far }) => [parcelId, far ?? 0]))
}

/** 万元 per mu of each industry: Σ tax ÷ Σ land of its firms. */
const industryMeans = (firms: ReturnType<typeof firmTaxes>, of: ReadonlyMap<string, Standing>) => {
  const sums = new Map<string, { tax: number; land: number }>()
  for (const { firm, countedTaxFen, landM2 } of firms) {
    const industry = of.get(firm.id)?.industry
    if (industry === undefined || countedTaxFen === null || landM2 <= 0) continue
    const sum = sums.get(industry) ?? { tax: 0, land: 0 }
    sums.set(industry, { tax: sum.tax + countedTaxFen, land: sum.land + landM2 })
  }
  return new Map([...sums].map(([industry, { tax, land }]) => [industry, tax / 1_000_000 / ((land * 15) / 10_000)]))
}

/** Parcels that each firm owns on the day, the largest first. */
const ownParcels = (
  facts: LandFacts,
  asOf: CivilDate,
): ReadonlyMap<string, readonly { id: string; areaM2: number }[]> => {
  const owned = facts.holdings
    .filter(({ signedM2, from, to }) => signedM2 > 0 && standsOn(from, to, asOf))
    .map(({ firmId, parcelId, signedM2 }) => ({ firmId, id: parcelId, areaM2: signedM2 }))
  const whole = new Map(facts.parcels.map(({ id, areaM2 }) => [id, areaM2]))
  const own = owned.filter(({ id, areaM2 }) => areaM2 > 0.5 * (whole.get(id) ?? Number.POSITIVE_INFINITY))
  return new Map(
    [...Map.groupBy(own, ({ firmId }) => firmId)].map(([firm, rows]) => [
      firm,
      rows.toSorted((a, b) => b.areaM2 - a.areaM2 || (a.id < b.id ? -1 : 1)),
    ]),
  )
}

/**
 * What the rule table asks of every firm, from the latest figures known on the day. Idle building shares and
 * elimination lists come from no register yet: those two rules hit only what the bureau enters by itself.
 */
export const landUses = async (context: Context, asOf: CivilDate): Promise<FirmLandUse[]> => {
  const facts = await loadLandFacts(context, { taxes: true, parcels: true })
  const year = latestYear(facts, asOf)
  if (year === null) return []
  const taxes = firmTaxes(facts, year, asOf)
  const [of, fars, classes] = [
    await standings(context),
    await contractFars(context),
    await classesBy(context, asOf, [year, year - 1, year - 2]),
  ]
  const means = industryMeans(taxes, of)
  const parcels = ownParcels(facts, asOf)
  const floors = new Map(measuredParcels(facts, asOf).map(({ parcel, countedFloorM2 }) => [parcel.id, countedFloorM2]))
  const standing = new Set(firmsOn(facts, asOf).map(({ id }) => id))
  return taxes.flatMap(({ firm, countedTaxFen, landM2 }): FirmLandUse[] => {
    const known = of.get(firm.id)
    if (known === undefined || !standing.has(firm.id) || landM2 <= 0) return []
    const own = parcels.get(firm.id) ?? []
    const ownM2 = own.reduce((sum, { areaM2 }) => sum + areaM2, 0)
    const measured = own.length > 0 && own.every(({ id }) => floors.has(id)) && Math.abs(ownM2 - landM2) < 1
    return [
      {
        organisationId: firm.id,
        townCode: firm.townCode,
        parcelId: own[0]?.id ?? null,
        use: {
          landM2,
          taxFen: countedTaxFen,
          countedFloorAreaM2: measured ? own.reduce((sum, { id }) => sum + (floors.get(id) ?? 0), 0) : null,
          contractFar: own.reduce<number | null>((most, { id }) => {
            const far = fars.get(id)
            return far === undefined ? most : Math.max(most ?? 0, far)
          }, null),
          industryMeanTaxPerMu: means.get(known.industry) ?? null,
          class: classes(firm.id, 0),
          previousClass: classes(firm.id, 1),
          idleBuildingShare: null,
          idleBuildingMonths: null,
          eliminationLists: [],
          producingSince: known.producingSince as CivilDate | null,
          utility: known.utility,
          renewalBlock: false,
          asOf,
        },
      },
    ]
  })
}
