import {
  type GeoJSONSource,
  type LayerSpecification,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
} from 'maplibre-gl'
import { useEffect, useEffectEvent, useRef } from 'react'
import neighboursUrl from '../../../../data/geo/neighbours.geojson?url'
import { countyBounds } from '../../../platform/ui/map/base.ts'
import { han } from '../../../platform/ui/map/zoom/han.ts'
import { tileStyle } from '../../../platform/ui/map/zoom/tile-style.ts'
import '../../../platform/ui/map/zoom/worker.ts'
import '../../../platform/ui/map/zoom/zoom.css'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { useLandMap } from '../../messages/map/index.ts'
import type { DrawMapProps } from './draw-map.tsx'

const layerTints: readonly (readonly [string, string])[] = [
  ['permanentBasicFarmland', '#c9a227'],
  ['ecologicalRedline', '#2b8a3e'],
  ['geologicalHazard', '#8a4f00'],
  ['waterSource', '#3b8ea5'],
  ['nuclearExclusion', '#c92a2a'],
  ['heritage', '#7a4fa3'],
]

const boundary = 'urbanDevelopmentBoundary'
/** Rings of five kilometres would colour half of the county. */
const unfilled = [boundary, 'nuclearRestriction']

const zoneColour = ['match', ['get', 'layer'], ...layerTints.flat(), '#66727d']

const layers = (): LayerSpecification[] =>
  [
    {
      id: 'zones',
      type: 'fill',
      source: 'zones',
      'source-layer': 'land.controlZones',
      filter: ['!', ['in', ['get', 'layer'], ['literal', unfilled]]],
      paint: { 'fill-color': zoneColour, 'fill-opacity': 0.32 },
    },
    {
      id: 'zone-lines',
      type: 'line',
      source: 'zones',
      'source-layer': 'land.controlZones',
      filter: ['==', ['get', 'layer'], boundary],
      paint: { 'line-color': '#1a5f91', 'line-width': 1.2, 'line-dasharray': [4, 2] },
    },
    {
      id: 'parcels',
      type: 'fill',
      source: 'parcels',
      'source-layer': 'land.parcels',
      paint: { 'fill-color': '#cbbf9f', 'fill-opacity': 0.75, 'fill-outline-color': '#8b7f63' },
    },
    {
      id: 'chosen',
      type: 'fill',
      source: 'parcels',
      'source-layer': 'land.parcels',
      filter: ['in', ['get', 'parcelCode'], ['literal', []]],
      paint: { 'fill-color': '#d9622b', 'fill-opacity': 0.7 },
    },
    { id: 'site', type: 'fill', source: 'site', paint: { 'fill-color': '#d9622b', 'fill-opacity': 0.25 } },
    { id: 'site-line', type: 'line', source: 'site', paint: { 'line-color': '#d9622b', 'line-width': 3 } },
    {
      id: 'corners',
      type: 'circle',
      source: 'corners',
      paint: {
        'circle-radius': 5,
        'circle-color': '#fff',
        'circle-stroke-color': '#d9622b',
        'circle-stroke-width': 2.5,
      },
    },
    // MapLibre's types want each paint expression spelt out as a tuple; the style is checked when the map loads it.
  ] as LayerSpecification[]

const collection = (features: GeoJSON.Feature[]): GeoJSON.FeatureCollection => ({ type: 'FeatureCollection', features })

const siteOf = ({ corners, closed }: DrawMapProps): GeoJSON.FeatureCollection => {
  const line = corners.map(([x, y]) => [x, y])
  const [first] = line
  if (first === undefined || line.length < 2) return collection([])
  return collection([
    {
      type: 'Feature',
      properties: {},
      geometry:
        closed && line.length > 2
          ? { type: 'Polygon', coordinates: [[...line, first]] }
          : { type: 'LineString', coordinates: line },
    },
  ])
}

