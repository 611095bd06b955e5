import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { App, Context } from '../../platform/context.ts'
import { systemContext } from '../../platform/database/system-context.ts'
import { addDays, makeDate } from '../../platform/dates.ts'
import { geodesicArea } from '../../platform/geo/ellipsoid.ts'
import { partsOfGeometry } from '../../platform/geo/shapes.ts'
import { organisation } from '../../platform/registers/tables.ts'
import {
  type Duty,
  landBuilding,
  landDuty,
  landEmissionYear,
  landEnergyYear,
  landEnterprise,
  landLayer,
  landLayerVersion,
  landOccupancy,
  landOutputYear,
  landParcel,
  landTaxYear,
  landZone,
} from '../tables.ts'
import { polygonOf } from './blocks.ts'
import { buildingsOf } from './buildings.ts'
import { demoYears, figuresOfYear, type YearSeed } from './figures.ts'
import { type DemoFirm, makeFirms } from './firms.ts'
import { insertAll } from './insert-all.ts'
import { type DemoParcel, type FirmPlot, layOut } from './parcels.ts'
import { loadTowns } from './towns.ts'
import { makeLayers } from './zones.ts'

const firmCount = 900
const parcelCount = 2_500

/** Shares of firms by town in the order of their codes: most in the seat and in the coastal new city. */
const townShares = [0.2, 0.14, 0.16, 0.1, 0.08, 0.14, 0.06, 0.05, 0.05, 0.02]

/** Duties of the demo county's departments; what no department of the official table does falls to the economy bureau. */
const demoDuties: readonly (readonly [Duty, string])[] = [
  ['economy', 'jingxin'],
  ['resources', 'ziran'],
  ['data', 'dashuju'],
]

const organisations = async ({ tx, actor }: Context): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await tx
        .select({ code: organisation.code, id: organisation.id })
        .from(organisation)
        .where(eq(organisation.county, actor.county))
    ).map(({ code, id }) => [code, id]),
  )

const departmentOf = (ids: ReadonlyMap<string, string>, code: string): string => {
  const id = ids.get(code)
  if (id === undefined) throw new Error(`the register has no organisation ${code}`)
  return id
}

type Standing = DemoFirm & { readonly id: string }

const enterFirms = async (context: Context, firms: readonly Standing[], townCodes: readonly string[]) => {
  const { county } = context.actor
  const townOf = ({ town }: Standing): string => townCodes[town] ?? county
  await insertAll(
    context,
    organisation,
    firms.map((firm) => ({
      county,
      id: firm.id,
      code: firm.code,
      uscc: firm.uscc,
      kind: 'firm' as const,
      name: firm.name,
      shortName: firm.name,
      areaCode: townOf(firm),
    })),
  )
  await insertAll(
    context,
    landEnterprise,
    firms.map((firm) => ({
      county,
      organisationId: firm.id,
      industry: firm.industry,
      industryName: firm.industryName,
      townCode: townOf(firm),
      foundedOn: firm.foundedOn,
      producingSince: firm.producingSince,
      utility: firm.utility,
    })),
  )
}

/** Measured by town and block from January 2022 on; the last ones in December (land 9). */
const measuredOn = (index: number): string => addDays(makeDate(2022, 1, 10), Math.floor((index * 331) / parcelCount))

type Entered = DemoParcel & { readonly id: string }

const enterParcels = async (context: Context, drafts: readonly DemoParcel[], firms: readonly Standing[]) => {
  const { county } = context.actor
  const entered = drafts.map((draft): Entered => ({ ...draft, id: randomUUID() }))
  await insertAll(
    context,
    landParcel,
    entered.map(({ id, code, townCode, block, areaM2, ring, firm }, index) => {
      const boundary = polygonOf(ring)
      return {
        county,
        id,
        code,
        landUse: '1001 工业用地',
        ownership: 'state' as const,
        tenure: 'grant' as const,
        townCode,
        location: `${block.name}${code.slice(-3)}号（演示）`,
        block: block.name,
        areaRegisteredM2: Number(areaM2.toFixed(2)),
        areaGeodesicM2: geodesicArea(partsOfGeometry(boundary)),
        pointAccuracyM: 0.05,
        planFarMin: 1,
        boundary,
        sourceCrs: 'EPSG:4549',
        validFrom: '2012-01-01',
        measuredOn: firm === null ? null : measuredOn(index),
        structuresM2: firm === null ? null : Math.round(areaM2 * 0.02),
        greenM2: firm === null ? null : Math.round(areaM2 * 0.1),
      }
    }),
  )
  await insertAll(
    context,
    landBuilding,
    entered.flatMap(({ id, code, areaM2, firm }) => {
      const owner = firm === null ? undefined : firms[firm]
      if (owner === undefined) return []
      return buildingsOf(code, areaM2, owner.foundedOn).map((building) => ({
        county,
        parcelId: id,
        ...building,
        measuredBy: 'oblique_photo' as const,
      }))
    }),
  )
  return entered
}

