import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { muOf } from '../../platform/geo/ellipsoid.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import type { ScenarioDraft, ScenariosReply, SupplyReply } from '../api/scenarios/schema.ts'
import { loadLandFacts } from '../firms/facts.ts'
import { landOfFirms } from '../model/county-figures.ts'
import { scenarioFigures } from '../model/scenarios.ts'
import { defaultRamp, supplyForecast } from '../model/supply-forecast.ts'
import { landScenario, landSupply } from '../tables.ts'

const simulation = { draws: 2_000, seed: 1 } as const
const forecastYears = 6

/** Land and tax of the county's firms today, for the per-mu tax after a scenario; null before the first figures. */
const countyToday = (context: Context): Promise<{ readonly taxFen: number; readonly landMu: number } | null> =>
  asCounty(context, 'land_scenarios', async (system) => {
    const today = civilDateOf(system.clock.now())
    const facts = await loadLandFacts(system, { taxes: true })
    const known = facts.years.filter(({ taxOn }) => taxOn !== null && taxOn <= today)
    const year = Math.max(...known.map((each) => each.year))
    if (!Number.isFinite(year)) return null
    const land = [...landOfFirms(facts, today).values()].reduce((sum, squareMetres) => sum + squareMetres, 0)
    const taxFen = known
      .filter((each) => each.year === year)
      .reduce((sum, { countedTaxFen }) => sum + (countedTaxFen ?? 0), 0)
    return land > 0 ? { taxFen, landMu: muOf(land) } : null
  })

/** Scenarios side by side, each with its figures over its own years. */
export const listScenarios = async (context: Context): Promise<DeepReadonly<z.input<typeof ScenariosReply>>> => {
  const rows = await context.tx
    .select({
      id: landScenario.id,
      title: landScenario.title,
      parcels: landScenario.parcels,
      firstYear: landScenario.firstYear,
      years: landScenario.years,
      rate: landScenario.rate,
      createdByName: landScenario.createdByName,
      createdOn: landScenario.createdOn,
    })
    .from(landScenario)
    .where(eq(landScenario.county, context.actor.county))
    .orderBy(desc(landScenario.createdOn), landScenario.title)
  const county = rows.length === 0 ? null : await countyToday(context)
  return {
    rows: rows.map((row) => ({
      ...row,
      figures: scenarioFigures(
        row.parcels,
        { firstYear: row.firstYear, years: row.years, rate: row.rate, ramp: defaultRamp },
        simulation,
        county,
      ),
    })),
  }
}

/** @throws Problem not_computable `range` where a part is larger than the whole */
export const saveScenario = async (
  { tx, actor, clock }: Context,
  draft: z.output<typeof ScenarioDraft>,
): Promise<void> => {
  draft.parcels.forEach(({ areaMu, newLandMu, farmlandMu }, index) => {
    if (newLandMu > areaMu) throw Problem.field(`/parcels/${index}/newLandMu`, 'range', '新增用地不能多于面积')
    if (farmlandMu > newLandMu) throw Problem.field(`/parcels/${index}/farmlandMu`, 'range', '占用耕地不能多于新增用地')
  })
  await tx.insert(landScenario).values({
    county: actor.county,
    id: randomUUID(),
    ...draft,
    createdByName: actor.name,
    createdOn: civilDateOf(clock.now()),
  })
}

/** @throws Problem not_found */
export const removeScenario = async ({ tx, actor }: Context, id: string): Promise<void> => {
  const gone = await tx
    .delete(landScenario)
    .where(and(eq(landScenario.county, actor.county), eq(landScenario.id, id)))
    .returning({ id: landScenario.id })
  if (gone.length === 0) throw new Problem('not_found', '没有这个方案')
}

/** The year's supply plan, what of it is done, and the tax that the plan is expected to bring. */
export const viewSupply = async (
  { tx, actor, clock }: Context,
  year: number | undefined,
): Promise<DeepReadonly<z.input<typeof SupplyReply>>> => {
  const all = await tx
    .select({
      id: landSupply.id,
      year: landSupply.year,
      title: landSupply.title,
      townCode: landSupply.townCode,
      kind: landSupply.kind,
      areaM2: landSupply.areaM2,
      plannedMonth: landSupply.plannedMonth,
      probability: landSupply.probability,
      taxFenPerMu: landSupply.taxFenPerMu,
      suppliedOn: landSupply.suppliedOn,
    })
    .from(landSupply)
    .where(eq(landSupply.county, actor.county))
    .orderBy(landSupply.year, landSupply.plannedMonth, landSupply.title)
  const years = [...new Set(all.map((row) => row.year))]
  const shown = year ?? years.at(-1) ?? Number(civilDateOf(clock.now()).slice(0, 4))
  const rows = all.filter((row) => row.year === shown).map((row) => ({ ...row, taxFenPerMu: Number(row.taxFenPerMu) }))
  const done = rows.filter(({ suppliedOn }) => suppliedOn !== null)
  const area = (of: readonly { readonly areaM2: number }[]) => of.reduce((sum, { areaM2 }) => sum + areaM2, 0)
  return {
    year: shown,
    years,
    rows,
    existingShare: done.length === 0 ? null : area(done.filter(({ kind }) => kind === 'existing')) / area(done),
    forecast: supplyForecast(
      rows.map(({ areaM2, probability, taxFenPerMu }) => ({
        areaMu: muOf(areaM2),
        probability,
        taxFenPerMu,
        startYear: shown,
      })),
      Array.from({ length: forecastYears }, (_, index) => shown + index),
      defaultRamp,
      Working.silent,
    ),
  }
}
