import { type CivilDate, diffDays, parseDate } from '../../platform/dates.ts'

type Point = readonly [string, number]

/** The pool as the county meant it to grow, 亿元 (finance 9): 15 by 2022-09-30, 20 by 2022-12-31, slower afterwards. */
const balances: readonly Point[] = [
  ['2020-09-30', 0],
  ['2020-12-31', 3],
  ['2021-06-30', 6.4],
  ['2021-12-31', 10.2],
  ['2022-03-31', 11.8],
  ['2022-06-30', 13.4],
  ['2022-09-30', 15.6],
  ['2022-12-31', 20.4],
  ['2023-12-31', 22.6],
  ['2024-12-31', 24.4],
  ['2025-12-31', 26],
  ['2027-12-31', 28.4],
]

/** 信用贷款占比 of small loans: rising, slower in the first quarter of 2023. */
const creditShares: readonly Point[] = [
  ['2020-09-30', 0.38],
  ['2021-12-31', 0.41],
  ['2022-12-31', 0.445],
  ['2023-03-31', 0.446],
  ['2024-12-31', 0.51],
  ['2026-12-31', 0.55],
  ['2028-12-31', 0.58],
]

/** Work that moved on line, from a third of the loans to nearly all. */
const onlineShares: readonly Point[] = [
  ['2020-09-30', 0.35],
  ['2021-12-31', 0.62],
  ['2022-12-31', 0.93],
  ['2024-12-31', 0.97],
]

/** Households with a balance sheet among all. */
const sheetShares: readonly Point[] = [
  ['2021-06-30', 0],
  ['2021-12-31', 0.12],
  ['2022-12-31', 0.36],
  ['2023-12-31', 0.58],
  ['2024-12-31', 0.74],
  ['2025-12-31', 0.83],
]

const between = (points: readonly Point[], day: CivilDate): number => {
  const next = points.findIndex(([on]) => on > day)
  const after = points[next]
  const before = points[next - 1]
  if (after === undefined) return points.at(-1)?.[1] ?? 0
  if (before === undefined) return after[1]
  const length = diffDays(parseDate(before[0]), parseDate(after[0]))
  return before[1] + ((after[1] - before[1]) * diffDays(parseDate(before[0]), day)) / length
}

/** Fen that the pool is to stand at. */
export const balanceOn = (day: CivilDate): number => Math.round(between(balances, day) * 1e10)
export const creditShareOn = (day: CivilDate): number => between(creditShares, day)
export const onlineShareOn = (day: CivilDate): number => between(onlineShares, day)
export const sheetShareOn = (day: CivilDate): number => between(sheetShares, day)
