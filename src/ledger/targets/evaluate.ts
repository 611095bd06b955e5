import { builtInCalendar } from '../../platform/calendar/load.ts'
import type { Context } from '../../platform/context.ts'
import { type CivilDate, makeDate, parseDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { figureKey, type FigureRequest, figuresOn } from '../../platform/indicators/figures.ts'
import type { Indicator, IndicatorValue } from '../../platform/indicators/indicator.ts'
import type { TargetRow, TrendPoint } from '../api/targets/schema.ts'
import { deliverableOn } from '../model/deliverable.ts'
import type { DatedValue } from '../model/forecast.ts'
import { type FigureAsked, type Standing, standingOfDeliverable, standingOfFigure } from '../model/target-standing.ts'
import { conversionFactor } from '../model/unit-conversion.ts'
import { dated } from './first-day.ts'
import { reasonWords } from './reasons.ts'
import {
  benchmarkKey,
  historyOf,
  indicatorsOf,
  type LedgerState,
  type LedgerTarget,
  onLedger,
  requestOf,
} from './state.ts'

/** A target as of a day, with the points of its figure. */
export type EvaluatedTarget = TargetRow & { readonly trend: readonly TrendPoint[] }

const source = '三门县共同富裕改革台账规则 4.3'

const inUnit = (value: number | null, factor: number): number | null =>
  value === null ? null : Number((value * factor).toPrecision(12))

const civil = (date: string): CivilDate => parseDate(date)

/** The due date that the light goes by: the latest extension granted by `asOf`, else the table's own. */
const extendedTo = (state: LedgerState, target: LedgerTarget, asOf: CivilDate): CivilDate | null => {
  const granted = state.extensions.get(target.id)?.findLast(({ decidedOn }) => decidedOn <= asOf)
  return granted === undefined ? null : civil(granted.grantedTo)
}

type Asked = { readonly asked: FigureAsked; readonly fault: string | null }

/** The target in the indicator's unit, a benchmark looked up; `fault` says why it cannot be judged. */
const askedOf = (
  state: LedgerState,
  target: LedgerTarget,
  indicator: Indicator,
  effectiveDue: CivilDate,
  working: Working,
): Asked => {
  const due = civil(target.due)
  const factor = conversionFactor(target.unit, indicator.unit)
  const base = { comparator: target.comparator, due, effectiveDue }
  if (factor === null) return { asked: { ...base, threshold: null, baseline: null }, fault: 'unit_differs' }
  if (target.benchmark !== null) {
    const year = Number(target.due.slice(0, 4))
    const series = state.benchmarks.get(benchmarkKey(target.benchmark, year))
    const ratio = series === undefined ? null : conversionFactor(series.unit, indicator.unit)
    if (series === undefined || ratio === null)
      return { asked: { ...base, threshold: null, baseline: null }, fault: 'benchmark_missing' }
    const threshold = working.step({
      label: '目标值',
      formula: '公布的对比数',
      inputs: { series: target.benchmark, year, value: { value: series.value, unit: series.unit } },
      result: inUnit(series.value, ratio),
      unit: indicator.unit,
      source: series.document,
    })
    return { asked: { ...base, threshold, baseline: null }, fault: null }
  }
  const threshold = inUnit(target.threshold, factor)
  if (factor !== 1)
    working.step({
      label: '目标值换算',
      formula: '目标值 × 换算系数',
      inputs: { threshold: { value: target.threshold, unit: target.unit }, factor },
      result: threshold,
      unit: indicator.unit,
      source,
    })
  const needs = target.comparator === '≥' || target.comparator === '≤' || target.comparator === '='
  return {
    asked: { ...base, threshold, baseline: inUnit(target.baseline, factor) },
    fault: needs && threshold === null ? 'threshold_missing' : null,
  }
}

const missing = (unit: string, reason: string): IndicatorValue => ({
  value: null,
  unit,
  numerator: null,
  denominator: null,
  sufficient: false,
  reasons: [reason],
})

const rowOf = (
  target: LedgerTarget,
  indicator: Indicator | undefined,
  figure: IndicatorValue,
  asked: Pick<FigureAsked, 'threshold' | 'baseline'>,
  extended: CivilDate | null,
  standing: Standing,
): TargetRow => ({
  id: target.id,
  reformNo: target.reformNo,
  no: target.no,
  // A figure of one thing is named by the words of the table: the indicator's name would be that of all such things.
  title: target.kind === 'deliverable' || target.scope !== null ? target.title : (indicator?.title ?? target.title),
  text: target.text,
  column: target.column,
  itemNo: target.itemNo,
  kind: target.kind,
  counted: target.counted,
  indicatorId: target.indicatorId,
  indicatorTitle: indicator?.title ?? null,
  scope: target.scope,
  comparator: target.comparator,
  threshold: asked.threshold,
  baseline: asked.baseline,
  benchmark: target.benchmark,
  unit: figure.unit,
  word: target.word,
  better: indicator?.better ?? 'higher',
  due: target.due,
  extendedTo: extended,
  value: figure.value,
  numerator: figure.numerator,
  denominator: figure.denominator,
  light: standing.light,
  metOn: standing.metOn,
  completion: standing.completion,
  verdict: standing.verdict,
  reasons: standing.reasons.map(reasonWords),
  forecast: standing.forecast,
})

const papersOf = (state: LedgerState, target: LedgerTarget) => state.deliverables.get(target.id)?.evidence ?? []

const evaluateDeliverable = (
  state: LedgerState,
  target: LedgerTarget,
  indicator: Indicator | undefined,
  asOf: CivilDate,
  working: Working,
): EvaluatedTarget => {
  const extended = extendedTo(state, target, asOf)
  const standingOn = (day: CivilDate) => deliverableOn(target.requiredKinds, papersOf(state, target), day)
  const papers = standingOn(asOf)
  const standing = standingOfDeliverable(
    extended ?? civil(target.due),
    target.requiredKinds.length,
    papers,
    asOf,
    builtInCalendar,
    working,
  )
  const total = Math.max(1, target.requiredKinds.length)
  const figure: IndicatorValue = {
    value: papers.verified ? 1 : 0,
    unit: 'fraction',
    numerator: papers.verified ? total : total - Math.max(1, papers.missing.length),
    denominator: total,
    sufficient: true,
    reasons: [],
  }
  const asked = { threshold: 1, baseline: 0 }
  const days = [...state.monthEnds.filter((day) => day < asOf), asOf]
  const trend = days.map((date) => ({ date, value: standingOn(date).verified ? 1 : 0 }))
  return { ...rowOf(target, indicator, figure, asked, extended, standing), trend }
}

export const knownBy = (state: LedgerState, request: FigureRequest, asOf: CivilDate): readonly DatedValue[] => {
  const history = historyOf(state, request)
  return state.monthEnds.flatMap((date): DatedValue[] => {
    const point = date < asOf ? history.get(date) : undefined
    return point?.sufficient === true && point.value !== null ? [[date, point.value]] : []
  })
}

const seedOf = (id: string): number =>
  [...id].reduce((seed, char) => (seed * 31 + char.charCodeAt(0)) % 2_147_483_647, 7)

/** One target with its working; `figure` is its indicator's value on the day. */
export const evaluateTarget = (
  state: LedgerState,
  target: LedgerTarget,
  request: FigureRequest | undefined,
  figure: IndicatorValue | undefined,
  asOf: CivilDate,
  working: Working,
  indicators: ReadonlyMap<string, Indicator>,
): EvaluatedTarget => {
  const named = target.indicatorId === null ? undefined : indicators.get(target.indicatorId)
  if (target.kind === 'deliverable') return evaluateDeliverable(state, target, named, asOf, working)
  const extended = extendedTo(state, target, asOf)
  const effectiveDue = extended ?? civil(target.due)
  const { indicator } = request ?? {}
  const { asked, fault } =
    indicator === undefined
      ? {
          asked: { ...target, due: civil(target.due), effectiveDue },
          fault: target.indicatorId === null ? 'unbound' : named === undefined ? 'module_missing' : 'scope_unknown',
        }
      : askedOf(state, target, indicator, effectiveDue, working)
  const unit = indicator?.unit ?? target.unit
  const present = figure ?? missing(unit, fault ?? 'no_value')
  const history = request === undefined ? [] : knownBy(state, request, asOf)
  const standing = standingOfFigure(
    asked,
    {
      history,
      present: fault === null ? present : { value: present.value, sufficient: false, reasons: [fault] },
      yearly: indicator?.period === 'yearly',
      better: indicator?.better ?? 'higher',
      rises: indicator?.rises ?? { period: 'month', tolerance: 0 },
      trendFrom: makeDate(state.year - 1, 12, 31),
    },
    asOf,
    builtInCalendar,
    working,
    seedOf(target.id),
  )
  const points = request === undefined ? undefined : historyOf(state, request)
  const trend = [
    ...state.monthEnds.filter((date) => date < asOf).map((date) => ({ date, value: points?.get(date)?.value ?? null })),
    { date: asOf, value: present.value },
  ]
  return { ...rowOf(target, indicator, present, asked, extended, standing), trend }
}

const keyOf = ({ indicator, scope }: FigureRequest): string => figureKey(indicator.id, scope)

export type EvaluatedDay = { readonly state: LedgerState; readonly targets: readonly EvaluatedTarget[] }

/** The table in force with every target as of the end of a day; null when no table was confirmed yet. */
export const evaluateDay = (context: Context, asOf: CivilDate): Promise<EvaluatedDay | null> =>
  onLedger(context, 'targets', asOf, async (whole, state) => {
    const indicators = indicatorsOf(context)
    const requests = state.targets.map((target) => requestOf(indicators, target))
    const known = requests.flatMap((request) => {
      const full = request === undefined ? undefined : historyOf(state, request).get(asOf)?.full
      return request === undefined || full === undefined ? [] : [[keyOf(request), full] as const]
    })
    const figures = new Map<string, IndicatorValue>(known)
    const open = requests.filter((request) => request !== undefined && !figures.has(keyOf(request)))
    for (const [key, figure] of await figuresOn(
      whole,
      open.filter((request) => request !== undefined),
      asOf,
    ))
      figures.set(key, figure)
    const targets: EvaluatedTarget[] = []
    for (const [index, target] of state.targets.entries()) {
      const request = requests[index]
      const figure = request === undefined ? undefined : figures.get(keyOf(request))
      const row = evaluateTarget(state, target, request, figure, asOf, Working.silent, indicators)
      targets.push(await dated(whole, row, request))
    }
    return { state, targets }
  })

/**
 * Every target of the table in force, as of the end of a day: figure, light, forecast, when first met (ledger 4.4). In
 * the order of the table. One result for all who look; kept until a record of the county changes.
 */
export const evaluateTargets = async (context: Context, asOf: string): Promise<readonly EvaluatedTarget[]> =>
  (await evaluateDay(context, parseDate(asOf, '/query/asOf')))?.targets ?? []
