import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import './zoom.css'

export type TownMark = {
  readonly code: string
  readonly name: string
  readonly seat: readonly [longitude: number, latitude: number]
  /** Sums are circles: radius in pixels, 0 for none; ratios tint the town instead. */
  readonly radius: number
  /** The amount with its unit, and as it stands in the circle. */
  readonly text: string
  readonly short: string
}

export type ZoomMapProps = {
  readonly marks: readonly TownMark[]
  /** Town → 0…1 as tints; null where amounts are sums. */
  readonly shares: Readonly<Record<string, number | null>> | null
  readonly height: number
  readonly chosen: string | null
  readonly onChoose: (code: string) => void
}

/** Stands in for a map that did not load, and calls the picture back. */
const Absent = ({ onFail }: { onFail: () => void }): null => {
  useEffect(onFail, [onFail])
  return null
}

const GlMap = lazy<ComponentType<ZoomMapProps & { onFail: () => void }>>(() =>
  import('./gl-map.tsx').catch(() => ({ default: Absent })),
)

let drawn: boolean | undefined

/** Whether this browser draws with WebGL 2; asked once, since a context is costly. */
export const hasWebGl = (): boolean => {
  if (drawn === undefined) {
    const canvas = document.createElement('canvas')
    drawn = canvas.getContext('webgl2') !== null
  }
  return drawn
}

/**
 * A map to move and to zoom over the county's own tiles. Until it is there, and where a browser cannot draw it, the
 * picture given as `children` stands.
 */
export const ZoomMap = ({ children, ...props }: ZoomMapProps & { children: ReactNode }) => {
  const [failed, setFailed] = useState(() => !hasWebGl())
  if (failed) return <>{children}</>
  return (
    <Suspense fallback={children}>
      <GlMap {...props} onFail={() => setFailed(true)} />
    </Suspense>
  )
}
