import { type Area, type Box, type Position, boxOfArea } from '../../platform/geo/shapes.ts'

type Edge = { readonly owner: number; readonly a: Position; readonly b: Position }

/** Edges from west to east, about an origin, that meet the parcel's range of x; upright ones bound no slab. */
const edgesOf = (area: Area, owner: number, [x0, y0]: Position, box: Box): Edge[] =>
  area.flatMap((part) =>
    part.flatMap((ring) =>
      ring.slice(1).flatMap((to, index): Edge[] => {
        const from = ring[index] as Position
        if (from[0] === to[0] || Math.max(from[0], to[0]) < box.minX || Math.min(from[0], to[0]) > box.maxX) return []
        const [a, b] = from[0] < to[0] ? [from, to] : [to, from]
        return [{ owner, a: [a[0] - x0, a[1] - y0], b: [b[0] - x0, b[1] - y0] }]
      }),
    ),
  )

const heightAt = ({ a, b }: Edge, x: number): number => a[1] + ((x - a[0]) / (b[0] - a[0])) * (b[1] - a[1])

const crossing = (p: Edge, q: Edge): number | null => {
  const [west, east] = [Math.max(p.a[0], q.a[0]), Math.min(p.b[0], q.b[0])]
  if (west >= east) return null
  const [before, after] = [heightAt(p, west) - heightAt(q, west), heightAt(p, east) - heightAt(q, east)]
  return before * after < 0 ? west + ((east - west) * before) / (before - after) : null
}

/** Length of the upright line at x that lies in the parcel (owner 0) and in any of the zones. */
const coveredAt = (edges: readonly Edge[], x: number): number => {
  const heights = edges
    .filter(({ a, b }) => a[0] <= x && x < b[0])
    .map((edge) => ({ y: heightAt(edge, x), owner: edge.owner }))
    .sort((a, b) => a.y - b.y)
  const inside = new Set<number>()
  let [covered, previous] = [0, 0]
  for (const { y, owner } of heights) {
    if (inside.has(0) && inside.size > 1) covered += y - previous
    if (inside.has(owner)) inside.delete(owner)
    else inside.add(owner)
    previous = y
  }
  return covered
}

/**
 * Area of a parcel that lies in at least one of several zones, m² of the plane: zones of one layer that overlap each
 * other count once. The plane is cut into upright slabs at every corner and crossing; within a slab the covered length
 * is linear, so its middle gives the area exactly. O(slabs × edges): for the few parcels where zones do overlap.
 */
export const areaInUnion = (parcel: Area, zones: readonly Area[]): number => {
  const box = boxOfArea(parcel)
  const origin: Position = [box.minX, box.minY]
  const edges = [parcel, ...zones].flatMap((area, owner) => edgesOf(area, owner, origin, box))
  const width = box.maxX - box.minX
  const cuts = new Set<number>([0, width])
  const cut = (x: number) => {
    if (x > 0 && x < width) cuts.add(x)
  }
  edges.forEach((edge, index) => {
    cut(edge.a[0])
    cut(edge.b[0])
    for (let other = index + 1; other < edges.length; other++) {
      const x = crossing(edge, edges[other] as Edge)
      if (x !== null) cut(x)
    }
  })
  const sorted = [...cuts].sort((a, b) => a - b)
  let total = 0
  for (let index = 1; index < sorted.length; index++) {
    const [from, to] = [sorted[index - 1] as number, sorted[index] as number]
    total += (to - from) * coveredAt(edges, (from + to) / 2)
  }
  return total
}
