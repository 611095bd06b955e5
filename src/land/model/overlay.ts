/** Overlay of parcels with control layers: areas and verdicts (land 4.14). */
import { type Crs, crsRegistry } from '../../platform/geo/crs.ts'
import { geodesicArea } from '../../platform/geo/ellipsoid.ts'
import { type Overlap, overlapsOf, overlayAreas, prepareZones } from '../../platform/geo/overlay.ts'
import { type Area, planeArea } from '../../platform/geo/shapes.ts'
import { registerPlane, transformArea } from './area.ts'
import { overlapOutline } from './overlap-outline.ts'
import { areaInUnion } from './union-area.ts'

export type Parcel = { readonly id: string; readonly area: Area }
export type Zone = { readonly id: string; readonly layer: string; readonly level: string | null; readonly area: Area }

/** From harmless to forbidden. */
export const verdictOrder = [
  'clear',
  'sliver',
  'checkBySurvey',
  'permit',
  'assessment',
  'conditional',
  'prohibited',
] as const
export type OverlayVerdict = (typeof verdictOrder)[number]

/** One row of the table land.control-layers. */
export type LayerVerdictRule = {
  readonly verdict: OverlayVerdict
  readonly side: 'inside' | 'outside'
  readonly sliver: 'sliver' | 'checkBySurvey'
}

export type Pair = { readonly parcel: string; readonly zone: string; readonly areaM2: number }
export type LayerVerdict = {
  readonly parcel: string
  readonly layer: string
  readonly areaM2: number
  readonly share: number
  readonly verdict: OverlayVerdict
}

/** An overlap below the larger of 1 m² and a thousandth of the parcel, and narrower than 0.5 m, is a sliver. */
const sliverLimit = { squareMetres: 1, share: 0.001, meanWidthM: 0.5 } as const

/** Two zones of a layer overlap when they share more than this: a hair of rounding along a common edge is none. */
const rounding = 1e-4

export const worstVerdict = (found: Iterable<OverlayVerdict>): OverlayVerdict => {
  let worst = 0
  for (const verdict of found) worst = Math.max(worst, verdictOrder.indexOf(verdict))
  return verdictOrder[worst] ?? 'clear'
}

export const ruleKey = ({ layer, level }: Pick<Zone, 'layer' | 'level'>): string => `${layer}\n${level ?? ''}`

/** Layers of which two zones overlap: their sums would count land twice. */
const layersThatOverlap = (zones: readonly Zone[]): Set<string> => {
  const layers = new Set<string>()
  for (const layer of new Set(zones.map((zone) => zone.layer))) {
    const areas = zones.filter((zone) => zone.layer === layer).map(({ area }) => area)
    if (overlayAreas(areas, areas).some(({ parcel, zone, areaM2 }) => parcel < zone && areaM2 > rounding))
      layers.add(layer)
  }
  return layers
}

const isSliver = (overlapM2: number, parcelM2: number, outlineM: () => number): boolean =>
  overlapM2 < Math.max(sliverLimit.squareMetres, sliverLimit.share * parcelM2) &&
  (2 * overlapM2) / outlineM() < sliverLimit.meanWidthM

type Hit = { readonly zone: Zone; readonly planeM2: number }

const verdictOfHit = (
  { zone, planeM2 }: Hit,
  parcel: Area,
  parcelM2: number,
  rule: LayerVerdictRule,
): OverlayVerdict =>
  rule.verdict !== 'clear' && isSliver(planeM2, parcelM2, () => overlapOutline(parcel, zone.area))
    ? rule.sliver
    : rule.verdict

/** Land outside a layer that must contain it; the strip along its edge within survey accuracy is a sliver. */
const verdictOutside = (insideM2: number, parcelM2: number, rule: LayerVerdictRule): OverlayVerdict => {
  const outside = parcelM2 - insideM2
  if (outside <= 1e-9 * parcelM2) return 'clear'
  return outside < Math.max(sliverLimit.squareMetres, sliverLimit.share * parcelM2) ? rule.sliver : rule.verdict
}

/** Plane coordinates of a system: its own when projected, else those of the county's registers. */
const toPlane = (area: Area, crs: Crs, pointer: string): Area =>
  crs.kind === 'projected' ? area : transformArea(area, crs, crsRegistry[registerPlane], pointer)

/**
 * Overlaps of each parcel with each zone, and per layer the area in it, its share of the parcel and the verdict: the
 * worst of its zones. Areas are the plane share of the overlap times the parcel's geodesic area, or those of the plane
 * itself with `plane`. Zones of one layer that overlap count once. Rows stand for overlaps only, and for every parcel
 * in layers that must contain it.
 * @param rules by `ruleKey` of the zones
 */
export const overlay = (
  parcels: readonly Parcel[],
  zones: readonly Zone[],
  crs: Crs,
  plane: boolean,
  rules: ReadonlyMap<string, LayerVerdictRule>,
): {
  readonly pairs: readonly Pair[]
  readonly layers: readonly LayerVerdict[]
  readonly overlapping: readonly string[]
} => {
  const planeZones = zones.map((zone, index) => ({
    ...zone,
    area: toPlane(zone.area, crs, `/zones/${index}/geometry`),
  }))
  const prepared = prepareZones(planeZones.map(({ area }) => area))
  const overlapping = layersThatOverlap(planeZones)
  const containing = new Map<string, LayerVerdictRule>()
  for (const zone of zones) {
    const rule = rules.get(ruleKey(zone))
    if (rule?.side === 'outside') containing.set(zone.layer, rule)
  }
  const pairs: Pair[] = []
  const layers: LayerVerdict[] = []
  parcels.forEach(({ id, area }, index) => {
    const pointer = `/parcels/${index}/geometry`
    const shape = toPlane(area, crs, pointer)
    const parcelPlaneM2 = planeArea(shape)
    const parcelM2 = plane ? parcelPlaneM2 : geodesicArea(transformArea(area, crs, crsRegistry['EPSG:4490'], pointer))
    const scale = parcelM2 / parcelPlaneM2
    const hits = overlapsOf(shape, prepared).map(
      ({ zone, areaM2 }: Overlap): Hit => ({
        zone: planeZones[zone] as Zone,
        planeM2: Math.min(areaM2, parcelPlaneM2),
      }),
    )
    for (const { zone, planeM2 } of hits) pairs.push({ parcel: id, zone: zone.id, areaM2: planeM2 * scale })
    for (const layer of new Set([...hits.map(({ zone }) => zone.layer), ...containing.keys()])) {
      const ofLayer = hits.filter(({ zone }) => zone.layer === layer)
      const insideM2 =
        ofLayer.length > 1 && overlapping.has(layer)
          ? areaInUnion(
              shape,
              ofLayer.map(({ zone }) => zone.area),
            )
          : ofLayer.reduce((sum, { planeM2 }) => sum + planeM2, 0)
      const must = containing.get(layer)
      const verdict =
        must === undefined
          ? worstVerdict(
              ofLayer.flatMap((hit) => {
                const rule = rules.get(ruleKey(hit.zone))
                return rule === undefined ? [] : [verdictOfHit(hit, shape, parcelPlaneM2, rule)]
              }),
            )
          : verdictOutside(insideM2, parcelPlaneM2, must)
      layers.push({ parcel: id, layer, areaM2: insideM2 * scale, share: insideM2 / parcelPlaneM2, verdict })
    }
  })
  return { pairs, layers, overlapping: [...overlapping] }
}
