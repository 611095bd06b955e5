// The county-wide overlay of parcels with control layers (land 4.14), against a boolean clipper from npm. Synthetic,
// seeded: square parcels of 40 m over 20 km × 20 km, star-shaped zones of about 220 vertices, every fourth with a hole.
import { type Geom, intersection } from 'polyclip-ts'
import { overlapsOf, overlayAreas, prepareZones } from '../src/platform/geo/overlay.ts'
import { type Area, type Position, planeArea } from '../src/platform/geo/shapes.ts'
import { type Random, seededRandom } from '../src/platform/stats/random.ts'
import { type BenchLine, milliseconds } from './line.ts'

const [parcelCount, zoneCount, side] = [50_000, 2_390, 20_000] as const
/** The clipper would need minutes for all parcels: it gets the same sample of parcels as we do. */
const sampleSize = 400

const ring = (x: number, y: number, radius: number, vertices: number, random: Random): Position[] => {
  const points = Array.from({ length: vertices }, (_, index): Position => {
    const angle = (2 * Math.PI * index) / vertices
    const reach = radius * (0.8 + 0.2 * random.next())
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)]
  })
  return [...points, points[0] as Position]
}

const makeCounty = (): { parcels: Area[]; zones: Area[] } => {
  const random = seededRandom('overlay')
  const place = () => [630_000 + side * random.next(), 3_210_000 + side * random.next()] as const
  const zones = Array.from({ length: zoneCount }, (_, index): Area => {
    const [x, y] = place()
    const outer = ring(x, y, 300, 221, random)
    return [index % 4 === 0 ? [outer, ring(x, y, 100, 12, random)] : [outer]]
  })
  const parcels = Array.from({ length: parcelCount }, (): Area => {
    const [x, y] = place()
    return [
      [
        [
          [x, y],
          [x + 40, y],
          [x + 40, y + 40],
          [x, y + 40],
          [x, y],
        ],
      ],
    ]
  })
  return { parcels, zones }
}

const timed = <T>(work: () => T): { readonly result: T; readonly ms: number } => {
  const started = performance.now()
  const result = work()
  return { result, ms: performance.now() - started }
}

const geometry = (area: Area): Geom => area.map((part) => part.map((each) => each.map(([x, y]) => [x, y])))

export default async function* overlay(): AsyncIterable<BenchLine> {
  const { parcels, zones } = makeCounty()
  const all = timed(() => overlayAreas(parcels, zones))
  yield {
    what: `overlay of ${parcelCount} parcels × ${zoneCount} zones, ${all.result.length} pairs`,
    ours: milliseconds(all.ms),
    against: 'limit',
    theirs: '2.00 s',
    ratio: 2_000 / all.ms,
    goal: '≥ 1 ×',
  }

  const sample = parcels.slice(0, sampleSize)
  const prepared = prepareZones(zones)
  const pairs = sample.flatMap((parcel) => overlapsOf(parcel, prepared).map((overlap) => ({ parcel, ...overlap })))
  const ours = timed(() => sample.map((parcel) => overlapsOf(parcel, prepared)))
  const theirs = timed(() =>
    // The clipper is told which pairs overlap: it is measured on the clipping alone.
    pairs.map(({ parcel, zone }) => planeArea(intersection(geometry(parcel), geometry(zones[zone] as Area)) as Area)),
  )
  const furthest = Math.max(
    0,
    ...theirs.result.map((area, index) => Math.abs(area - (pairs[index]?.areaM2 ?? Number.NaN))),
  )
  yield {
    what: `overlap areas of ${pairs.length} pairs, largest difference ${furthest.toExponential(1)} m²`,
    ours: milliseconds(ours.ms),
    against: 'polyclip-ts 0.16.8',
    theirs: milliseconds(theirs.ms),
    ratio: theirs.ms / ours.ms,
    goal: '≥ 10 ×',
  }
}
