/** Overlay of parcels with control layers: areas and verdicts (land 4.14). */
import { type Crs, crsRegistry } from '../../platform/geo/crs.ts'
import { geodesicArea } from '../../platform/geo/ellipsoid.ts'
import { type PreparedZones, boxesMeet, overlapsOf, prepareZones } from '../../platform/geo/overlay.ts'
import { type Area, boxOfArea, planeArea } from '../../platform/geo/shapes.ts'
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

/** Zones of a layer overlap in a parcel when they share more than this: a hair of rounding along a common edge is none. */
const rounding = 1e-4

export const worstVerdict = (found: Iterable<OverlayVerdict>): OverlayVerdict => {
  let worst = 0
  for (const verdict of found) worst = Math.max(worst, verdictOrder.indexOf(verdict))
  return verdictOrder[worst] ?? 'clear'
}

export const ruleKey = ({ layer, level }: Pick<Zone, 'layer' | 'level'>): string => `${layer}\n${level ?? ''}`

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

export type PreparedLayers = {
  readonly crs: Crs
  /** In the plane. */
  readonly zones: readonly Zone[]
  readonly index: PreparedZones
  readonly rules: ReadonlyMap<string, LayerVerdictRule>
  /** Layers that must contain a parcel. */
  readonly containing: ReadonlyMap<string, LayerVerdictRule>
}

/**
 * Layers made ready once, for any number of parcels.
 * @param rules by `ruleKey` of the zones
 */
export const prepareLayers = (
  zones: readonly Zone[],
  crs: Crs,
  rules: ReadonlyMap<string, LayerVerdictRule>,
): PreparedLayers => {
  const planes = zones.map((zone, index) => ({ ...zone, area: toPlane(zone.area, crs, `/zones/${index}/geometry`) }))
  const containing = new Map<string, LayerVerdictRule>()
  for (const zone of zones) {
    const rule = rules.get(ruleKey(zone))
    if (rule?.side === 'outside') containing.set(zone.layer, rule)
  }
  return { crs, zones: planes, index: prepareZones(planes.map(({ area }) => area)), rules, containing }
}

/** Area of a parcel in any of the zones that it meets: their sum, unless they overlap each other there. */
const areaInLayer = (shape: Area, hits: readonly Hit[]): { readonly squareMetres: number; readonly twice: boolean } => {
  const sum = hits.reduce((total, { planeM2 }) => total + planeM2, 0)
  const boxes = hits.map(({ zone }) => boxOfArea(zone.area))
  if (!boxes.some((box, at) => boxes.slice(at + 1).some((other) => boxesMeet(box, other)))) {
    return { squareMetres: sum, twice: false }
  }
  const union = areaInUnion(
    shape,
    hits.map(({ zone }) => zone.area),
  )
  return sum - union > rounding ? { squareMetres: union, twice: true } : { squareMetres: sum, twice: false }
}

export type OverlayResult = {
  readonly pairs: readonly Pair[]
  readonly layers: readonly LayerVerdict[]
  /** Layers whose zones overlap each other in some parcel. */
  readonly overlapping: readonly string[]
}

/**
 * Overlaps of each parcel with each zone, and per layer the area in it, its share of the parcel and the verdict: the
 * worst of its zones. Areas are the plane share of the overlap times the parcel's geodesic area, or those of the plane
 * itself with `plane`. Zones of one layer that overlap count once. Rows stand for overlaps only, and for every parcel
 * in layers that must contain it.
 */
export const overlay = (parcels: readonly Parcel[], prepared: PreparedLayers, plane: boolean): OverlayResult => {
  const { crs, zones, index: tree, rules, containing } = prepared
  const pairs: Pair[] = []
  const layers: LayerVerdict[] = []
  const overlapping = new Set<string>()
  parcels.forEach(({ id, area }, index) => {
    const pointer = `/parcels/${index}/geometry`
    const shape = toPlane(area, crs, pointer)
    const parcelPlaneM2 = planeArea(shape)
    const parcelM2 = plane ? parcelPlaneM2 : geodesicArea(transformArea(area, crs, crsRegistry['EPSG:4490'], pointer))
    const scale = parcelM2 / parcelPlaneM2
    const hits = overlapsOf(shape, tree).map(
      ({ zone, areaM2 }): Hit => ({ zone: zones[zone] as Zone, planeM2: Math.min(areaM2, parcelPlaneM2) }),
    )
    for (const { zone, planeM2 } of hits) pairs.push({ parcel: id, zone: zone.id, areaM2: planeM2 * scale })
    for (const layer of new Set([...hits.map(({ zone }) => zone.layer), ...containing.keys()])) {
      const ofLayer = hits.filter(({ zone }) => zone.layer === layer)
      const { squareMetres, twice } = areaInLayer(shape, ofLayer)
      if (twice) overlapping.add(layer)
      const must = containing.get(layer)
      const verdict =
        must === undefined
          ? worstVerdict(
              ofLayer.flatMap((hit) => {
                const rule = rules.get(ruleKey(hit.zone))
                return rule === undefined ? [] : [verdictOfHit(hit, shape, parcelPlaneM2, rule)]
              }),
            )
          : verdictOutside(squareMetres, parcelPlaneM2, must)
      layers.push({ parcel: id, layer, areaM2: squareMetres * scale, share: squareMetres / parcelPlaneM2, verdict })
    }
  })
  return { pairs, layers, overlapping: [...overlapping] }
}
