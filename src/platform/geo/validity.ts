/**
 * Whether an area can be registered: what OGC Simple Features calls valid, each fault with its name, place and RFC 6901
 * pointer into the GeoJSON coordinates (polygons as one-part areas: `/coordinates/<part>/<ring>/<position>`).
 */
import Flatbush from 'flatbush'
import { orient2d } from 'robust-predicates'
import { placeInRing } from './inside.ts'
import { type Area, type Position, type Ring, signedRingArea } from './shapes.ts'

export type ShapeFaultCode =
  | 'coordinate'
  | 'ring_not_closed_or_too_short'
  | 'duplicate_point'
  | 'zero_area'
  | 'self_intersection'
  | 'rings_cross'
  | 'interior_disconnected'
  | 'hole_outside'
  | 'holes_nested'
  | 'parts_overlap'

export type ShapeFault = {
  readonly code: ShapeFaultCode
  readonly pointer: string
  readonly at: Position | null
  readonly message: string
}

type Edge = {
  readonly part: number
  readonly ring: number
  readonly index: number
  readonly a: Position
  readonly b: Position
}

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1]

const pointerTo = (part: number, ring: number, index?: number): string =>
  `/coordinates/${part}/${ring}${index === undefined ? '' : `/${index}`}`

/** Exact sign (Shewchuk): a point is left of, on or right of a line, whatever the rounding. */
const side = (a: Position, b: Position, c: Position): number => Math.sign(orient2d(a[0], a[1], b[0], b[1], c[0], c[1]))

const within = (p: Position, a: Position, b: Position): boolean =>
  p[0] >= Math.min(a[0], b[0]) &&
  p[0] <= Math.max(a[0], b[0]) &&
  p[1] >= Math.min(a[1], b[1]) &&
  p[1] <= Math.max(a[1], b[1])

type Meeting = { readonly kind: 'cross' | 'overlap' | 'touch'; readonly at: Position }

/** How two edges meet, decided by exact signs; the place of a proper crossing is rounded. */
const meeting = (p: Edge, q: Edge): Meeting | null => {
  const [q1, q2] = [side(p.a, p.b, q.a), side(p.a, p.b, q.b)]
  const [p1, p2] = [side(q.a, q.b, p.a), side(q.a, q.b, p.b)]
  if (q1 * q2 > 0 || p1 * p2 > 0) return null
  if (q1 * q2 < 0 && p1 * p2 < 0) {
    const [rx, ry] = [p.b[0] - p.a[0], p.b[1] - p.a[1]]
    const [sx, sy] = [q.b[0] - q.a[0], q.b[1] - q.a[1]]
    const t = ((q.a[0] - p.a[0]) * sy - (q.a[1] - p.a[1]) * sx) / (rx * sy - ry * sx)
    return { kind: 'cross', at: [p.a[0] + t * rx, p.a[1] + t * ry] }
  }
  const shared = [q.a, q.b].filter((point) => side(p.a, p.b, point) === 0 && within(point, p.a, p.b))
  for (const point of [p.a, p.b]) {
    if (side(q.a, q.b, point) === 0 && within(point, q.a, q.b) && !shared.some((known) => same(known, point)))
      shared.push(point)
  }
  const at = shared[0]
  return at === undefined ? null : { kind: shared.length > 1 ? 'overlap' : 'touch', at }
}

const ringFaults = (ring: Ring, part: number, index: number): ShapeFault[] => {
  const pointer = pointerTo(part, index)
  const wrong = ring.findIndex(([x, y]) => !Number.isFinite(x) || !Number.isFinite(y))
  if (wrong >= 0) {
    return [{ code: 'coordinate', pointer: pointerTo(part, index, wrong), at: null, message: '坐标不是数字' }]
  }
  const [first, last] = [ring[0], ring.at(-1)]
  if (ring.length < 4 || first === undefined || last === undefined || !same(first, last)) {
    return [{ code: 'ring_not_closed_or_too_short', pointer, at: last ?? null, message: '界线须首尾闭合且至少四点' }]
  }
  const repeated = ring.findIndex((point, at) => at > 0 && same(point, ring[at - 1] as Position))
  if (repeated >= 0) {
    const at = ring[repeated] as Position
    return [{ code: 'duplicate_point', pointer: pointerTo(part, index, repeated), at, message: '相邻两点重复' }]
  }
  return signedRingArea(ring) === 0 ? [{ code: 'zero_area', pointer, at: first, message: '界线围成的面积为零' }] : []
}

/** Rings and the points at which they touch form a graph; a cycle in it cuts the interior in two. */
class Touches {
  readonly #parent = new Map<string, string>()
  readonly #seen = new Set<string>()

  #root(node: string): string {
    let root = node
    for (let next = this.#parent.get(root); next !== undefined; next = this.#parent.get(root)) root = next
    return root
  }

