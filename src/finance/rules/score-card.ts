import type { Working } from '../../platform/explain.ts'
import { type Cell, readCondition } from '../../platform/rules/condition.ts'
import type { RuleBook } from '../../platform/rules/rule-book.ts'
import type { RuleColumn } from '../../platform/rules/rule-table.ts'
import type { NextBand, ScoreCard } from '../model/family-score.ts'
import { type BandTable, bandTables, deductionRules, gradeRules, honourRules, scoreParameterRules } from './score.ts'

type Value = number | string | boolean | null

/** A value just inside an open bound: far less than anybody measures. */
const justInside = 1e-9

/** The value of a band that lies nearest to `from`. */
const nearestIn = (column: RuleColumn, cell: Cell, from: Value): Value | undefined => {
  const condition = readCondition(column, cell, '')
  switch (condition.kind) {
    case 'any':
      return undefined
    case 'null':
      return null
    case 'values':
      return condition.values[0]
    case 'interval': {
      const { low, lowIn, high, highIn } = condition.interval
      const lowest = low === null ? undefined : lowIn ? low : low + justInside * Math.max(1, Math.abs(low))
      const highest = high === null ? undefined : highIn ? high : high - justInside * Math.max(1, Math.abs(high))
      const isAbove = typeof from === 'number' && low !== null && from <= low
      return isAbove ? lowest : (highest ?? lowest)
    }
  }
}

const pointsIn = (row: readonly Cell[]): number => Number(row[1])

/** The row with the next more points than `from` has. */
const nextBand = (book: RuleBook, table: BandTable, from: Value, points: number): NextBand | null => {
  const [column] = table.inputs
  const better = book.rows(table).filter((row) => pointsIn(row) > points)
  const next = better.toSorted((a, b) => pointsIn(a) - pointsIn(b))[0]
  if (column === undefined || next === undefined) return null
  const value = nearestIn(column, next[0] ?? null, from)
  return value === undefined ? null : { condition: String(next[0]), value }
}

/** The published card, read from the rule tables. */
export const scoreCard = (book: RuleBook, working: Working): ScoreCard => {
  const points: ScoreCard['points'] = (item, value) =>
    book.decide(bandTables[item], { value }, working, { value: `/items/${item}` }).points
  return {
    points,
    max: (item) => Math.max(...book.rows(bandTables[item]).map(pointsIn)),
    next: (item, value) => nextBand(book, bandTables[item], value, points(item, value)),
    honour: (level) => book.decide(honourRules, { level }, working).points,
    deduction: (kind) => book.decide(deductionRules, { kind }, working).points,
    parameter: (name) => book.decide(scoreParameterRules, { name }, working).value,
    grade: (total) => book.decide(gradeRules, { total }, working).grade,
  }
}
