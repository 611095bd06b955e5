/** Convex pieces of an area, and the area that rings leave inside them. */
import earcut from 'earcut'
import type { Area, Box, PolygonRings, Position } from './shapes.ts'

const crossAt = (ring: readonly Position[], index: number): number => {
  const count = ring.length - 1
  const [ax, ay] = ring[index % count] as Position
  const [bx, by] = ring[(index + 1) % count] as Position
  const [cx, cy] = ring[(index + 2) % count] as Position
  return (bx - ax) * (cy - by) - (by - ay) * (cx - bx)
}

/** Whether a single ring turns one way only, and once round: then it needs no cutting. */
const isConvex = (rings: PolygonRings): boolean => {
  const ring = rings[0]
  if (rings.length !== 1 || ring === undefined || ring.length > 9) return false
  const count = ring.length - 1
  let [left, right, turns] = [0, 0, 0]
  for (let index = 0; index < count; index++) {
    const cross = crossAt(ring, index)
    if (cross > 0) left++
    else if (cross < 0) right++
    // A convex ring changes its way along x twice at most; stars that turn one way change more often.
    const [ax] = ring[index] as Position
    const [bx] = ring[index + 1] as Position
    const [cx] = ring[(index + 2) % count] as Position
    if (bx > ax !== cx > bx) turns++
  }
  return (left === 0 || right === 0) && turns <= 2
}

const anticlockwise = (flat: Float64Array): Float64Array => {
  let twice = 0
  for (let index = 0; index < flat.length; index += 2) {
    const next = (index + 2) % flat.length
    twice += (flat[index] as number) * (flat[next + 1] as number) - (flat[next] as number) * (flat[index + 1] as number)
  }
  if (twice >= 0) return flat
  const turned = new Float64Array(flat.length)
  for (let index = 0; index < flat.length; index += 2) {
    turned[index] = flat[flat.length - 2 - index] as number
    turned[index + 1] = flat[flat.length - 1 - index] as number
  }
  return turned
}

/** Anticlockwise convex pieces, coordinates relative to the origin: the ring itself when convex, else ear-cut triangles. */
export const convexPieces = (area: Area, originX: number, originY: number): Float64Array[] => {
  const pieces: Float64Array[] = []
  for (const rings of area) {
    const flat: number[] = []
    const holes: number[] = []
    rings.forEach((ring, index) => {
      if (index > 0) holes.push(flat.length / 2)
      for (const [x, y] of ring.slice(0, -1)) flat.push(x - originX, y - originY)
    })
    if (isConvex(rings)) {
      pieces.push(anticlockwise(Float64Array.from(flat)))
      continue
    }
    const corners = earcut(flat, holes)
    for (let index = 0; index < corners.length; index += 3) {
      const triangle = new Float64Array(6)
      for (let corner = 0; corner < 3; corner++) {
        const vertex = (corners[index + corner] as number) * 2
        triangle[2 * corner] = flat[vertex] as number
        triangle[2 * corner + 1] = flat[vertex + 1] as number
      }
      pieces.push(anticlockwise(triangle))
    }
  }
  return pieces
}

/** Work space that grows with the largest ring; clipping is not re-entrant and needs no more than two. */
let source = new Float64Array(1024)
let target = new Float64Array(1024)

const reserve = (length: number): void => {
  if (source.length >= length) return
  // Each half-plane adds at most one vertex per vertex that it cuts off.
  const [kept, size] = [source, 2 ** Math.ceil(Math.log2(length))]
  source = new Float64Array(size)
  source.set(kept)
  target = new Float64Array(size)
}

/** Keeps of `source` what lies left of the line through (ax, ay) with direction (dx, dy); answers the new length. */
const clipLeft = (length: number, ax: number, ay: number, dx: number, dy: number): number => {
  if (length === 0) return 0
  reserve(2 * length + 4)
  let size = 0
  let [px, py] = [source[length - 2] as number, source[length - 1] as number]
  let before = dx * (py - ay) - dy * (px - ax)
  for (let index = 0; index < length; index += 2) {
    const [x, y] = [source[index] as number, source[index + 1] as number]
    const side = dx * (y - ay) - dy * (x - ax)
    if (side > 0 !== before > 0) {
      const share = before / (before - side)
      target[size++] = px + share * (x - px)
      target[size++] = py + share * (y - py)
    }
    if (side > 0) {
      target[size++] = x
      target[size++] = y
    }
    px = x
    py = y
    before = side
  }
  const spare = source
  source = target
  target = spare
  return size
}

const signedArea = (flat: Float64Array, length: number): number => {
  let twice = 0
  let [px, py] = [flat[length - 2] as number, flat[length - 1] as number]
  for (let index = 0; index < length; index += 2) {
    const [x, y] = [flat[index] as number, flat[index + 1] as number]
    twice += px * y - x * py
    px = x
    py = y
  }
  return twice / 2
}

/**
 * Signed area of the ring inside the pieces. `flat` in map coordinates, pieces relative to the origin, `box` around the
 * pieces in map coordinates: the ring is cut to it first, which leaves little of a large zone.
 */
export const clippedArea = (
  flat: Float64Array,
  pieces: readonly Float64Array[],
  box: Box,
  originX: number,
  originY: number,
): number => {
  reserve(2 * flat.length + 4)
  for (let index = 0; index < flat.length; index += 2) {
    source[index] = (flat[index] as number) - originX
    source[index + 1] = (flat[index + 1] as number) - originY
  }
  let length = flat.length
  length = clipLeft(length, box.minX - originX, 0, 0, -1)
  length = clipLeft(length, box.maxX - originX, 0, 0, 1)
  length = clipLeft(length, 0, box.minY - originY, 1, 0)
  length = clipLeft(length, 0, box.maxY - originY, -1, 0)
  if (length < 6) return 0
  const boxed = source.slice(0, length)
  let area = 0
  for (const piece of pieces) {
    source.set(boxed)
    let size = boxed.length
    for (let index = 0; index < piece.length && size > 0; index += 2) {
      const next = (index + 2) % piece.length
      const [ax, ay] = [piece[index] as number, piece[index + 1] as number]
      size = clipLeft(size, ax, ay, (piece[next] as number) - ax, (piece[next + 1] as number) - ay)
    }
    if (size >= 6) area += signedArea(source, size)
  }
  return area
}
