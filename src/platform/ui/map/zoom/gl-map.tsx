import { Map as MapLibre, Marker, NavigationControl, ScaleControl } from 'maplibre-gl'
import { useEffect, useEffectEvent, useRef } from 'react'
import neighboursUrl from '../../../../../data/geo/neighbours.geojson?url'
import { useUi } from '../../messages/index.ts'
import { countyBounds } from '../base.ts'
import { han } from './han.ts'
import { tileStyle } from './tile-style.ts'
import './worker.ts'
import type { TownMark, ZoomMapProps } from './zoom-map.tsx'

const [west, south, east, north] = countyBounds

/** A town as a button on the map: reachable by keyboard, its amount in the name that is read out. */
const markerOf = (mark: TownMark, chosen: boolean, choose: (code: string) => void): HTMLElement => {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'zoom-mark'
  button.setAttribute('aria-pressed', String(chosen))
  if (mark.radius > 0) {
    const circle = document.createElement('span')
    circle.className = 'zoom-circle'
    circle.style.width = `${mark.radius * 2}px`
    circle.style.height = `${mark.radius * 2}px`
    circle.textContent = mark.radius > 10 ? mark.short : ''
    circle.setAttribute('aria-hidden', 'true')
    button.append(circle)
  }
  const name = document.createElement('span')
  name.className = 'zoom-name'
  name.textContent = mark.name
  const amount = document.createElement('span')
  amount.className = 'visually-hidden'
  amount.textContent = ` ${mark.text}`
  button.append(name, amount)
  button.addEventListener('click', (event) => {
    event.stopPropagation()
    choose(mark.code)
  })
  return button
}

/** MapLibre over the county's own tiles. Loaded on demand: it is ten times the public home. */
const GlMap = ({ marks, shares, height, chosen, onChoose, onFail }: ZoomMapProps & { onFail: () => void }) => {
  const t = useUi()
  const box = useRef<HTMLDivElement>(null)
  const map = useRef<MapLibre | null>(null)
  const label = t('map.label')
  const words = {
    'NavigationControl.ZoomIn': t('map.zoomIn'),
    'NavigationControl.ZoomOut': t('map.zoomOut'),
    'ScaleControl.Kilometers': t('map.km'),
    'ScaleControl.Meters': t('map.metres'),
    'Map.Title': label,
  }
  const fail = useEffectEvent(onFail)
  const build = useEffectEvent((container: HTMLElement): MapLibre => {
    const made = new MapLibre({
      container,
      style: tileStyle(location.origin, neighboursUrl, shares),
      bounds: [west, south, east, north],
      fitBoundsOptions: { padding: 16 },
      minZoom: 8,
      maxZoom: 15,
      attributionControl: false,
      localIdeographFontFamily: han,
      dragRotate: false,
      pitchWithRotate: false,
      cooperativeGestures: false,
      locale: words,
    })
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.addControl(new ScaleControl({ maxWidth: 110, unit: 'metric' }), 'bottom-right')
    return made
  })
  useEffect(() => {
    if (!box.current) return
    try {
      const made = build(box.current)
      map.current = made
      return () => {
        map.current = null
        made.remove()
      }
    } catch {
      // No context for drawing after all: the picture in SVG stands in.
      fail()
      return
    }
  }, [])
  const choose = useEffectEvent(onChoose)
  useEffect(() => {
    const stage = map.current
    if (!stage) return
    const standing = marks.map((mark) =>
      new Marker({ element: markerOf(mark, mark.code === chosen, (code) => choose(code)), anchor: 'center' })
        .setLngLat([mark.seat[0], mark.seat[1]])
        .addTo(stage),
    )
    return () => {
      for (const marker of standing) marker.remove()
    }
  }, [marks, chosen])
  return <div ref={box} className="zoom-map" style={{ height }} />
}

export default GlMap