/** Own plots; firms without one rent a quarter of a hall from a neighbour in their town. */
const enterOccupancies = async (context: Context, parcels: readonly Entered[], firms: readonly Standing[]) => {
  const { county } = context.actor
  const occupied = parcels.filter(({ firm }) => firm !== null)
  const rows = occupied.flatMap(({ id, areaM2, firm }) => {
    const owner = firm === null ? undefined : firms[firm]
    return owner === undefined
      ? []
      : [{ county, organisationId: owner.id, parcelId: id, kind: 'own' as const, areaM2, from: owner.foundedOn }]
  })
  const taken = new Set(rows.map(({ organisationId }) => organisationId))
  const tenants = firms.filter(({ id }) => !taken.has(id))
  const rented = tenants.flatMap((tenant, index) => {
    const inTown = occupied.filter(({ firm }) => firm !== null && firms[firm]?.town === tenant.town)
    const landlord = inTown[(index * 7) % Math.max(1, inTown.length)]
    if (landlord === undefined) return []
    const floorAreaM2 = Math.max(50, Math.round(landlord.areaM2 * 0.12))
    return [
      {
        county,
        organisationId: tenant.id,
        parcelId: landlord.id,
        kind: 'rentIn' as const,
        floorAreaM2,
        from: tenant.foundedOn,
      },
    ]
  })
  await insertAll(context, landOccupancy, [...rows, ...rented])
  const land = new Map<string, number>()
  for (const { organisationId, areaM2 } of rows) land.set(organisationId, (land.get(organisationId) ?? 0) + areaM2)
  return land
}

const enterYear = async (
  context: Context,
  firms: readonly Standing[],
  land: ReadonlyMap<string, number>,
  year: number,
  by: string,
) => {
  const seeds = firms.map(
    ({ id, aboveScale, taxPerMu }, index): YearSeed => ({
      index,
      aboveScale,
      taxPerMu,
      landMu: ((land.get(id) ?? 0) * 15) / 10_000,
    }),
  )
  const figures = figuresOfYear(seeds, year)
  const whose = (index: number, day: number) => ({
    county: context.actor.county,
    organisationId: firms[index]?.id ?? '',
    year,
    deliveredBy: by,
    // Taxes come first, then statistics, energy and emissions: all in February of the next year.
    deliveredOn: makeDate(year + 1, 2, day),
  })
  await insertAll(
    context,
    landTaxYear,
    figures.map(({ tax }, index) => ({ ...whose(index, 10), ...tax })),
  )
  await insertAll(
    context,
    landOutputYear,
    figures.map(({ output }, index) => ({ ...whose(index, 18), ...output })),
  )
  await insertAll(
    context,
    landEnergyYear,
    figures.map(({ energy }, index) => ({ ...whose(index, 20), ...energy })),
  )
  await insertAll(
    context,
    landEmissionYear,
    figures.flatMap(({ emission }, index) => (emission === null ? [] : [{ ...whose(index, 22), ...emission }])),
  )
}

const enterLayers = async (context: Context, layers: ReturnType<typeof makeLayers>) => {
  const { county } = context.actor
  await insertAll(
    context,
    landLayer,
    layers.map(({ id, title, legalBasis }) => ({ county, id, title, legalBasis, required: true })),
  )
  for (const { id, title, publishedOn, zones } of layers) {
    const versionId = randomUUID()
    await context.tx.insert(landLayerVersion).values({
      county,
      id: versionId,
      layerId: id,
      no: 1,
      source: `${title}（演示数据，按县域形状虚构）`,
      publishedOn,
      publishedBy: context.actor.name,
      publishedAt: context.clock.now(),
    })
    await insertAll(
      context,
      landZone,
      zones.map((zone) => ({ county, versionId, layerId: id, ...zone })),
    )
  }
}

/**
 * Firms, parcels, buildings, six years of figures and the control layers of the demo county: made up, seeded, the same
 * in every county and on every machine but for the ids.
 */
export const makeLand = (
  app: App,
  county: string,
  report: (done: number, total: number) => void,
  scale: number,
): Promise<void> =>
  systemContext(app, county, 'demo', async (context) => {
    const steps = demoYears.length + 3
    let done = 0
    const step = (): void => report((done += 1), steps)
    const ids = await organisations(context)
    await insertAll(
      context,
      landDuty,
      demoDuties.map(([duty, code]) => ({ county, duty, organisationId: departmentOf(ids, code) })),
    )
    const towns = await loadTowns(context)
    const firms = makeFirms(county, Math.round(firmCount * scale), townShares).map(
      (firm): Standing => ({ ...firm, id: randomUUID() }),
    )
    await enterFirms(
      context,
      firms,
      towns.map(({ code }) => code),
    )
    step()
    const plots = firms.flatMap(({ town, plots: areas }, firm) => areas.map((areaM2) => ({ town, firm, areaM2 })))
    const spare = Math.max(0, Math.round(parcelCount * scale) - plots.length)
    const { parcels, blocks } = layOut(
      county,
      towns,
      (town): FirmPlot[] => plots.filter((plot) => plot.town === town),
      (town) => Math.round(spare * (townShares[town] ?? 0)),
    )
    const land = await enterOccupancies(context, await enterParcels(context, parcels, firms), firms)
    step()
    for (const year of demoYears) {
      await enterYear(context, firms, land, year, departmentOf(ids, 'jingxin'))
      step()
    }
    await enterLayers(context, makeLayers(towns, blocks))
    step()
  })
