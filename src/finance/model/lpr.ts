import {
  type CivilDate,
  type DayCount,
  addDays,
  addMonths,
  days30E360,
  diffDays,
  yearFraction,
} from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, formatYuan } from '../../platform/money.ts'
import { sumExact } from '../../platform/rational.ts'
import type { LprPublication } from './lpr-history.ts'
import { refuseUnordered } from './periods.ts'
import { percentText } from './rates.ts'

export const lprTenors = ['1Y', '5Y'] as const
export type LprTenor = (typeof lprTenors)[number]

export const lprSource = '中国人民银行公告〔2019〕第15号；全国银行间同业拆借中心每月公布'

/** The publication in force on a day: the last one on or before it. @throws Problem not_computable `lpr_not_published` */
export const lprOn = (history: readonly LprPublication[], date: CivilDate, pointer: string): LprPublication => {
  const found = history.findLast(({ publishedOn }) => publishedOn <= date)
  if (found === undefined) {
    throw Problem.field(pointer, 'lpr_not_published', `${date} 尚未公布贷款市场报价利率（首次公布为 2019-08-20）`)
  }
  return found
}

/** As a fraction: 3.65 → 0.0365. */
export const lprRate = (publication: LprPublication, tenor: LprTenor): Rational =>
  Rational.of(tenor === '1Y' ? publication.lpr1y : publication.lpr5y).dividedBy(100n)

/** Says so when a later publication must exist and is not stored: the figure then rests on an old one. */
export const warnStaleLpr = (history: readonly LprPublication[], date: CivilDate, working: Working): void => {
  const last = history.at(-1)
  // The next one comes on the 20th or, after long holidays, up to ten days later.
  if (last !== undefined && date > addDays(addMonths(last.publishedOn, 1), 10)) {
    working.warn('lpr_stale', `最近一次录入的报价为 ${last.publishedOn}，此后的报价尚未录入，结果以其为准`)
  }
}

export type LprSegment = {
  readonly from: CivilDate
  readonly to: CivilDate
  /** By the day count. */
  readonly days: number
  readonly rate: Rational
  readonly interestFen: Fen
}

/**
 * Interest at a multiple of the LPR from `from` (counted) to `to` (not counted), in segments between changes of the
 * rate. The total is the exact sum rounded once, so it may differ from the sum of the rounded segments by a few fen.
 * @throws Problem not_computable `lpr_not_published`, `dates_order`
 */
export const lprInterest = (
  history: readonly LprPublication[],
  loan: {
    readonly principalFen: Fen
    readonly from: CivilDate
    readonly to: CivilDate
    readonly tenor: LprTenor
    readonly dayCount: DayCount
    readonly multiplier: Rational
  },
  working: Working,
): { readonly segments: readonly LprSegment[]; readonly totalFen: Fen } => {
  const { principalFen, from, to, tenor, dayCount, multiplier } = loan
  refuseUnordered([from, to], () => '/to')
  const rateOf = (publication: LprPublication) => lprRate(publication, tenor).times(multiplier)
  const first = lprOn(history, from, '/from')
  warnStaleLpr(history, to, working)
  working.usedRule('finance.lpr', history.findLast(({ publishedOn }) => publishedOn < to)?.publishedOn ?? '')
  const starts: { from: CivilDate; rate: Rational }[] = [{ from, rate: rateOf(first) }]
  for (const publication of history) {
    const rate = rateOf(publication)
    const isLater = publication.publishedOn > from && publication.publishedOn < to
    if (isLater && !rate.equals(starts.at(-1)?.rate ?? rate)) starts.push({ from: publication.publishedOn, rate })
  }
  const exact = starts.map(({ from: start, rate }, index) => {
    const end = starts[index + 1]?.from ?? to
    return {
      from: start,
      to: end,
      rate,
      interest: Rational.of(principalFen)
        .times(rate)
        .times(yearFraction(start, end, dayCount)),
    }
  })
  const segments = exact.map(({ interest, ...segment }) => ({
    ...segment,
    days: dayCount === '30/360' ? days30E360(segment.from, segment.to) : diffDays(segment.from, segment.to),
    interestFen: interest.round(),
  }))
  for (const { from: start, to: end, days, rate, interestFen } of segments) {
    working.step({
      label: `${start} 至 ${end} 的利息`,
      formula: '本金 × 报价利率 × 倍数 × 天数 ÷ 年天数（算头不算尾）',
      inputs: {
        本金: { value: formatYuan(principalFen), unit: '元' },
        适用年利率: percentText(rate),
        天数: { value: days, unit: '天' },
        计息规则: dayCount,
      },
      result: formatYuan(interestFen),
      unit: '元',
      source: lprSource,
    })
  }
  const totalFen = sumExact(exact.map(({ interest }) => interest)).round()
  working.step({
    label: '利息合计',
    formula: '各段利息的精确值相加，一次取整',
    inputs: { 段数: { value: segments.length, unit: '段' } },
    result: formatYuan(totalFen),
    unit: '元',
    source: lprSource,
  })
  return { segments, totalFen }
}
