import { type Crs, crsRegistry, transformer } from '../../platform/geo/crs.ts'
import { placeInArea } from '../../platform/geo/inside.ts'
import { type Area, type Position, boxOfArea } from '../../platform/geo/shapes.ts'
import type { Random } from '../../platform/stats/random.ts'

const plane: Crs = crsRegistry['EPSG:4549']
const degrees: Crs = crsRegistry['EPSG:4490']
export const toPlane = transformer(degrees, plane)
const fromPlane = transformer(plane, degrees)

/** Nine decimals, as the database gives them back. */
export const toDegrees = (position: Position): [number, number] => {
  const [x, y] = fromPlane(position)
  return [Number(x.toFixed(9)), Number(y.toFixed(9))]
}

export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** A block of parcels on the ground: its frame's rectangles turned and moved. */
export type Block = {
  readonly townCode: string
  readonly name: string
  readonly centre: Position
  readonly radiusM: number
  /** Rectangles of the parcels, in the order of their areas. */
  readonly parcels: readonly (readonly Position[])[]
  readonly frame: readonly Position[]
}

/** Rows of plots of about the same depth with roads between, as industrial parks are laid out. */
const pack = (
  areasM2: readonly number[],
  random: Random,
): { rectangles: Rectangle[]; width: number; height: number } => {
  const total = areasM2.reduce((sum, area) => sum + area, 0)
  const width = Math.sqrt(total * 1.2)
  const rectangles: Rectangle[] = []
  let [x, y, depth] = [0, 0, 70 + random.next() * 80]
  for (const area of areasM2) {
    const along = area / depth
    if (x > 0 && x + along > width * 1.15) {
      y += depth + 14
      x = 0
      depth = 70 + random.next() * 80
    }
    rectangles.push({ x, y, width: area / depth, height: depth })
    x += area / depth
  }
  const right = rectangles.reduce((most, each) => Math.max(most, each.x + each.width), 0)
  return { rectangles, width: right, height: y + depth }
}

const corners = ({ x, y, width, height }: Rectangle): Position[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
]

/**
 * Puts a block somewhere inside its town, clear of the other blocks. Null where no place is found.
 * @param territory in the plane
 */
export const placeBlock = (
  draft: { readonly townCode: string; readonly name: string; readonly areasM2: readonly number[] },
  territory: Area,
  others: readonly Block[],
  random: Random,
): Block | null => {
  const { rectangles, width, height } = pack(draft.areasM2, random)
  const radiusM = Math.hypot(width, height) / 2
  const box = boxOfArea(territory)
  for (let attempt = 0; attempt < 3_000; attempt++) {
    const centre: Position = [
      box.minX + random.next() * (box.maxX - box.minX),
      box.minY + random.next() * (box.maxY - box.minY),
    ]
    if (
      others.some(
        (other) => Math.hypot(other.centre[0] - centre[0], other.centre[1] - centre[1]) < other.radiusM + radiusM + 50,
      )
    ) {
      continue
    }
    const angle = random.next() * Math.PI
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    const turn = ([x, y]: Position): Position => {
      const [dx, dy] = [x - width / 2, y - height / 2]
      return [centre[0] + dx * cos - dy * sin, centre[1] + dx * sin + dy * cos]
    }
    const frame = corners({ x: 0, y: 0, width, height }).map(turn)
    const rim = frame.flatMap((point, index): Position[] => {
      const next = frame[(index + 1) % frame.length] ?? point
      return [0, 0.25, 0.5, 0.75].map(
        (at): Position => [point[0] + at * (next[0] - point[0]), point[1] + at * (next[1] - point[1])],
      )
    })
    if (!rim.every((point) => placeInArea(point, territory) === 'inside')) continue
    return {
      townCode: draft.townCode,
      name: draft.name,
      centre,
      radiusM,
      frame,
      parcels: rectangles.map((rectangle) => corners(rectangle).map(turn)),
    }
  }
  return null
}

/** A closed GeoJSON polygon in degrees of plane corners. */
export const polygonOf = (ring: readonly Position[]) => {
  const outline = ring.map(toDegrees)
  return { type: 'MultiPolygon' as const, coordinates: [[[...outline, outline[0] ?? [0, 0]]]] }
}
