import { useUi } from '../messages/index.ts'
import type { Projection } from './projection.ts'

/** A bar of a round number of kilometres, between `room / 2` and `room` long. Drawn at (x, y), growing to the left. */
export const MapScale = ({
  projection,
  x,
  y,
  room,
}: {
  projection: Projection
  x: number
  y: number
  room: number
}) => {
  const t = useUi()
  const km = [50, 20, 10, 5, 2, 1].find((one) => one * projection.kilometre <= room) ?? 1
  const length = km * projection.kilometre
  return (
    <g className="map-scale">
      <path d={`M${x - length} ${y - 5}V${y}H${x}V${y - 5}`} />
      <text x={x - length / 2} y={y - 6}>
        {t('map.scale', { km })}
      </text>
    </g>
  )
}
