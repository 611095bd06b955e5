import { type ReactNode, useId, useMemo } from 'react'
import { useLang } from '../i18n/lang.ts'
import { useUi } from '../messages/index.ts'
import { countyBounds, type MapBase, useMapBase } from './base.ts'
import type { Box } from './place-labels.ts'
import { collectionPath, fitProjection, geometryPath, type Padding, type Projection } from './projection.ts'

export type MapTone = 'paper' | 'deep'

type Props = {
  width: number
  height: number
  padding: Padding
  tone?: MapTone
  /** Town borders and names; a small picture goes without. */
  towns?: boolean
  townNames?: boolean
  /** Names of the sea and the neighbours, set at their places when they fall inside the picture. */
  names?: boolean
  /** Height at the foot where the note lies: no name is set there. */
  foot?: number
  label?: string
  children?: (projection: Projection, base: MapBase) => ReactNode
}

const places = [
  ['map.bay', 121.668, 29.165, 'sea'],
  ['map.maotou', 121.755, 29.0, 'sea'],
  ['map.eastSea', 121.86, 28.885, 'sea'],
  ['map.ninghai', 121.43, 29.24, 'land'],
  ['map.xiangshan', 121.87, 29.22, 'land'],
  ['map.linhai', 121.33, 28.87, 'land'],
  ['map.tiantai', 121.165, 29.03, 'land'],
] as const

/** Where the names of sea and neighbours stand, so that other names keep clear of them. */
export const nameBoxes = (projection: Projection): readonly Box[] =>
  places.map(([, longitude, latitude]) => {
    const [x, y] = projection.point(longitude, latitude)
    return { left: x - 40, right: x + 40, top: y - 16, bottom: y + 5 }
  })

/** Only what the county's own sheet leaves out is filled from OpenStreetMap, so that no second coast shows in the bay. */
const beyondSheet = [
  [119, 27, 121.15, 31],
  [119, 29.44, 124, 31],
  [119, 27, 124, 28.574],
  [122.06, 27, 124, 31],
] as const

const osmLand = (base: MapBase, projection: Projection): string =>
  base.coast.features
    .map((feature) => {
      if (feature.geometry.type !== 'LineString') return ''
      const line = feature.geometry.coordinates
      // The one long open line is the mainland; it is closed far inland.
      const closed = line.length > 200 ? [...line, [119, 28.5], [119, 29.74]] : line
      return geometryPath({ type: 'Polygon', coordinates: [closed] }, projection)
    })
    .join('')

/**
 * The county as one picture in SVG: three pale water lines along the coast, neighbours, the county, dotted town
 * borders. Light enough for the public home; what is put on it comes as children in screen units.
 */
export const PictureMap = ({
  width,
  height,
  padding,
  tone = 'paper',
  towns = true,
  townNames = true,
  names = true,
  foot = 16,
  label,
  children,
}: Props) => {
  const t = useUi()
  const lang = useLang()
  const clip = useId()
  const base = useMapBase()
  const { top, right, bottom, left } = padding
  const drawn = useMemo(() => {
    if (!base.data) return null
    const projection = fitProjection(countyBounds, width, height, { top, right, bottom, left })
    return {
      projection,
      county: collectionPath(base.data.land, projection),
      neighbours: collectionPath(base.data.neighbours, projection),
      osm: osmLand(base.data, projection),
      towns: base.data.townAreas.features.map((feature) => geometryPath(feature.geometry, projection)),
    }
  }, [base.data, width, height, top, right, bottom, left])

  return (
    <svg
      className={`picture-map picture-map-${tone}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label ?? t('map.label')}
    >
      <rect className="map-sea" width={width} height={height} />
      {drawn && base.data && (
        <>
          <defs>
            <clipPath id={clip}>
              {beyondSheet.map(([west, south, east, north]) => {
                const [x0, y0] = drawn.projection.point(west, north)
                const [x1, y1] = drawn.projection.point(east, south)
                return <rect key={`${west} ${south} ${east} ${north}`} x={x0} y={y0} width={x1 - x0} height={y1 - y0} />
              })}
            </clipPath>
          </defs>
          {['far', 'middle', 'near'].map((line) => (
            <path key={line} className={`map-water map-water-${line}`} d={drawn.neighbours + drawn.county} />
          ))}
          <path className="map-inland" d={drawn.osm} clipPath={`url(#${clip})`} />
          <path className="map-neighbour" d={drawn.neighbours} />
          <path className="map-county" d={drawn.county} />
          {towns &&
            drawn.towns.map((path, index) => (
              <path key={base.data.towns[index]?.code ?? index} className="map-town" d={path} />
            ))}
          <path className="map-coast" d={drawn.county} />
          {names &&
            places.map(([key, longitude, latitude, kind]) => {
              const [x, y] = drawn.projection.point(longitude, latitude)
              if (x < 40 || x > width - 40 || y < 20 || y > height - foot) return null
              return (
                <text key={key} className={`map-name map-name-${kind}`} x={x} y={y}>
                  {t(key)}
                </text>
              )
            })}
          {townNames &&
            base.data.towns.map((town) => {
              const [x, y] = drawn.projection.point(...town.seat)
              return (
                <text key={town.code} className="map-town-name" x={x} y={y + 5}>
                  {lang === 'en' ? town.nameEn.replace(/ (Subdistrict|Town|Township)$/, '') : town.name}
                </text>
              )
            })}
          {children?.(drawn.projection, base.data)}
        </>
      )}
    </svg>
  )
}

/** The note that must stand with the map (data/README.md), with the demo label where positions are synthetic. */
export const MapNote = ({ synthetic = true }: { synthetic?: boolean }) => {
  const t = useUi()
  return (
    <p className="map-note">
      {t('map.note')}
      {synthetic && <span> {t('map.demo')}</span>}
    </p>
  )
}
