import { placeInArea } from '../../platform/geo/inside.ts'
import { type Area, boxOfArea } from '../../platform/geo/shapes.ts'
import { type Heights, hornSlope, slopeClass, type slopeClasses } from './slope.ts'

/** Heights about a site in the plane: rows from the north; `west` and `north` are the outer corner of the first cell. */
export type HeightWindow = {
  readonly west: number
  readonly north: number
  readonly cellSizeM: number
  readonly heights: Heights
}

export type SiteTerrain = {
  readonly cells: number
  readonly meanHeightM: number
  readonly meanPercent: number
  readonly maxPercent: number
  readonly shareOver15Degrees: number
  readonly shareOver25Degrees: number
  readonly class: (typeof slopeClasses)[number]
  /** Earth to move so that the site is level at its mean height. */
  readonly cutM3: number
}

/** The box of heights that a site needs: its own, and one cell more on every side for the slope at its rim. */
export const windowOf = (plane: Area, cellSizeM: number) => {
  const box = boxOfArea(plane)
  const from = (value: number) => Math.floor(value / cellSizeM) - 1
  const to = (value: number) => Math.floor(value / cellSizeM) + 1
  return {
    firstColumn: from(box.minX),
    lastColumn: to(box.maxX),
    firstRow: -to(box.maxY) - 1,
    lastRow: -from(box.minY) - 1,
  }
}

/**
 * Slope and earthworks of a site from the cells whose centres lie in it; of the cell at its middle where it is smaller
 * than a cell (land 4.15). Null where no height is known.
 */
export const siteTerrain = (plane: Area, window: HeightWindow): SiteTerrain | null => {
  const { west, north, cellSizeM, heights } = window
  const slopes = hornSlope(heights, cellSizeM)
  const cells: { readonly height: number; readonly percent: number; readonly degrees: number }[] = []
  const take = (row: number, column: number): void => {
    const [height, slope] = [heights[row]?.[column] ?? null, slopes[row]?.[column] ?? null]
    if (height !== null && slope !== null) cells.push({ height, percent: slope.percent, degrees: slope.degrees })
  }
  heights.forEach((line, row) => {
    line.forEach((_, column) => {
      const centre = [west + (column + 0.5) * cellSizeM, north - (row + 0.5) * cellSizeM] as const
      if (placeInArea(centre, plane) !== 'outside') take(row, column)
    })
  })
  if (cells.length === 0) {
    const box = boxOfArea(plane)
    take(
      Math.floor((north - (box.minY + box.maxY) / 2) / cellSizeM),
      Math.floor(((box.minX + box.maxX) / 2 - west) / cellSizeM),
    )
  }
  if (cells.length === 0) return null
  const mean = (of: (cell: (typeof cells)[number]) => number) =>
    cells.reduce((sum, cell) => sum + of(cell), 0) / cells.length
  const meanHeightM = mean(({ height }) => height)
  const meanPercent = mean(({ percent }) => percent)
  return {
    cells: cells.length,
    meanHeightM,
    meanPercent,
    maxPercent: cells.reduce((most, { percent }) => Math.max(most, percent), 0),
    shareOver15Degrees: mean(({ degrees }) => (degrees > 15 ? 1 : 0)),
    shareOver25Degrees: mean(({ degrees }) => (degrees > 25 ? 1 : 0)),
    class: slopeClass(meanPercent, (Math.atan(meanPercent / 100) * 180) / Math.PI),
    cutM3: cells.reduce((sum, { height }) => sum + Math.max(0, height - meanHeightM), 0) * cellSizeM ** 2,
  }
}
