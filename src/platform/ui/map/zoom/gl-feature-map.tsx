import { type GeoJSONSource, Map as MapLibre, NavigationControl, ScaleControl } from 'maplibre-gl'
import { useEffect, useEffectEvent, useRef } from 'react'
import neighboursUrl from '../../../../../data/geo/neighbours.geojson?url'
import { useUi } from '../../messages/index.ts'
import { countyBounds } from '../base.ts'
import { boxOf, type FeatureLayer, pointsOf, propertyText, type Selected } from '../feature-layer.ts'
import type { FeatureMapProps } from './feature-map.tsx'
import { areaSource, chosenDot, chosenLine, dotSource, featureStyle, isChosen, touchable } from './feature-style.ts'
import { han } from './han.ts'
import './worker.ts'
import { tileStyle } from './tile-style.ts'

const [west, south, east, north] = countyBounds

const markPoints = (layer: FeatureLayer): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: layer.data.features.flatMap((feature) =>
    pointsOf({ type: 'FeatureCollection', features: [feature] }).features.map((point) => ({
      ...point,
      properties: { ...point.properties, gongfuPoint: feature.geometry.type === 'Point' },
    })),
  ),
})

const put = (stage: MapLibre, layers: readonly FeatureLayer[], selected: Selected | null): void => {
  for (const layer of layers) {
    const sources = [
      [areaSource(layer.id), layer.data],
      [dotSource(layer.id), markPoints(layer)],
    ] as const
    for (const [id, data] of sources) {
      const standing = stage.getSource<GeoJSONSource>(id)
      if (standing) void standing.setData(data)
      else stage.addSource(id, { type: 'geojson', data })
    }
    for (const style of featureStyle(layer, selected?.layer === layer.id ? selected.key : null)) {
      if (!stage.getLayer(style.id)) stage.addLayer(style)
    }
  }
}

/** MapLibre with the records of the page on the county's own base. Loaded on demand. */
const GlFeatureMap = ({
  layers,
  shares,
  height,
  selected,
  onSelect,
  label,
  onFail,
}: FeatureMapProps & { onFail: () => void }) => {
  const t = useUi()
  const box = useRef<HTMLDivElement>(null)
  const map = useRef<MapLibre | null>(null)
  /** The base has come. `isStyleLoaded` is false again whenever tiles load, and records would be left out. */
  const ready = useRef(false)
  const words = {
    'NavigationControl.ZoomIn': t('map.zoomIn'),
    'NavigationControl.ZoomOut': t('map.zoomOut'),
    'ScaleControl.Kilometers': t('map.km'),
    'ScaleControl.Meters': t('map.metres'),
    'Map.Title': label,
  }
  const fail = useEffectEvent(onFail)
  const choose = useEffectEvent((stage: MapLibre, point: { x: number; y: number }): void => {
    const clickable = layers.filter((layer) => layer.backdrop !== true)
    const ids = clickable.flatMap((layer) => touchable(layer.id)).filter((id) => stage.getLayer(id))
    const reach = 6
    const [hit] = stage.queryRenderedFeatures(
      [
        [point.x - reach, point.y - reach],
        [point.x + reach, point.y + reach],
      ],
      { layers: ids },
    )
    const layer = clickable.find(({ id }) => hit?.layer.id.startsWith(`${id}/`))
    onSelect(hit && layer ? { layer: layer.id, key: propertyText(hit, layer.key) } : null)
  })
  // By the time the base is there the page may show other records.
  const first = useEffectEvent((stage: MapLibre): void => {
    ready.current = true
    put(stage, layers, selected)
  })
  const build = useEffectEvent((container: HTMLElement): MapLibre => {
    const made = new MapLibre({
      container,
      style: tileStyle(location.origin, neighboursUrl, shares ?? null),
      bounds: [west, south, east, north],
      fitBoundsOptions: { padding: 16 },
      minZoom: 8,
      maxZoom: 18,
      attributionControl: false,
      localIdeographFontFamily: han,
      dragRotate: false,
      pitchWithRotate: false,
      locale: words,
    })
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.addControl(new ScaleControl({ maxWidth: 110, unit: 'metric' }), 'bottom-right')
    made.on('load', () => first(made))
    made.on('click', (event) => choose(made, event.point))
    return made
  })
  useEffect(() => {
    if (!box.current) return
    try {
      const made = build(box.current)
      map.current = made
      return () => {
        map.current = null
        ready.current = false
        made.remove()
      }
    } catch {
      // No context for drawing after all: the picture in SVG stands in.
      fail()
      return
    }
  }, [])
  useEffect(() => {
    const stage = map.current
    if (stage !== null && ready.current) put(stage, layers, null)
  }, [layers])
  useEffect(() => {
    const stage = map.current
    if (!stage) return
    for (const layer of layers) {
      const key = selected?.layer === layer.id ? selected.key : null
      for (const id of [chosenLine(layer.id), chosenDot(layer.id)]) {
        if (stage.getLayer(id)) stage.setFilter(id, isChosen(layer, key))
      }
      const feature = layer.data.features.find((one) => key !== null && propertyText(one, layer.key) === key)
      const bounds = feature === undefined ? null : boxOf(feature.geometry)
      // A record chosen in the table beside comes into the picture.
      if (bounds !== null && !stage.getBounds().contains([(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2])) {
        stage.panTo([(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2], { animate: false })
      }
    }
  }, [layers, selected])
  return <div ref={box} className="zoom-map" style={{ height }} />
}

export default GlFeatureMap
