/** Terrain from a grid of heights (land 4.15). Rows run from north to south, columns from west to east. */
import { Problem } from '../../platform/errors/problem.ts'
import { sum } from '../../platform/stats/summary.ts'

export type Heights = readonly (readonly (number | null)[])[]

export type SlopeCell = {
  readonly degrees: number
  /** 100 · tangent. */
  readonly percent: number
  /** Downslope, degrees clockwise from north; null where it is flat. */
  readonly aspect: number | null
}

/** Below this gradient a cell is flat: rounding of equal heights gives no direction. */
const flat = 1e-12

/** @throws Problem not_computable `grid` unless all rows have the same length */
export const checkGrid = (heights: Heights, pointer: string): void => {
  const width = heights[0]?.length ?? 0
  const wrong = heights.findIndex((row) => row.length !== width)
  if (wrong >= 0) throw Problem.field(`${pointer}/${wrong}`, 'grid', '各行的格数须相同')
}

/**
 * Slope and aspect by Horn's 3 × 3 window; a cell with a missing neighbour has none.
 * Source: B. K. P. Horn, Hill shading and the reflectance map, Proc. IEEE 69 (1981) 14–47.
 */
export const hornSlope = (heights: Heights, cellSizeM: number): (SlopeCell | null)[][] =>
  heights.map((row, y) =>
    row.map((_, x) => {
      const window = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => heights[y + down]?.[x + right] ?? null))
      if (window.includes(null)) return null
      const [a, b, c, d, , f, g, h, i] = window as number[] as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ]
      const east = (c + 2 * f + i - (a + 2 * d + g)) / (8 * cellSizeM)
      const south = (g + 2 * h + i - (a + 2 * b + c)) / (8 * cellSizeM)
      const gradient = Math.hypot(east, south)
      if (gradient < flat) return { degrees: 0, percent: 0, aspect: null }
      // Down is against the gradient; clockwise from north.
      const aspect = (Math.atan2(-east, south) * 180) / Math.PI
      return { degrees: (Math.atan(gradient) * 180) / Math.PI, percent: 100 * gradient, aspect: (aspect + 360) % 360 }
    }),
  )

export const slopeClasses = ['good', 'fair', 'moderate', 'poor', 'excluded'] as const

/** Class for industry by percent; steeper than 25° is excluded (assumption, land 4.15). */
export const slopeClass = (percent: number, degrees: number): (typeof slopeClasses)[number] =>
  degrees > 25 ? 'excluded' : percent <= 5 ? 'good' : percent <= 10 ? 'fair' : percent <= 15 ? 'moderate' : 'poor'

export type Terrain = {
  readonly cells: number
  readonly meanPercent: number
  readonly maxPercent: number
  readonly shareOver15Degrees: number
  readonly shareOver25Degrees: number
  readonly class: (typeof slopeClasses)[number]
  /** Level at which cut equals fill: the mean height, m. */
  readonly balanceLevelM: number
  readonly levelM: number
  readonly cutM3: number
  readonly fillM3: number
}

/**
 * What a site's terrain means for building: slopes, and earthworks to a level, V = Σ (z − z₀)·cell².
 * @param levelM null: the level of balance
 * @throws Problem not_computable `no_heights`, `no_slope`
 */
export const terrain = (heights: Heights, cellSizeM: number, levelM: number | null): Terrain => {
  const known = heights.flat().filter((height) => height !== null)
  if (known.length === 0) throw Problem.field('/dem', 'no_heights', '没有高程')
  const slopes = hornSlope(heights, cellSizeM)
    .flat()
    .filter((cell) => cell !== null)
  if (slopes.length === 0) throw Problem.field('/dem', 'no_slope', '坡度至少需要 3 × 3 个有高程的格')
  const balanceLevelM = sum(known) / known.length
  const level = levelM ?? balanceLevelM
  const cell = cellSizeM ** 2
  const mean = (values: readonly number[]) => sum(values) / values.length
  const meanPercent = mean(slopes.map(({ percent }) => percent))
  const steeper = (than: number) => slopes.filter(({ degrees }) => degrees > than).length / slopes.length
  return {
    cells: known.length,
    meanPercent,
    maxPercent: slopes.reduce((most, { percent }) => Math.max(most, percent), 0),
    shareOver15Degrees: steeper(15),
    shareOver25Degrees: steeper(25),
    class: slopeClass(meanPercent, (Math.atan(meanPercent / 100) * 180) / Math.PI),
    balanceLevelM,
    levelM: level,
    cutM3: sum(known.map((height) => Math.max(0, height - level) * cell)),
    fillM3: sum(known.map((height) => Math.max(0, level - height) * cell)),
  }
}
