import { dayNumber, isCivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { residualDraws } from '../../platform/stats/bootstrap.ts'
import { quantileOfSorted } from '../../platform/stats/summary.ts'
import { theilSen } from '../../platform/stats/theil-sen.ts'
import type { Comparator } from './target-statements.ts'

export type DatedValue = readonly [date: string, value: number]

export type Forecast = {
  readonly method: 'theil_sen' | 'seasonal_naive'
  readonly slopePerDay: number | null
  readonly pointAtDue: number
  readonly low80: number
  readonly high80: number
  readonly probabilityMet: number
}

export type ForecastInput = {
  /** Month-end values (yearly figures: one a year), ascending; the last 12 are used. */
  readonly points: readonly DatedValue[]
  readonly due: string
  readonly comparator: Comparator
  readonly threshold: number | null
  /** Base of a rise or fall; the first point where not given. */
  readonly baseline?: number | null
  readonly seed?: number
  readonly yearly?: boolean
}

const draws = 1000
const source = '三门县共同富裕改革台账规则 4.4'

/** Whether a value satisfies the comparator; a trend without threshold asks for more (less) than the baseline. */
export const satisfies = (
  value: number,
  comparator: Comparator,
  threshold: number | null,
  baseline: number | null = null,
): boolean => {
  // Twelve digits are shown; 0.95 computed as 0.9499999999999 is 0.95.
  const slack = 1e-12 * Math.max(1, Math.abs(value), Math.abs(threshold ?? 0))
  switch (comparator) {
    case '≥':
      return threshold !== null && value >= threshold - slack
    case '≤':
      return threshold !== null && value <= threshold + slack
    case '=':
      return threshold !== null && Math.abs(value - threshold) <= slack
    case 'covers':
      return value >= (threshold ?? 1) - slack
    case 'rises':
      return baseline !== null && (threshold === null ? value > baseline : value - baseline >= threshold - slack)
    case 'falls':
      // What is counted cannot fall below none: none is as far as it can fall.
      return threshold === null
        ? value === 0 || (baseline !== null && value < baseline)
        : baseline !== null && baseline - value >= threshold - slack
  }
}

/** No figure of a county is larger; beyond it sums of doubles are no numbers any more. */
const largest = 1e18

/**
 * Dated values as strangers send them: civil dates, ascending, each once, of a size that can be computed with.
 * @throws Problem not_computable `date`, `number`, `order`
 */
export const checkedPoints = (given: readonly DatedValue[]): readonly DatedValue[] => {
  given.forEach(([date, value], index) => {
    if (!isCivilDate(date)) throw Problem.field(`/points/${index}/0`, 'date', '日期不正确')
    if (!(Math.abs(value) <= largest)) throw Problem.field(`/points/${index}/1`, 'number', '须为绝对值不超过 10¹⁸ 的数')
    const earlier = given[index - 1]
    if (earlier !== undefined && earlier[0] >= date)
      throw Problem.field(`/points/${index}/0`, 'order', '日期须递增且不重复')
  })
  return given
}

/** Whether the comparison needs a number to compare with. @throws Problem not_computable `required` */
export const requireThreshold = (comparator: Comparator, threshold: number | null): void => {
  if (threshold === null && comparator !== 'rises' && comparator !== 'falls' && comparator !== 'covers')
    throw Problem.field('/threshold', 'required', '该比较方式须有目标值')
}

const checked = (input: ForecastInput): readonly DatedValue[] => {
  if (!isCivilDate(input.due)) throw Problem.field('/due', 'date', '日期不正确')
  const points = checkedPoints(input.points)
  if (points.length < 3) throw Problem.field('/points', 'too_few', '至少需要 3 个月末值')
  const last = points.at(-1)
  if (last !== undefined && input.due < last[0])
    throw Problem.field('/due', 'before_last_point', '到期日不能早于最后一个数据')
  requireThreshold(input.comparator, input.threshold)
  return points
}

/**
 * Value at the due date (ledger 4.4). Theil–Sen on the last 12 points: point = last value + slope × days, so that a
 * forecast never starts below what is reached. Yearly figures: seasonal naive, the last value stands, spread by the
 * year-to-year changes about their mean. P(met) and the 80 % interval from 1 000 seeded draws of residuals.
 * @throws Problem not_computable `too_few` (< 3 points), `order`, `before_last_point`, `date`
 */
export const forecastAtDue = (input: ForecastInput, working: Working): Forecast => {
  const points = checked(input).slice(-12)
  const [lastDate, lastValue] = points.at(-1) ?? ['', 0]
  const days = dayNumber(asDate(input.due)) - dayNumber(asDate(lastDate))
  const line = theilSen(points.map(([date, y]) => ({ t: dayNumber(asDate(date)) - dayNumber(asDate(lastDate)), y })))
  const yearly = input.yearly === true
  if (line === null) throw Problem.field('/points', 'too_few', '至少需要 3 个月末值')
  const slope = yearly
    ? null
    : working.step({
        label: '日均变化',
        formula: '两两斜率的中位数',
        inputs: { points: points.length, from: points[0]?.[0] ?? '', to: lastDate },
        result: line.slope,
        source: `${source}；Sen 1968`,
      })
  const pointAtDue = working.step({
    label: '到期预测值',
    formula: yearly ? '末期值' : '末月值 + 日均变化 × 天数',
    inputs: { lastValue, days, slopePerDay: slope },
    result: slope === null ? lastValue : lastValue + slope * days,
    source,
  })
  const residuals = yearly ? changesAboutMean(points) : line.residuals
  const sample =
    days === 0 ? [pointAtDue] : (residualDraws(pointAtDue, residuals, { draws, seed: input.seed ?? 1 }) ?? [pointAtDue])
  const baseline = input.baseline ?? points[0]?.[1] ?? null
  const low80 = quantileOfSorted(sample, 0.1) ?? pointAtDue
  const high80 = quantileOfSorted(sample, 0.9) ?? pointAtDue
  working.step({
    label: '80% 区间',
    formula: '预测值 + 重抽残差的第 10、90 百分位',
    inputs: { draws: sample.length, seed: input.seed ?? 1, low80 },
    result: high80,
    source,
  })
  const met = sample.filter((value) => satisfies(value, input.comparator, input.threshold, baseline)).length
  const probabilityMet = working.step({
    label: '按期完成概率',
    formula: `满足“${input.comparator} 目标值”的抽样数 ÷ 抽样总数`,
    inputs: { met, draws: sample.length, threshold: input.threshold },
    result: met / sample.length,
    source,
  })
  return {
    method: yearly ? 'seasonal_naive' : 'theil_sen',
    slopePerDay: slope,
    pointAtDue,
    low80,
    high80,
    probabilityMet,
  }
}

const changesAboutMean = (points: readonly DatedValue[]): readonly number[] => {
  const changes = points.slice(1).map(([, value], index) => value - (points[index]?.[1] ?? value))
  const mean = changes.reduce((total, change) => total + change, 0) / changes.length
  return changes.map((change) => change - mean)
}

const asDate = (text: string) => {
  if (!isCivilDate(text)) throw Problem.field('', 'date', '日期不正确')
  return text
}
