/**
 * Areas of overlap between two sets of polygons, without making the shapes: exact to rounding, no topology to fail.
 *
 * Method (land 4.14): an R-tree of zones; per zone an R-tree of its edges. If no edge of the zone meets the parcel's
 * box, one point decides between nothing and the whole. Otherwise the parcel is cut into convex pieces and every ring
 * of the zone is clipped by their half-planes (Sutherland & Hodgman 1974); the bridges which that leaves along the
 * clip lines run to and fro and cancel in the area. Coordinates are taken relative to the parcel, so that northings of
 * three million metres cost no digits.
 */
import Flatbush from 'flatbush'
import { clippedArea, convexPieces } from './convex.ts'
import { type Area, type Box, type Position, boxOfArea, planeArea, signedRingArea } from './shapes.ts'

type PreparedRing = {
  /** x and y in turn, without the closing position. */
  readonly flat: Float64Array
  /** +1 or −1: turns the ring's signed area into what it adds to the zone. */
  readonly sign: number
}

type PreparedZone = { readonly rings: readonly PreparedRing[]; readonly edges: Flatbush }

export type PreparedZones = { readonly zones: readonly PreparedZone[]; readonly tree: Flatbush | null }

const prepareRing = (ring: readonly Position[], hole: boolean): PreparedRing => {
  const flat = new Float64Array(Math.max(0, ring.length - 1) * 2)
  for (let index = 0; index < ring.length - 1; index++) {
    const [x, y] = ring[index] as Position
    flat[2 * index] = x
    flat[2 * index + 1] = y
  }
  return { flat, sign: Math.sign(signedRingArea(ring)) * (hole ? -1 : 1) }
}

const edgeTree = (rings: readonly PreparedRing[]): Flatbush => {
  const tree = new Flatbush(rings.reduce((count, ring) => count + ring.flat.length / 2, 0))
  for (const { flat } of rings) {
    for (let index = 0; index < flat.length; index += 2) {
      const next = index + 2 === flat.length ? 0 : index + 2
      const [ax, ay] = [flat[index] as number, flat[index + 1] as number]
      const [bx, by] = [flat[next] as number, flat[next + 1] as number]
      tree.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
    }
  }
  tree.finish()
  return tree
}

/**
 * Indexes the zones once; reuse it for any number of parcels. Zones must be valid areas in plane coordinates (m) with
 * at least three positions a ring; zones that overlap each other count once each, so dissolve a layer first.
 */
export const prepareZones = (areas: readonly Area[]): PreparedZones => {
  const zones = areas.map((area) => {
    const rings = area.flatMap((part) => part.map((ring, index) => prepareRing(ring, index > 0)))
    return { rings, edges: edgeTree(rings) }
  })
  if (areas.length === 0) return { zones, tree: null }
  const tree = new Flatbush(areas.length)
  for (const area of areas) {
    const { minX, minY, maxX, maxY } = boxOfArea(area)
    tree.add(minX, minY, maxX, maxY)
  }
  tree.finish()
  return { zones, tree }
}

/** Crossing number over all rings: a position that lies on no edge is inside after an odd number of crossings. */
const contains = (zone: PreparedZone, x: number, y: number): boolean => {
  let inside = false
  for (const { flat } of zone.rings) {
    let [ax, ay] = [flat.at(-2) ?? 0, flat.at(-1) ?? 0]
    for (let index = 0; index < flat.length; index += 2) {
      const [bx, by] = [flat[index] as number, flat[index + 1] as number]
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside
      ax = bx
      ay = by
    }
  }
  return inside
}

export type Overlap = { readonly zone: number; readonly areaM2: number }

/** Overlaps of one parcel with the zones (index into the list that was prepared), areas > 0 only, by zone index. */
export const overlapsOf = (parcel: Area, prepared: PreparedZones): Overlap[] => {
  const box = boxOfArea(parcel)
  const found = prepared.tree?.search(box.minX, box.minY, box.maxX, box.maxY) ?? []
  if (found.length === 0) return []
  const overlaps: Overlap[] = []
  let pieces: readonly Float64Array[] | null = null
  const [originX, originY] = parcel[0]?.[0]?.[0] ?? [0, 0]
  for (const index of found.sort((a, b) => a - b)) {
    const zone = prepared.zones[index] as PreparedZone
    let areaM2 = 0
    if (!zone.edges.collides(box.minX, box.minY, box.maxX, box.maxY)) {
      if (contains(zone, originX, originY)) areaM2 = planeArea(parcel)
    } else {
      pieces ??= convexPieces(parcel, originX, originY)
      for (const { flat, sign } of zone.rings) areaM2 += sign * clippedArea(flat, pieces, box, originX, originY)
    }
    if (areaM2 > 0) overlaps.push({ zone: index, areaM2 })
  }
  return overlaps
}

export type OverlapPair = { readonly parcel: number; readonly zone: number; readonly areaM2: number }

/** All pairs of parcels and zones that overlap, by parcel, then zone. Plane coordinates in metres. */
export const overlayAreas = (parcels: readonly Area[], zones: readonly Area[]): OverlapPair[] => {
  const prepared = prepareZones(zones)
  return parcels.flatMap((area, parcel) => overlapsOf(area, prepared).map((overlap) => ({ parcel, ...overlap })))
}

/** Area common to two areas, m²: symmetric to rounding. */
export const commonArea = (a: Area, b: Area): number => overlapsOf(a, prepareZones([b]))[0]?.areaM2 ?? 0

/** Whether two boxes have a point in common. */
export const boxesMeet = (a: Box, b: Box): boolean =>
  a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY
