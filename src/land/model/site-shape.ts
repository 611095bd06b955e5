/** Shape of sites and how much boundary they share (land 4.17). Plane coordinates, metres. */
import { type Area, type Position, boxOfArea, planePerimeter } from '../../platform/geo/shapes.ts'

/** Convex hull, anticlockwise, without repetition (A. M. Andrew's monotone chain, 1979). */
export const convexHull = (points: readonly Position[]): Position[] => {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (list: readonly Position[]): Position[] => {
    const chain: Position[] = []
    for (const point of list) {
      for (;;) {
        const [a, b] = [chain.at(-2), chain.at(-1)]
        if (a === undefined || b === undefined) break
        if ((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) > 0) break
        chain.pop()
      }
      chain.push(point)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.toReversed())]
}

/** Short side of the smallest rectangle about the shape, m: one of its sides lies on an edge of the hull. */
export const rectangleWidth = (areas: readonly Area[]): number => {
  const hull = convexHull(areas.flatMap((area) => area.flatMap(([outer = []]) => outer)))
  let best = { size: Number.POSITIVE_INFINITY, short: 0 }
  hull.forEach((a, index) => {
    const b = hull[(index + 1) % hull.length] as Position
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    if (length === 0) return
    const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length]
    let [minU, maxU, maxV] = [0, 0, 0]
    for (const [x, y] of hull) {
      const [dx, dy] = [x - a[0], y - a[1]]
      const along = dx * ux + dy * uy
      minU = Math.min(minU, along)
      maxU = Math.max(maxU, along)
      maxV = Math.max(maxV, dy * ux - dx * uy)
    }
    const [width, height] = [maxU - minU, maxV]
    if (width * height < best.size) best = { size: width * height, short: Math.min(width, height) }
  })
  return best.short
}

/** Neighbours' boundaries may lie this far apart, m: two surveys of one line. */
const snapM = 0.5

type Interval = readonly [number, number]

/** Where along a→b (0…1) the point is within `snapM` of the segment c→d: an interval, by convexity of the distance. */
const nearInterval = (a: Position, b: Position, c: Position, d: Position): Interval | null => {
  const distance = (t: number): number => {
    const [x, y] = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
    const [dx, dy] = [d[0] - c[0], d[1] - c[1]]
    const length2 = dx * dx + dy * dy
    const s = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - c[0]) * dx + (y - c[1]) * dy) / length2))
    return Math.hypot(x - c[0] - s * dx, y - c[1] - s * dy)
  }
  // Distance to a convex set is convex along a line: the nearest place by ternary search, the ends by bisection.
  let [low, high] = [0, 1]
  for (let round = 0; round < 60; round++) {
    const [p, q] = [low + (high - low) / 3, high - (high - low) / 3]
    if (distance(p) <= distance(q)) high = q
    else low = p
  }
  const nearest = (low + high) / 2
  if (distance(nearest) > snapM) return null
  const end = (outer: number): number => {
    if (distance(outer) <= snapM) return outer
    let [inside, outside] = [nearest, outer]
    for (let round = 0; round < 40; round++) {
      const middle = (inside + outside) / 2
      if (distance(middle) <= snapM) inside = middle
      else outside = middle
    }
    return inside
  }
  return [end(0), end(1)]
}

const covered = (intervals: readonly Interval[]): number => {
  let [total, reached] = [0, 0]
  for (const [from, to] of intervals.toSorted((x, y) => x[0] - y[0])) {
    if (to <= reached) continue
    total += to - Math.max(from, reached)
    reached = to
  }
  return total
}

const edgesOf = (area: Area): (readonly [Position, Position])[] =>
  area.flatMap(([outer = []]) => outer.slice(1).map((b, index) => [outer[index] as Position, b] as const))

/** Length of a's outline that runs within 0.5 m of b's, m. */
export const sharedBoundary = (a: Area, b: Area): number => {
  const box = boxOfArea(b)
  const others = edgesOf(b)
  return edgesOf(a).reduce((total, [from, to]) => {
    const far =
      Math.max(from[0], to[0]) < box.minX - snapM ||
      Math.min(from[0], to[0]) > box.maxX + snapM ||
      Math.max(from[1], to[1]) < box.minY - snapM ||
      Math.min(from[1], to[1]) > box.maxY + snapM
    if (far) return total
    const intervals = others.flatMap(([c, d]) => {
      const apart =
        Math.max(from[0], to[0]) < Math.min(c[0], d[0]) - snapM ||
        Math.min(from[0], to[0]) > Math.max(c[0], d[0]) + snapM ||
        Math.max(from[1], to[1]) < Math.min(c[1], d[1]) - snapM ||
        Math.min(from[1], to[1]) > Math.max(c[1], d[1]) + snapM
      const interval = apart ? null : nearInterval(from, to, c, d)
      return interval === null ? [] : [interval]
    })
    return total + covered(intervals) * Math.hypot(to[0] - from[0], to[1] - from[1])
  }, 0)
}

/** Outline of several neighbours taken together, m: their outlines less twice what they share. */
export const jointPerimeter = (areas: readonly Area[], sharedM: number): number =>
  areas.reduce((sum, area) => sum + planePerimeter(area), 0) - 2 * sharedM

/** 4πA/P²: 1 for a circle, π/4 for a square. */
export const compactness = (areaM2: number, perimeterM: number): number =>
  perimeterM > 0 ? (4 * Math.PI * areaM2) / perimeterM ** 2 : 0
