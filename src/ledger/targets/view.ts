import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import type { IndicatorValue, Scope } from '../../platform/indicators/indicator.ts'
import { compareSnapshot } from '../../platform/indicators/snapshots.ts'
import { town } from '../../platform/registers/tables.ts'
import type { TargetReply } from '../api/targets/schema.ts'
import { listEvidence } from '../evidence/evidence.ts'
import { type LedgerDay, ledgerOn, plainRow } from '../reforms/day.ts'
import { type EvaluatedTarget, evaluateTarget } from './evaluate.ts'
import { indicatorsOf, type LedgerTarget, onLedger, requestOf } from './state.ts'
import { asc, eq } from 'drizzle-orm'
import type { FigureRequest } from '../../platform/indicators/figures.ts'

/** The bases on which the office may measure the pool; the light goes by the bound one (finance 8). */
const basesOf: Readonly<Record<string, readonly string[]>> = {
  'finance.pool_financing': ['finance.pool_financing', 'finance.pool_disbursed', 'finance.pool_lines'],
}

const inWords = {
  '≥': '不低于目标值',
  '≤': '不高于目标值',
  '=': '等于目标值',
  rises: '持续提升',
  falls: '持续下降',
  covers: '全覆盖',
} as const

const questionOf = (row: EvaluatedTarget, asOf: string): string =>
  `截至 ${asOf}，“${row.title}”是否${row.kind === 'deliverable' ? '已有核验的佐证' : inWords[row.comparator]}，能否在 ${row.extendedTo ?? row.due} 前完成？`

/** The indicator's own working, then how the light follows from it. */
const workingOf = (context: Context, ledger: LedgerDay, target: LedgerTarget) =>
  onLedger(context, `working ${target.id}`, ledger.asOf, async (whole, state) => {
    const indicators = indicatorsOf(context)
    const request = requestOf(indicators, target)
    const explained =
      request === undefined ? undefined : await request.indicator.value(whole, ledger.asOf, request.scope)
    const own = new Working()
    evaluateTarget(state, target, request, explained?.value, ledger.asOf, own, indicators)
    const light = own.explain(null)
    return {
      working: [...(explained?.working ?? []), ...light.working],
      rules: { ...explained?.rules, ...light.rules },
      warnings: [...(explained?.warnings ?? []), ...light.warnings],
      references: [...new Set([...(explained?.working ?? []), ...light.working].map(({ source }) => source))],
    }
  })

const shareOf = (value: IndicatorValue, total: IndicatorValue): number | null =>
  value.value === null || total.value === null || total.value === 0 || total.unit === 'fraction'
    ? null
    : value.value / total.value

/** The figure of the county by town, where the indicator answers for a town. */
const breakdownsOf = (context: Context, ledger: LedgerDay, request: FigureRequest | undefined) =>
  request === undefined || request.scope !== undefined || !request.indicator.scopes.includes('town')
    ? Promise.resolve([])
    : onLedger(context, `towns ${request.indicator.id}`, ledger.asOf, async (whole) => {
        const { indicator } = request
        const { value: total } = await indicator.value(whole, ledger.asOf)
        const towns = await whole.tx
          .select({ code: town.code, name: town.name })
          .from(town)
          .where(eq(town.county, whole.actor.county))
          .orderBy(asc(town.code))
        const rows: TargetReply['breakdowns'][number]['rows'] = []
        for (const { code, name } of towns) {
          const { value } = await indicator.value(whole, ledger.asOf, { kind: 'town', id: code })
          const { numerator, denominator } = value
          rows.push({ id: code, name, value: value.value, numerator, denominator, share: shareOf(value, total) })
        }
        return [{ kind: 'town', title: '乡镇（街道）', rows }]
      })

const sealedOf = async (context: Context, ledger: LedgerDay, request: FigureRequest | undefined) => {
  if (request === undefined || request.scope !== undefined || ledger.asOf >= ledger.state.today) return null
  try {
    const { sealed, difference, now } = await compareSnapshot(context, request.indicator, ledger.asOf)
    return {
      asOf: ledger.asOf,
      value: sealed.value,
      computedAt: sealed.computedAt.toISOString(),
      digest: sealed.digest,
      differs: difference === null ? sealed.value !== now.value : Math.abs(difference) > 1e-9,
    }
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return null
    throw error
  }
}

const otherBases = (context: Context, ledger: LedgerDay, target: LedgerTarget): Promise<TargetReply['bases']> => {
  const ids = basesOf[target.indicatorId ?? ''] ?? []
  const indicators = indicatorsOf(context)
  return asCounty(context, 'indicators', async (whole) => {
    const bases: TargetReply['bases'] = []
    for (const id of ids) {
      const indicator = indicators.get(id)
      if (indicator === undefined) continue
      const { value } = await indicator.value(whole, ledger.asOf)
      bases.push({ indicatorId: id, title: indicator.title, ...value, adopted: id === target.indicatorId })
    }
    return bases.map(({ indicatorId, title, value, unit, adopted }) => ({ indicatorId, title, value, unit, adopted }))
  })
}

/** A target with its trend, forecast, working, siblings, seal and papers. @throws Problem not_found */
export const viewTarget = async (context: Context, id: string, asOf: string | undefined): Promise<TargetReply> => {
  const ledger = await ledgerOn(context, asOf)
  const row = ledger?.targets.find((one) => one.id === id)
  const target = ledger?.state.targets.find((one) => one.id === id)
  if (ledger === null || row === undefined || target === undefined) throw new Problem('not_found', '没有这个目标')
  const request = requestOf(indicatorsOf(context), target)
  const explained = await workingOf(context, ledger, target)
  const same = (scope: Scope | null): string => (scope === null ? '' : `${scope.kind}:${scope.id}`)
  const { rows: evidence } = await listEvidence(context, { target: id, limit: 200 })
  return {
    ...plainRow(row),
    asOf: ledger.asOf,
    reformName: ledger.reforms.find(({ no }) => no === row.reformNo)?.name ?? '',
    trend: [...row.trend],
    siblings: ledger.targets
      .filter(
        (other) =>
          other.id !== id &&
          row.kind === 'figure' &&
          other.indicatorId !== null &&
          other.indicatorId === row.indicatorId &&
          same(other.scope) === same(row.scope),
      )
      .map(({ id: other, due, threshold, light }) => ({ id: other, due, threshold, light })),
    breakdowns: (await breakdownsOf(context, ledger, request)) ?? [],
    bases: await otherBases(context, ledger, target),
    question: questionOf(row, ledger.asOf),
    working: explained?.working ?? [],
    rules: explained?.rules ?? {},
    warnings: explained?.warnings ?? [],
    sealed: await sealedOf(context, ledger, request),
    references: explained?.references ?? [],
    evidence: evidence.filter(({ datedOn }) => datedOn <= ledger.asOf),
  }
}
