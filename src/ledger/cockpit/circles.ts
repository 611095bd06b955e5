import { asc, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { Indicator } from '../../platform/indicators/indicator.ts'
import { figuresOn } from '../../platform/indicators/figures.ts'
import { figureKey } from '../../platform/indicators/figures.ts'
import { town } from '../../platform/registers/tables.ts'
import type { CockpitReply } from '../api/cockpit/schema.ts'
import type { LedgerDay } from '../reforms/day.ts'
import { indicatorsOf, onLedger } from '../targets/state.ts'

/** Figures of the table that answer for a town, in the table's order. */
export const townFigures = (context: Context, ledger: LedgerDay): readonly Indicator[] => {
  const indicators = indicatorsOf(context)
  const bound = new Set(ledger.targets.flatMap(({ indicatorId, scope }) => (scope === null ? [indicatorId] : [])))
  return [...bound].flatMap((id) => {
    const indicator = id === null ? undefined : indicators.get(id)
    return indicator?.scopes.includes('town') === true ? [indicator] : []
  })
}

/** Values by town of one figure. Sums are drawn as circles, ratios as tints; the page decides by the unit. */
export const townCircles = (
  context: Context,
  ledger: LedgerDay,
  indicator: Indicator,
): Promise<CockpitReply['circles']> =>
  onLedger(context, `circles ${indicator.id}`, ledger.asOf, async (whole) => {
    const towns = await whole.tx
      .select({ code: town.code, name: town.name })
      .from(town)
      .where(eq(town.county, whole.actor.county))
      .orderBy(asc(town.code))
    const scopes = towns.map(({ code }) => ({ kind: 'town', id: code }))
    const figures = await figuresOn(
      whole,
      [undefined, ...scopes].map((scope) => ({ indicator, scope })),
      ledger.asOf,
    )
    const valueOf = (scope?: { kind: string; id: string }): number | null =>
      figures.get(figureKey(indicator.id, scope))?.value ?? null
    return {
      indicatorId: indicator.id,
      title: indicator.title,
      unit: indicator.unit,
      total: valueOf(),
      towns: towns.map(({ code, name }) => ({ code, name, value: valueOf({ kind: 'town', id: code }) })),
    }
  })