const cornersOf = ({ corners, mode }: DrawMapProps): GeoJSON.FeatureCollection =>
  collection(
    mode === 'show'
      ? []
      : corners.map(([x, y]) => ({
          type: 'Feature',
          properties: {},
          geometry: { type: 'Point', coordinates: [x, y] },
        })),
  )

const put = (stage: MapLibre, props: DrawMapProps): void => {
  void stage.getSource<GeoJSONSource>('site')?.setData(siteOf(props))
  void stage.getSource<GeoJSONSource>('corners')?.setData(cornersOf(props))
  if (stage.getLayer('chosen')) {
    stage.setFilter('chosen', ['in', ['get', 'parcelCode'], ['literal', [...props.chosen]]])
  }
}

const tiles = (layer: string) => ({
  type: 'vector' as const,
  tiles: [`${location.origin}/tiles/${layer}/{z}/{x}/{y}.pbf`],
  minzoom: 0,
  maxzoom: 16,
})

const GlDrawMap = (props: DrawMapProps) => {
  const t = useLandMap()
  const ui = useUi()
  const box = useRef<HTMLDivElement>(null)
  const map = useRef<MapLibre | null>(null)
  /** The base has come: `isStyleLoaded` is false again whenever tiles load. */
  const loaded = useRef(false)
  const ready = useEffectEvent((stage: MapLibre): void => {
    loaded.current = true
    put(stage, props)
  })
  const click = useEffectEvent((stage: MapLibre, x: number, y: number, at: readonly [number, number]): void => {
    if (props.mode === 'draw') {
      if (!props.closed) props.onCorner?.(at)
      return
    }
    if (props.mode !== 'pick') return
    const [hit] = stage.queryRenderedFeatures([x, y], { layers: ['parcels'] })
    if (hit) props.onParcel?.(String(hit.properties['parcelCode']))
  })
  const build = useEffectEvent((container: HTMLElement): MapLibre => {
    const base = tileStyle(location.origin, neighboursUrl, null)
    const [west, south, east, north] = props.bounds ?? countyBounds
    return new MapLibre({
      container,
      style: {
        ...base,
        sources: {
          ...base.sources,
          zones: tiles('land.controlZones'),
          parcels: tiles('land.parcels'),
          site: { type: 'geojson', data: siteOf(props) },
          corners: { type: 'geojson', data: cornersOf(props) },
        },
        layers: [...base.layers, ...layers()],
      },
      bounds: [west, south, east, north],
      fitBoundsOptions: { padding: 40, maxZoom: 16 },
      minZoom: 8,
      maxZoom: 19,
      attributionControl: false,
      localIdeographFontFamily: han,
      dragRotate: false,
      pitchWithRotate: false,
      doubleClickZoom: props.mode !== 'draw',
      locale: {
        'NavigationControl.ZoomIn': ui('map.zoomIn'),
        'NavigationControl.ZoomOut': ui('map.zoomOut'),
        'ScaleControl.Kilometers': ui('map.km'),
        'ScaleControl.Meters': ui('map.metres'),
        'Map.Title': t('draw.label'),
      },
    })
  })
  useEffect(() => {
    if (!box.current) return
    const made = build(box.current)
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.addControl(new ScaleControl({ maxWidth: 110, unit: 'metric' }), 'bottom-right')
    made.on('load', () => ready(made))
    made.on('click', (event) =>
      click(made, event.point.x, event.point.y, [
        Number(event.lngLat.lng.toFixed(7)),
        Number(event.lngLat.lat.toFixed(7)),
      ]),
    )
    map.current = made
    return () => {
      map.current = null
      loaded.current = false
      made.remove()
    }
  }, [])
  useEffect(() => {
    if (map.current !== null && loaded.current) put(map.current, props)
  })
  return (
    <div
      ref={box}
      className="zoom-map"
      style={{ height: props.height, cursor: props.mode === 'draw' ? 'crosshair' : undefined }}
    />
  )
}

export default GlDrawMap
