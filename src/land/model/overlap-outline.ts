import { placeInArea } from '../../platform/geo/inside.ts'
import { type Area, type Box, type Position, boxOfArea } from '../../platform/geo/shapes.ts'

type Segment = readonly [Position, Position]

const segmentsIn = (area: Area, box: Box): Segment[] =>
  area.flatMap((part) =>
    part.flatMap((ring) =>
      ring.slice(1).flatMap((b, index): Segment[] => {
        const a = ring[index] as Position
        const outside =
          Math.max(a[0], b[0]) < box.minX ||
          Math.min(a[0], b[0]) > box.maxX ||
          Math.max(a[1], b[1]) < box.minY ||
          Math.min(a[1], b[1]) > box.maxY
        return outside ? [] : [[a, b]]
      }),
    ),
  )

/** Where along the first segment (0…1) the second meets it; parallel ones meet nowhere in particular. */
const meetingAt = ([a, b]: Segment, [c, d]: Segment): number | null => {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const cross = rx * sy - ry * sx
  if (cross === 0) return null
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
  return t > 0 && t < 1 && u >= 0 && u <= 1 ? t : null
}

/** Length of the outline of one area inside the other; along the other's outline when `shared`. */
const lengthInside = (segments: readonly Segment[], area: Area, others: readonly Segment[], shared: boolean): number =>
  segments.reduce((total, segment) => {
    const [a, b] = segment
    const cuts = [0, 1, ...others.flatMap((other) => meetingAt(segment, other) ?? [])].sort((x, y) => x - y)
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    return cuts.slice(1).reduce((sum, to, index) => {
      const from = cuts[index] ?? 0
      const middle = (from + to) / 2
      const place = placeInArea([a[0] + middle * (b[0] - a[0]), a[1] + middle * (b[1] - a[1])], area)
      return place === 'inside' || (shared && place === 'boundary') ? sum + (to - from) * length : sum
    }, total)
  }, 0)

/** Length of the outline of what two areas have in common, m: for the mean width 2A/P of a sliver (land 4.14). */
export const overlapOutline = (a: Area, b: Area): number => {
  const [boxA, boxB] = [boxOfArea(a), boxOfArea(b)]
  const box = {
    minX: Math.max(boxA.minX, boxB.minX),
    minY: Math.max(boxA.minY, boxB.minY),
    maxX: Math.min(boxA.maxX, boxB.maxX),
    maxY: Math.min(boxA.maxY, boxB.maxY),
  }
  const [ofA, ofB] = [segmentsIn(a, box), segmentsIn(b, box)]
  return lengthInside(ofA, b, ofB, true) + lengthInside(ofB, a, ofA, false)
}
