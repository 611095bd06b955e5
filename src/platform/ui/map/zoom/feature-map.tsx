import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { countOf, type FeatureLayer, type Selected } from '../feature-layer.ts'
import { MapNote } from '../picture-map.tsx'
import '../map.css'
import { FeaturePicture } from './feature-picture.tsx'
import { hasWebGl } from './zoom-map.tsx'
import './zoom.css'
import './feature-map.css'

export type FeatureMapProps = {
  /** What the map shows, in words. */
  readonly label: string
  /** From below to above; at most three, so that the map can be read. */
  readonly layers: readonly FeatureLayer[]
  /** Town → 0…1 as tints under the layers. */
  readonly shares?: Readonly<Record<string, number | null>> | null
  readonly height: number
  readonly selected: Selected | null
  readonly onSelect: (selected: Selected | null) => void
}

const Absent = ({ onFail }: { onFail: () => void }): null => {
  useEffect(onFail, [onFail])
  return null
}

const GlFeatureMap = lazy<ComponentType<FeatureMapProps & { onFail: () => void }>>(() =>
  import('./gl-feature-map.tsx').catch(() => ({ default: Absent })),
)

/**
 * Records on the county's map: legend always visible with counts, a click opens the card, the chosen one has the orange
 * ring that its row has in teal. Where a browser cannot draw with WebGL the same stands as a picture. The table beside
 * is the way for the keyboard.
 */
export const FeatureMap = ({
  card,
  synthetic = true,
  ...props
}: FeatureMapProps & { card?: ReactNode; synthetic?: boolean }) => {
  const [failed, setFailed] = useState(() => !hasWebGl())
  const picture = <FeaturePicture {...props} />
  return (
    <figure className="feature-map" aria-label={props.label}>
      <figcaption className="feature-legend">
        {props.layers.flatMap((layer) =>
          layer.classes.map((one) => (
            <span key={`${layer.id} ${one.value}`}>
              <i data-backdrop={layer.backdrop === true ? '' : undefined} style={{ background: one.colour }} />
              {one.title} {countOf(layer, one.value)}
            </span>
          )),
        )}
      </figcaption>
      <div className="feature-stage">
        {failed ? (
          picture
        ) : (
          <Suspense fallback={picture}>
            <GlFeatureMap {...props} onFail={() => setFailed(true)} />
          </Suspense>
        )}
        {card !== undefined && card !== null && (
          <div className="feature-card" aria-live="polite">
            {card}
          </div>
        )}
      </div>
      <MapNote synthetic={synthetic} />
    </figure>
  )
}
