import { formatNumber } from '../../platform/ui/format.ts'
import { useLand } from '../messages/index.ts'
import type { Parcel } from './data.ts'

type Building = Parcel['buildings'][number]

const width = 640
const height = 200
const ground = 168
/** A storey higher than this counts twice (工业项目建设用地控制指标). */
const doubledFrom = 8

/** The buildings of a parcel in section: widths by footprint, heights to scale, with the 8 m line of each storey. */
export const Storeys = ({ buildings }: { buildings: readonly Building[] }) => {
  const t = useLand()
  const standing = buildings.filter(({ demolishedOn }) => demolishedOn === null)
  if (standing.length === 0) return <p className="hint">{t('storeys.none')}</p>
  const side = (building: Building): number => Math.sqrt(building.footprintM2)
  const sides = standing.reduce((sum, building) => sum + side(building), 0)
  const heights = standing.map(({ storeys }) =>
    storeys.filter(({ below }) => !below).reduce((sum, { heightM }) => sum + heightM, 0),
  )
  const perMetre = (ground - 24) / Math.max(...heights, doubledFrom + 2)
  const perSide = (width - 24 - 16 * standing.length) / sides
  // Left edge of each building, and the height at which each of its storeys begins.
  const drawn = standing.map((building, index) => {
    const before = standing.slice(0, index).reduce((sum, each) => sum + side(each) * perSide + 16, 12)
    const above = building.storeys.filter(({ below }) => !below)
    return {
      building,
      left: before,
      wide: side(building) * perSide,
      storeys: above.map((storey, level) => ({
        storey,
        tall: storey.heightM * perMetre,
        top: ground - above.slice(0, level + 1).reduce((sum, { heightM }) => sum + heightM, 0) * perMetre,
      })),
    }
  })
  return (
    <figure className="land-storeys">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('storeys.label')}>
        <line x1="0" x2={width} y1={ground} y2={ground} stroke="var(--ink-2)" />
        {drawn.map(({ building, left, wide, storeys }) => (
          <g key={building.no}>
            {storeys.map(({ storey, tall, top }) => {
              const doubled = storey.heightM > doubledFrom
              return (
                <g key={storey.no}>
                  <rect
                    x={left}
                    y={top}
                    width={wide}
                    height={tall}
                    fill={doubled ? 'var(--orange-tint)' : 'var(--teal-tint)'}
                    stroke={doubled ? 'var(--orange-ink)' : 'var(--teal)'}
                  />
                  {tall > 13 && wide > 60 && (
                    <text x={left + wide / 2} y={top + tall / 2 + 4} textAnchor="middle" className="land-storey-text">
                      {formatNumber(storey.areaM2, 0)} m² · {formatNumber(storey.heightM, 2)} m{doubled ? ' ×2' : ''}
                    </text>
                  )}
                </g>
              )
            })}
            <text x={left + wide / 2} y={ground + 18} textAnchor="middle" className="land-storey-text">
              {t('storeys.no', { no: building.no })}
            </text>
          </g>
        ))}
        <line
          x1="0"
          x2={width}
          y1={ground - doubledFrom * perMetre}
          y2={ground - doubledFrom * perMetre}
          stroke="var(--orange)"
          strokeDasharray="5 4"
        />
        <text x={width - 6} y={ground - doubledFrom * perMetre - 5} textAnchor="end" className="land-storey-line">
          {t('storeys.line')}
        </text>
      </svg>
      <figcaption className="hint">
        {standing
          .map(({ no, storeys }) =>
            t('storeys.words', {
              no,
              floors: storeys.length,
              height: formatNumber(Math.max(...storeys.map(({ heightM }) => heightM)), 2),
            }),
          )
          .join('；')}
      </figcaption>
    </figure>
  )
}
