import { and, eq, isNull, sql } from 'drizzle-orm'
import sharp from 'sharp'
import type { Context } from '../../platform/context.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import { type Area, boxOfArea, partsOfGeometry } from '../../platform/geo/shapes.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { planeOf } from '../sites/facts.ts'
import { landParcel, landZone } from '../tables.ts'
import { heldVersions } from '../verdicts/layers-now.ts'

export type MapShape = { readonly layer: string; readonly area: Area }

/** What the report's map shows about a site, in the plane; `metres` is the side of the square that it shows. */
export type SiteMap = {
  readonly site: Area
  readonly parcels: readonly Area[]
  readonly zones: readonly MapShape[]
  readonly centre: readonly [number, number]
  readonly metres: number
  /** Length of the scale bar. */
  readonly barMetres: number
}

export const layerColours: Readonly<Record<string, string>> = {
  permanentBasicFarmland: '#c9a227',
  ecologicalRedline: '#2b8a3e',
  urbanDevelopmentBoundary: '#1a5f91',
  geologicalHazard: '#8a4f00',
  waterSource: '#3b8ea5',
  nuclearExclusion: '#c92a2a',
  nuclearRestriction: '#e0857d',
  heritage: '#7a4fa3',
}
export const layerColour = (layer: string): string => layerColours[layer] ?? '#66727d'

/** At least this much land is shown, so that a small site can be found again. */
const leastMetres = 600

const barOf = (metres: number): number => {
  const most = metres / 4
  const power = 10 ** Math.floor(Math.log10(most))
  return [5, 2, 1].map((step) => step * power).find((step) => step <= most) ?? power
}

/** Parcels and zones around a site, as far as the actor may see them. */
export const loadSiteMap = async (context: Context, site: Area): Promise<SiteMap> => {
  const { tx, actor, clock } = context
  const plane = planeOf(site)
  const box = boxOfArea(plane)
  const side = Math.max(leastMetres, 2.4 * Math.max(box.maxX - box.minX, box.maxY - box.minY))
  const degrees = boxOfArea(site)
  // A degree of longitude is 97 km here: half the square's side on every side of the site's middle.
  const [middleX, middleY] = [(degrees.minX + degrees.maxX) / 2, (degrees.minY + degrees.maxY) / 2]
  const [halfX, halfY] = [side / 2 / 97_000, side / 2 / 110_900]
  const envelope = sql`ST_MakeEnvelope(${middleX - halfX}, ${middleY - halfY}, ${middleX + halfX}, ${middleY + halfY}, 4490)`
  const parcels = await tx
    .select({ boundary: asGeoJSON(landParcel.boundary) })
    .from(landParcel)
    .where(
      and(eq(landParcel.county, actor.county), isNull(landParcel.validTo), sql`${landParcel.boundary} && ${envelope}`),
    )
    .limit(2_000)
  const held = new Set((await heldVersions(context, civilDateOf(clock.now()))).map(({ versionId }) => versionId))
  const zones = await tx
    .select({ layer: landZone.layerId, version: landZone.versionId, shape: asGeoJSON(landZone.shape) })
    .from(landZone)
    .where(and(eq(landZone.county, actor.county), sql`${landZone.shape} && ${envelope}`))
    .limit(2_000)
  return {
    site: plane,
    parcels: parcels.map(({ boundary }) => planeOf(partsOfGeometry(boundary))),
    zones: zones
      .filter(({ version }) => held.has(version))
      .map(({ layer, shape }) => ({ layer, area: planeOf(partsOfGeometry(shape)) })),
    centre: [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2],
    metres: side,
    barMetres: barOf(side),
  }
}

const pixels = 1_200

/** The map without words (fonts differ from server to server): land, zones, neighbours, the site, north and a scale bar. */
export const svgOfMap = ({ site, parcels, zones, centre, metres, barMetres }: SiteMap): string => {
  const scale = pixels / metres
  const x = (value: number): string => ((value - centre[0]) * scale + pixels / 2).toFixed(1)
  const y = (value: number): string => (pixels / 2 - (value - centre[1]) * scale).toFixed(1)
  const path = (area: Area): string =>
    area.flatMap((part) => part.map((ring) => `M${ring.map((at) => `${x(at[0])} ${y(at[1])}`).join('L')}Z`)).join('')
  const drawn = (area: Area, style: string): string => `<path d="${path(area)}" fill-rule="evenodd" ${style}/>`
  const bar = barMetres * scale
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 ${pixels} ${pixels}">`,
    `<rect width="${pixels}" height="${pixels}" fill="#f4f0e7"/>`,
    ...parcels.map((area) => drawn(area, 'fill="#e4ddcb" stroke="#a49a80" stroke-width="2"')),
    ...zones.map(({ layer, area }) => {
      const colour = layerColour(layer)
      // The boundary of development holds nearly everything: only its line is drawn.
      return layer === 'urbanDevelopmentBoundary'
        ? drawn(area, `fill="none" stroke="${colour}" stroke-width="5" stroke-dasharray="22 12"`)
        : drawn(area, `fill="${colour}" fill-opacity="0.35" stroke="${colour}" stroke-width="3"`)
    }),
    drawn(site, 'fill="#d9622b" fill-opacity="0.28" stroke="#d9622b" stroke-width="9" stroke-linejoin="round"'),
    `<path d="M1120 150L1145 80L1170 150L1145 132Z" fill="#16212f"/>`,
    `<path d="M60 1120v22h${bar.toFixed(1)}v-22" fill="none" stroke="#16212f" stroke-width="6"/>`,
    `<rect x="2" y="2" width="${pixels - 4}" height="${pixels - 4}" fill="none" stroke="#66727d" stroke-width="4"/>`,
    '</svg>',
  ].join('')
}

export const pictureOfMap = async (map: SiteMap): Promise<Buffer> =>
  sharp(Buffer.from(svgOfMap(map)))
    .png({ palette: true })
    .toBuffer()