  /** True when ring and point were joined already by another way. */
  closesCycle(ring: string, point: string): boolean {
    const link = `${ring}|${point}`
    if (this.#seen.has(link)) return false
    this.#seen.add(link)
    const [a, b] = [this.#root(ring), this.#root(point)]
    if (a === b) return true
    this.#parent.set(a, b)
    return false
  }
}

const meetingFaults = (edges: readonly Edge[], sizes: (edge: Edge) => number): ShapeFault[] => {
  const tree = new Flatbush(edges.length)
  for (const { a, b } of edges)
    tree.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]))
  tree.finish()
  const faults: ShapeFault[] = []
  const touches = new Touches()
  edges.forEach((p, index) => {
    const { a, b } = p
    tree.search(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]), (other) => {
      if (other <= index) return false
      const q = edges[other] as Edge
      const met = meeting(p, q)
      if (met === null) return false
      const sameRing = p.part === q.part && p.ring === q.ring
      const gap = Math.abs(p.index - q.index)
      const neighbours = sameRing && (gap === 1 || gap === sizes(p) - 1)
      // Neighbours share one vertex by nature; more than that is a spike.
      if (neighbours && met.kind === 'touch') return false
      const pointer = pointerTo(q.part, q.ring, q.index)
      const [x, y] = met.at
      const place = `（${x}, ${y}）`
      if (sameRing) faults.push({ code: 'self_intersection', pointer, at: met.at, message: `界线自相交${place}` })
      else if (p.part !== q.part) {
        if (met.kind !== 'touch')
          faults.push({ code: 'parts_overlap', pointer, at: met.at, message: `各部分互相重叠${place}` })
      } else if (met.kind !== 'touch')
        faults.push({ code: 'rings_cross', pointer, at: met.at, message: `内外界线相交${place}` })
      else {
        const cycles = [p, q].map((edge) => touches.closesCycle(`${edge.part}/${edge.ring}`, `${x},${y}`))
        if (cycles.includes(true)) {
          faults.push({
            code: 'interior_disconnected',
            pointer,
            at: met.at,
            message: `内界线把地块分割成不相连的几块${place}`,
          })
        }
      }
      return false
    })
  })
  // Rings that cross or run along each other also touch twice: the crossing is the fault to mend.
  const worse = faults.filter(({ code }) => code !== 'interior_disconnected')
  return worse.length > 0 ? worse : faults
}

/** The first place of a ring (vertices, then edge middles) that is not on the other's rim. */
const placeOfRing = (ring: Ring, other: Ring): 'inside' | 'outside' | 'boundary' => {
  for (let index = 1; index < ring.length; index++) {
    const place = placeInRing(ring[index] as Position, other)
    if (place !== 'boundary') return place
  }
  for (let index = 1; index < ring.length; index++) {
    const [a, b] = [ring[index - 1] as Position, ring[index] as Position]
    const place = placeInRing([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], other)
    if (place !== 'boundary') return place
  }
  return 'boundary'
}

const nestingFaults = (area: Area): ShapeFault[] => {
  const faults: ShapeFault[] = []
  area.forEach(([outer = [], ...holes], part) => {
    holes.forEach((hole, index) => {
      const fault = { pointer: pointerTo(part, index + 1), at: hole[0] ?? null }
      if (placeOfRing(hole, outer) === 'outside')
        faults.push({ code: 'hole_outside', ...fault, message: '内界线在外界线之外' })
      if (holes.some((other, at) => at !== index && placeOfRing(hole, other) === 'inside')) {
        faults.push({ code: 'holes_nested', ...fault, message: '内界线互相包含' })
      }
    })
    area.forEach(([otherOuter = [], ...otherHoles], other) => {
      if (other === part || placeOfRing(outer, otherOuter) !== 'inside') return
      if (otherHoles.some((hole) => placeOfRing(outer, hole) !== 'outside')) return
      faults.push({
        code: 'parts_overlap',
        pointer: pointerTo(part, 0),
        at: outer[0] ?? null,
        message: '各部分互相重叠',
      })
    })
  })
  return faults
}

/**
 * Faults of an area, at most `limit`; none means valid. Checked in stages: rings by themselves, then crossings (with
 * exact signs), then nesting, because a later stage means nothing while an earlier one fails. Orientation is no fault
 * (RFC 7946 §3.1.6 asks readers to be lenient): see `withRightHandRule`. O(n log n) for shapes of the field.
 */
export const findShapeFaults = (area: Area, limit = 20): ShapeFault[] => {
  if (area.length === 0 || area.some((part) => part.length === 0)) {
    return [{ code: 'ring_not_closed_or_too_short', pointer: '/coordinates', at: null, message: '没有界线' }]
  }
  const single = area.flatMap((rings, part) => rings.flatMap((ring, index) => ringFaults(ring, part, index)))
  if (single.some(({ code }) => code !== 'zero_area')) return single.slice(0, limit)
  const edges = area.flatMap((rings, part) =>
    rings.flatMap((ring, at) =>
      ring.slice(1).map((b, index): Edge => ({ part, ring: at, index, a: ring[index] as Position, b })),
    ),
  )
  const crossing = meetingFaults(edges, (edge) => (area[edge.part]?.[edge.ring]?.length ?? 1) - 1)
  if (crossing.length > 0) return crossing.slice(0, limit)
  return [...single, ...nestingFaults(area)].slice(0, limit)
}

/** The same area with outer rings anticlockwise and holes clockwise (RFC 7946 §3.1.6). */
export const withRightHandRule = (area: Area): Area =>
  area.map((rings) =>
    rings.map((ring, index) => (signedRingArea(ring) < 0 === (index === 0) ? [...ring].reverse() : ring)),
  )
