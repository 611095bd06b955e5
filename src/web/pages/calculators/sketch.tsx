import { isObject, type Json } from '../../../platform/ui/schema-form/json-schema.ts'
import { useWidth } from '../../../platform/ui/use-width.ts'
import { useWeb } from '../../messages/index.ts'

type Ring = readonly (readonly [x: number, y: number])[]
type Shape = { readonly rings: readonly Ring[]; readonly group: string }

const isPlace = (value: Json): value is readonly number[] =>
  Array.isArray(value) && value.length >= 2 && typeof value[0] === 'number' && typeof value[1] === 'number'

const ringsIn = (coordinates: Json): readonly Ring[] => {
  if (!Array.isArray(coordinates)) return []
  const parts: readonly Json[] = coordinates
  return parts.length > 2 && parts.every(isPlace)
    ? [parts.filter(isPlace).map(([x = 0, y = 0]) => [x, y] as const)]
    : parts.flatMap(ringsIn)
}

/** Every GeoJSON area in a value, with the key under which its group stands (parcels, zones). */
const shapesIn = (value: Json, group = ''): readonly Shape[] => {
  if (Array.isArray(value)) {
    const items: readonly Json[] = value
    return items.flatMap((item) => shapesIn(item, group))
  }
  if (!isObject(value)) return []
  if (typeof value['type'] === 'string' && value['coordinates'] !== undefined) {
    return [{ rings: ringsIn(value['coordinates']), group }]
  }
  return Object.entries(value).flatMap(([key, part]) =>
    shapesIn(part, Array.isArray(part) || group === '' ? (key === 'geometry' ? group : key) : group),
  )
}

const pad = 16

/** The areas of the input drawn to scale, the first group filled, the others over it as outlines. */
export const Sketch = ({ input }: { input: Json }) => {
  const t = useWeb()
  const [box, width] = useWidth(560)
  const shapes = shapesIn(input).filter(({ rings }) => rings.length > 0)
  const places = shapes.flatMap(({ rings }) => rings.flat())
  if (places.length < 3) return null
  const [west, east] = [Math.min(...places.map(([x]) => x)), Math.max(...places.map(([x]) => x))]
  const [south, north] = [Math.min(...places.map(([, y]) => y)), Math.max(...places.map(([, y]) => y))]
  const degrees = Math.abs(east) <= 180 && Math.abs(north) <= 90
  const squeeze = degrees ? Math.cos((((south + north) / 2) * Math.PI) / 180) : 1
  const [across, up] = [(east - west) * squeeze || 1e-9, north - south || 1e-9]
  const height = Math.round(Math.min(320, Math.max(140, (width * up) / across)))
  const scale = Math.min((width - 2 * pad) / across, (height - 2 * pad) / up)
  const left = (width - across * scale) / 2
  const bottom = (height - up * scale) / 2
  const path = ({ rings }: Shape): string =>
    rings
      .map(
        (ring) =>
          `${ring
            .map(
              ([x, y], index) =>
                `${index === 0 ? 'M' : 'L'}${(left + (x - west) * squeeze * scale).toFixed(1)} ${(height - bottom - (y - south) * scale).toFixed(1)}`,
            )
            .join('')}Z`,
      )
      .join('')
  const groups = [...new Set(shapes.map(({ group }) => group))]
  return (
    <figure ref={box} className="sketch">
      <figcaption className="hint">{t('calculators.sketch')}</figcaption>
      <svg width={width} height={height} role="img" aria-label={t('calculators.sketch')}>
        {shapes.map((shape) => (
          <path key={path(shape)} d={path(shape)} data-layer={Math.min(2, groups.indexOf(shape.group))} />
        ))}
      </svg>
    </figure>
  )
}
