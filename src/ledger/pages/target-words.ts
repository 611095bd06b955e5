import { figureText, formatFigure, shortDate } from '../../platform/ui/format.ts'
import type { LightState, TargetRow } from '../api/targets/schema.ts'
import type { GoalWords } from '../messages/goals/index.ts'

/** A value and its unit in one string, in the language of the page. */
export const valueWords = (
  value: number | null,
  target: Pick<TargetRow, 'unit' | 'word'>,
  t: GoalWords,
  trim = false,
): string => figureText(formatFigure(value, target.unit, { lang: t.lang, trim, word: target.word }))

/** `15 亿元以上`, but `95% 以上` and `0.28 以下`: Chinese words follow a Chinese unit without a space. */
const joined = (value: string): string => (/[\u4e00-\u9fff]$/.test(value) ? value : `${value} `)

type Goal = Pick<TargetRow, 'kind' | 'comparator' | 'threshold' | 'unit' | 'word' | 'benchmark' | 'indicatorId'>

/** What is aimed at, as the trade says it: `15 亿元以上`, `0.28 以下`, `持续提升`, `全覆盖`, `完成并核验`. */
export const goalWords = (target: Goal, t: GoalWords): string => {
  if (target.kind === 'deliverable') return t('goal.deliverable')
  if (target.comparator === 'covers') {
    // A project is finished, not covered.
    return target.indicatorId === 'ledger.project_progress' ? t('goal.done') : t('goal.covers')
  }
  if (target.threshold === null) {
    if (target.comparator === 'rises') return t('goal.rises')
    if (target.comparator === 'falls') return t('goal.falls')
    return t('goal.benchmark')
  }
  const value = valueWords(target.threshold, target, t, true)
  if (target.benchmark !== null) return t('goal.benchmarkIs', { value })
  switch (target.comparator) {
    case 'rises':
      return t('goal.risesBy', { value: joined(value) })
    case 'falls':
      return t('goal.fallsBy', { value: joined(value) })
    case '≥':
      // A share cannot be more than whole.
      if (target.unit === 'fraction' && target.threshold === 1) return value
      return t('goal.atLeast', { value: joined(value) })
    case '≤':
      return t('goal.atMost', { value: joined(value) })
    default:
      return value
  }
}

/** The judgement in a few words: reached on, forecast, days late, or why there is none. */
export const verdictWords = (
  target: Pick<TargetRow, 'verdict' | 'unit' | 'word' | 'reasons'>,
  t: GoalWords,
): string => {
  const { verdict } = target
  switch (verdict.kind) {
    case 'met_on':
      return verdict.metOn === null ? t('verdict.met') : t('verdict.metOn', { date: shortDate(verdict.metOn, t.lang) })
    case 'days_late':
      return t('verdict.late', { days: Math.abs(verdict.daysEarly ?? 0) })
    case 'forecast':
      return t('verdict.forecast', { value: valueWords(verdict.forecast, target, t) })
    case 'due_today':
      return t('verdict.dueToday')
    case 'submitted':
      return t('verdict.submitted')
    case 'waiting':
      return t('verdict.workingDaysLeft', { days: verdict.workingDaysLeft ?? 0 })
    default:
      // The full reasons stand on the target's own page.
      return target.reasons[0]?.split('：')[0] ?? t('verdict.noData')
  }
}

/** A date that names its year only when it is another than that of `asOf`. */
export const dateWords = (date: string, asOf: string, t: GoalWords): string => {
  const short = shortDate(date, t.lang)
  const year = date.slice(0, 4)
  if (year === asOf.slice(0, 4)) return short
  return t.lang === 'en' ? `${short} ${year}` : `${year}年${short}`
}

const severity: Readonly<Record<LightState, number>> = { overdue: 0, at_risk: 1, no_data: 2, on_track: 3, met: 4 }

/** Bad news first; among equals the order of the table. */
export const worstFirst = <T extends { readonly light: LightState }>(rows: readonly T[]): readonly T[] =>
  rows
    .map((row, index) => ({ row, index }))
    .sort((a, b) => severity[a.row.light] - severity[b.row.light] || a.index - b.index)
    .map(({ row }) => row)
