import { useWidth } from '../../use-width.ts'
import { centreOf, type FeatureLayer, propertyText } from '../feature-layer.ts'
import { PictureMap } from '../picture-map.tsx'
import { geometryPath, type Projection } from '../projection.ts'
import type { FeatureMapProps } from './feature-map.tsx'

const Shapes = ({
  layer,
  projection,
  chosen,
  onSelect,
}: {
  layer: FeatureLayer
  projection: Projection
  chosen: string | null
  onSelect: FeatureMapProps['onSelect']
}) =>
  layer.data.features.map((feature, index) => {
    const one = layer.classes.find(({ value }) => value === propertyText(feature, layer.classOf))
    const centre = one === undefined ? null : centreOf(feature.geometry)
    if (one === undefined || centre === null) return null
    const key = propertyText(feature, layer.key)
    if (layer.backdrop === true) {
      return (
        <path key={`${key} ${index}`} d={geometryPath(feature.geometry, projection)} fill={one.colour} opacity="0.35" />
      )
    }
    const [x, y] = projection.point(centre[0], centre[1])
    return (
      // The table beside is the way for keyboard and reader.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
      <g key={`${key} ${index}`} className="feature-dot" onClick={() => onSelect({ layer: layer.id, key })}>
        {key === chosen && <circle cx={x} cy={y} r="9" fill="none" stroke="var(--orange)" strokeWidth="2.5" />}
        <path d={geometryPath(feature.geometry, projection)} fill={one.colour} />
        <circle cx={x} cy={y} r="4" fill={one.colour} stroke="#fff" />
      </g>
    )
  })

/** The layers on the county's picture, for browsers without WebGL and until the movable map is there. */
export const FeaturePicture = ({ label, layers, height, selected, onSelect }: FeatureMapProps) => {
  const [box, width] = useWidth(560)
  return (
    <div ref={box}>
      <PictureMap
        width={width}
        height={height}
        padding={{ top: 16, right: 16, bottom: 24, left: 16 }}
        names={width > 460}
        label={label}
      >
        {(projection) =>
          layers.map((layer) => (
            <Shapes
              key={layer.id}
              layer={layer}
              projection={projection}
              chosen={selected?.layer === layer.id ? selected.key : null}
              onSelect={onSelect}
            />
          ))
        }
      </PictureMap>
    </div>
  )
}
