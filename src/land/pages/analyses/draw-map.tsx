import { type ComponentType, lazy, Suspense, useState } from 'react'
import { MapNote } from '../../../platform/ui/map/picture-map.tsx'
import { hasWebGl } from '../../../platform/ui/map/zoom/zoom-map.tsx'
import '../../../platform/ui/map/map.css'
import { useLandMap } from '../../messages/map/index.ts'

export type DrawMapProps = {
  /** Corners so far, degrees; a closed site is its ring without the last repeated corner. */
  readonly corners: readonly (readonly [number, number])[]
  readonly closed: boolean
  /** Codes of the parcels chosen. */
  readonly chosen: readonly string[]
  readonly mode: 'draw' | 'pick' | 'show'
  readonly height: number
  /** Where the map stands at first: west, south, east, north. */
  readonly bounds?: readonly [number, number, number, number]
  readonly onCorner?: (corner: readonly [number, number]) => void
  readonly onParcel?: (code: string) => void
}

const GlDrawMap = lazy<ComponentType<DrawMapProps>>(() => import('./gl-draw-map.tsx'))

/** Parcels and control zones of the county; sites are drawn corner by corner, or put together from parcels. */
export const DrawMap = (props: DrawMapProps) => {
  const t = useLandMap()
  const [able] = useState(hasWebGl)
  if (!able) return <p className="notice-bar">{t('draw.noMap')}</p>
  return (
    <figure className="draw-map" aria-label={t('draw.label')}>
      <Suspense fallback={<div style={{ height: props.height }} />}>
        <GlDrawMap {...props} />
      </Suspense>
      <MapNote synthetic />
    </figure>
  )
}
