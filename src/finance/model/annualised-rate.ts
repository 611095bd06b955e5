import { type CivilDate, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { Decimal, type Fen, Rational } from '../../platform/money.ts'
import { rateText } from './rates.ts'

export const disclosureSource = '中国人民银行公告〔2021〕第3号：贷款年化利率应以借款人实际支付计算，内部收益率法'

/** Money in (+) or out (−) of one side, after `step` steps: months for periods, days for dates. */
type Flow = { readonly step: number; readonly fen: Fen }

export type AnnualisedRate = {
  /** Of one month for numbered periods; of one year (XIRR) for dates. */
  readonly irr: Rational
  /** 12 × the monthly rate. */
  readonly simple: Rational
  /** (1 + monthly rate)^12 − 1, or the yearly rate itself. */
  readonly compound: Rational
}

const daysInMonth = 365 / 12

/**
 * Where several roots may lie the rates are looked through: evenly from −99.9 % to +900 % a month, where loans lie, and
 * in growing steps beyond.
 */
const [lowest, highest] = [Math.log(0.001), Math.log(10)]
const [evenSteps, growingSteps] = [6000, 600]

/**
 * No root lies beyond: |x| ≤ 1 + max|cₖ| ÷ |c_end| for the roots of a polynomial (Cauchy's bound), here for both ends
 * as logarithms per step.
 */
const boundsOf = (flows: readonly Flow[]): readonly [number, number] => {
  const size = (flow: Flow | undefined) => Math.abs(Number(flow?.fen ?? 1n))
  const largest = Math.max(...flows.map(size))
  return [-Math.log1p(largest / size(flows.at(-1))) - 1e-9, Math.log1p(largest / size(flows[0])) + 1e-9]
}

const ascendingPoints = (low: number, high: number, stepsInMonth: number): readonly number[] => {
  const [from, to] = [Math.max(low, lowest / stepsInMonth), Math.min(high, highest / stepsInMonth)]
  const even = Array.from({ length: evenSteps + 1 }, (_, index) => from + ((to - from) * index) / evenSteps)
  const growing = (start: number, end: number) =>
    Math.abs(end) <= Math.abs(start)
      ? []
      : Array.from({ length: growingSteps }, (_, index) => start * (end / start) ** ((index + 1) / growingSteps))
  return [...growing(from, low).toReversed(), ...even, ...growing(to, high)]
}

/**
 * The logarithm of growth per step at which the flows are worth nothing: of several, the one nearest to 0 (no
 * interest). Found in doubles, then polished in 40 digits, so that every machine prints the same.
 */
const solveLogRate = (
  flows: readonly Flow[],
  stepsInMonth: number,
): { readonly logRate: Decimal; readonly several: boolean } | null => {
  const horizon = flows.at(-1)?.step ?? 0
  const scale = Math.max(...flows.map(({ fen }) => Math.abs(Number(fen))))
  // Seen from the end for negative rates, so that no term overflows.
  const worth = (logRate: number): number => {
    const shift = logRate < 0 ? horizon : 0
    return flows.reduce((sum, { step, fen }) => sum + (Number(fen) / scale) * Math.exp(logRate * (shift - step)), 0)
  }
  const turns = flows.filter(({ fen }, index) => index > 0 && fen > 0n !== (flows[index - 1]?.fen ?? fen) > 0n).length
  const [low, high] = boundsOf(flows)
  // One change of sign has one root (Descartes).
  const points = turns === 1 ? [low, high] : ascendingPoints(low, high, stepsInMonth)
  const brackets: (readonly [number, number])[] = []
  points.forEach((here, index) => {
    const before = points[index - 1]
    if (before === undefined || worth(before) === 0) return
    if (Math.sign(worth(here)) !== Math.sign(worth(before))) brackets.push([before, here])
  })
  const nearest = brackets.toSorted((a, b) => Math.abs(a[0] + a[1]) - Math.abs(b[0] + b[1]))[0]
  if (nearest === undefined) return null
  let [below, above] = nearest
  const atLow = Math.sign(worth(below))
  for (let round = 0; round < 100; round++) {
    const middle = (below + above) / 2
    if (Math.sign(worth(middle)) === atLow) below = middle
    else above = middle
  }
  return { logRate: new Decimal((below + above) / 2), several: brackets.length > 1 }
}

/** Newton on v = 1/(1+i) over integer powers: from fifteen digits to forty in two steps. */
const polish = (flows: readonly Flow[], logRate: Decimal): Decimal => {
  let v = logRate.negated().exp()
  for (let round = 0; round < 3; round++) {
    let [value, slope] = [new Decimal(0), new Decimal(0)]
    for (const { step, fen } of flows) {
      const term = new Decimal(fen.toString()).times(v.pow(step))
      value = value.plus(term)
      slope = slope.plus(term.times(step))
    }
    if (slope.isZero()) break
    v = v.minus(value.times(v).dividedBy(slope))
  }
  return v
}

/** Twenty decimals; before the point there may be thousands of digits, where days compound to a year. */
const toRational = (value: Decimal): Rational => Rational.ratio(BigInt(value.toFixed(20).replace('.', '')), 10n ** 20n)

export type CashFlow = { readonly fen: Fen } & ({ readonly period: number } | { readonly on: CivilDate })

const flowsOf = (cashflows: readonly CashFlow[]): { readonly flows: readonly Flow[]; readonly dated: boolean } => {
  const dated = cashflows.every((flow) => 'on' in flow)
  const wrong = cashflows.findIndex((flow) => 'on' in flow !== dated)
  if (wrong !== -1)
    throw Problem.field(`/cashflows/${wrong}`, 'mixed_timing', '全部现金流须同为期次（period）或同为日期（on）')
  const start = cashflows.reduce<CivilDate | null>(
    (first, flow) => ('on' in flow && (first === null || flow.on < first) ? flow.on : first),
    null,
  )
  const byStep = new Map<number, Fen>()
  for (const flow of cashflows) {
    const step = 'on' in flow ? diffDays(start ?? flow.on, flow.on) : flow.period
    byStep.set(step, (byStep.get(step) ?? 0n) + flow.fen)
  }
  const flows = [...byStep].map(([step, fen]) => ({ step, fen })).filter(({ fen }) => fen !== 0n)
  return { flows: flows.toSorted((a, b) => a.step - b.step), dated }
}

/**
 * The annualised rate that a family really pays, as the internal rate of return of its cash flows: monthly periods, or
 * dates (XIRR, days ÷ 365).
 * @throws Problem not_computable `no_sign_change`, `mixed_timing`
 */
export const annualisedRate = (cashflows: readonly CashFlow[], working: Working): AnnualisedRate => {
  const { flows, dated } = flowsOf(cashflows)
  const signs = new Set(flows.map(({ fen }) => (fen > 0n ? 1 : -1)))
  if (signs.size < 2) throw Problem.field('/cashflows', 'no_sign_change', '现金流须既有流入又有流出')
  const first = flows[0]?.step ?? 0
  const moved = flows.map(({ step, fen }) => ({ step: step - first, fen }))
  const found = solveLogRate(moved, dated ? daysInMonth : 1)
  if (found === null) throw Problem.field('/cashflows', 'no_rate', '没有使现值为零的利率')
  if (found.several) working.warn('several_rates', '现金流多次变号，有多个内部收益率；取最接近零的一个')
  const v = polish(moved, found.logRate)
  const growth = new Decimal(1).dividedBy(v)
  const yearly = dated ? growth.pow(365) : growth.pow(12)
  const monthly = dated ? yearly.pow(new Decimal(1).dividedBy(12)).minus(1) : growth.minus(1)
  const rate: AnnualisedRate = {
    irr: toRational(dated ? yearly.minus(1) : monthly),
    simple: toRational(monthly.times(12)),
    compound: toRational(yearly.minus(1)),
  }
  working.step({
    label: dated ? '内部收益率（年）' : '内部收益率（月）',
    formula: dated ? 'Σ CFₖ ÷ (1+r)^(dₖ/365) = 0' : 'Σ CFₖ ÷ (1+i)^k = 0',
    inputs: { 现金流笔数: { value: cashflows.length, unit: '笔' } },
    result: rateText(rate.irr),
    source: disclosureSource,
  })
  working.step({
    label: '年化利率（单利）',
    formula: '12 × 月内部收益率',
    inputs: { 月内部收益率: rateText(toRational(monthly)) },
    result: rateText(rate.simple),
    source: disclosureSource,
  })
  working.step({
    label: '年化利率（复利）',
    formula: '(1 + 月内部收益率)^12 − 1',
    inputs: { 月内部收益率: rateText(toRational(monthly)) },
    result: rateText(rate.compound),
    source: disclosureSource,
  })
  return rate
}
