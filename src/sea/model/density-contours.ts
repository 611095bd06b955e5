/** Outlines of the smallest areas that hold a share of a cloud of points: kernel density on a grid, marching squares. */

import { placeInRing } from '../../platform/geo/inside.ts'

export type PlanePoint = readonly [x: number, y: number]

export type Contour = {
  readonly share: number
  /** Closed rings in the points' unit. Rings inside others are holes or islands by the even-odd rule. */
  readonly rings: readonly (readonly PlanePoint[])[]
}

const cells = 80

type Grid = {
  readonly x0: number
  readonly y0: number
  readonly step: number
  readonly size: number
  readonly density: Float64Array
}

const spreadOf = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

/** Gaussian kernel with Scott's bandwidth; the rim of the grid is empty, so that every contour closes. */
const densityGrid = (points: readonly PlanePoint[]): Grid => {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const scott = points.length ** (-1 / 6)
  const [lowX, lowY] = [Math.min(...xs), Math.min(...ys)]
  const extent = Math.max(Math.max(...xs) - lowX, Math.max(...ys) - lowY)
  const bandwidth = Math.max((scott * (spreadOf(xs) + spreadOf(ys))) / 2, extent / 200, 1)
  const reach = 3 * bandwidth
  const step = (extent + 2 * reach) / (cells - 4)
  const [x0, y0] = [lowX - reach - 2 * step, lowY - reach - 2 * step]
  const density = new Float64Array(cells * cells)
  const span = Math.ceil(reach / step)
  for (const [x, y] of points) {
    const [column, row] = [Math.round((x - x0) / step), Math.round((y - y0) / step)]
    for (let j = Math.max(1, row - span); j <= Math.min(cells - 2, row + span); j++) {
      for (let i = Math.max(1, column - span); i <= Math.min(cells - 2, column + span); i++) {
        const square = ((x0 + i * step - x) ** 2 + (y0 + j * step - y) ** 2) / bandwidth ** 2
        if (square <= 9) density[j * cells + i] = (density[j * cells + i] as number) + Math.exp(-square / 2)
      }
    }
  }
  return { x0, y0, step, size: cells, density }
}

/** Density at a point, bilinear between the nodes. */
const densityAt = ({ x0, y0, step, size, density }: Grid, [x, y]: PlanePoint): number => {
  const [u, v] = [(x - x0) / step, (y - y0) / step]
  const [i, j] = [Math.floor(u), Math.floor(v)]
  const [right, up] = [u - i, v - j]
  const node = (column: number, row: number) => density[row * size + column] ?? 0
  return (
    (1 - up) * ((1 - right) * node(i, j) + right * node(i + 1, j)) +
    up * ((1 - right) * node(i, j + 1) + right * node(i + 1, j + 1))
  )
}

/** Edges that the line crosses in a cell, by its corners at or above the level (bits: SW 1, SE 2, NE 4, NW 8). S E N W = 0 1 2 3. */
const crossings: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[3, 0]],
  [[0, 1]],
  [[3, 1]],
  [[1, 2]],
  [
    [3, 0],
    [1, 2],
  ],
  [[0, 2]],
  [[3, 2]],
  [[2, 3]],
  [[2, 0]],
  [
    [0, 1],
    [2, 3],
  ],
  [[2, 1]],
  [[1, 3]],
  [[1, 0]],
  [[0, 3]],
  [],
]

/** Marching squares: segments from edge to edge, joined into closed rings. Source: Maple (2003). */
const ringsAt = ({ x0, y0, step, size, density }: Grid, level: number): PlanePoint[][] => {
  const at = (i: number, j: number) => density[j * size + i] ?? 0
  const next = new Map<string, string>()
  const points = new Map<string, PlanePoint>()
  /** The edge of a cell has one name from both sides: horizontal or vertical, and its lower left corner. */
  const crossing = (i: number, j: number, edge: number): string => {
    const horizontal = edge === 0 || edge === 2
    const [a, b] = [edge === 1 ? i + 1 : i, edge === 2 ? j + 1 : j]
    const name = `${horizontal ? 'h' : 'v'}${a},${b}`
    if (!points.has(name)) {
      const [from, to] = [at(a, b), horizontal ? at(a + 1, b) : at(a, b + 1)]
      const share = (level - from) / (to - from)
      points.set(name, [x0 + (a + (horizontal ? share : 0)) * step, y0 + (b + (horizontal ? 0 : share)) * step])
    }
    return name
  }
  for (let j = 0; j < size - 1; j++) {
    for (let i = 0; i < size - 1; i++) {
      const corner = (value: number, bit: number) => (value >= level ? bit : 0)
      const kind = corner(at(i, j), 1) | corner(at(i + 1, j), 2) | corner(at(i + 1, j + 1), 4) | corner(at(i, j + 1), 8)
      for (const [from, to] of crossings[kind] ?? []) next.set(crossing(i, j, from), crossing(i, j, to))
    }
  }
  const rings: PlanePoint[][] = []
  for (const start of next.keys()) {
    if (!next.has(start)) continue
    const ring: PlanePoint[] = []
    let name: string | undefined = start
    while (name !== undefined && next.has(name)) {
      const point = points.get(name)
      if (point !== undefined) ring.push(point)
      const following: string | undefined = next.get(name)
      next.delete(name)
      name = following
    }
    const [first] = ring
    if (ring.length >= 3 && first !== undefined) rings.push([...ring, first])
  }
  return rings
}

/**
 * Contours for each share (0–1), in the order given, of at least one point. The level is the density that this share of
 * the points themselves reaches: the area holds it whatever the width of the kernel.
 */
export const densityContours = (points: readonly PlanePoint[], shares: readonly number[]): Contour[] => {
  const grid = densityGrid(points)
  const reached = points.map((point) => densityAt(grid, point)).toSorted((a, b) => b - a)
  return shares.map((share) => {
    const level = reached[Math.min(reached.length - 1, Math.ceil(share * reached.length) - 1)] ?? 0
    return { share, rings: ringsAt(grid, level) }
  })
}

/** Rings as polygons: a ring inside an even number of others is an outline, the rest are holes of the one around them. */
export const polygonsOf = (rings: readonly (readonly PlanePoint[])[]): PlanePoint[][][] => {
  const around = rings.map((ring) =>
    rings.flatMap((other, index) => {
      const [first] = ring
      return other !== ring && first !== undefined && placeInRing(first, other) === 'inside' ? [index] : []
    }),
  )
  const outlines = around.flatMap((outer, index) => (outer.length % 2 === 0 ? [index] : []))
  return outlines.map((outline) => {
    const depth = around[outline]?.length ?? 0
    const holes = around.flatMap((outer, index) =>
      outer.length === depth + 1 && outer.includes(outline) ? [index] : [],
    )
    return [outline, ...holes].map((index) => [...(rings[index] ?? [])])
  })
}
