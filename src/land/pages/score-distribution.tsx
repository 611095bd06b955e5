import { useLand } from '../messages/index.ts'
import { formatNumber } from '../../platform/ui/format.ts'
import type { Evaluation } from './data.ts'

type Row = Evaluation['results'][number]

const [width, height, foot] = [760, 190, 24]
const bins = 40

/** Scores of a group as columns, each in the colour of its class, with a line where one class ends and the next begins. */
export const ScoreDistribution = ({ rows }: { rows: readonly Row[] }) => {
  const t = useLand()
  const classed = rows.filter(({ rank }) => rank !== null).toSorted((a, b) => b.total - a.total)
  if (classed.length < 3) return null
  // The best few would squeeze all others into one column: the axis ends where 98 of 100 are.
  const most = classed[Math.floor(classed.length * 0.02)]?.total ?? 1
  const step = most / bins
  const counts = Array.from({ length: bins }, () => 0)
  for (const { total } of classed) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(total / step)))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const highest = Math.max(...counts)
  const at = (total: number): number => (Math.min(total, most) / most) * width
  const letters = [...new Set(classed.map((row) => row.class))].toSorted()
  const cuts = letters.slice(0, -1).flatMap((letter) => {
    const last = classed.filter((row) => row.class === letter).at(-1)
    return last === undefined ? [] : [{ letter, total: last.total }]
  })
  return (
    <figure className="land-distribution">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('distribution.label')}>
        {counts.map((count, bin) => {
          const tall = (count / highest) * (height - foot - 56)
          return (
            <rect
              key={bin}
              x={(bin * width) / bins + 1}
              y={height - foot - tall}
              width={width / bins - 2}
              height={tall}
              fill="var(--teal-mid)"
            />
          )
        })}
        <line x1="0" x2={width} y1={height - foot} y2={height - foot} stroke="var(--ink-2)" />
        {cuts.map(({ letter, total }, index) => (
          <g key={letter}>
            <line
              x1={at(total)}
              x2={at(total)}
              y1={12}
              y2={height - foot}
              stroke="var(--orange)"
              strokeDasharray="5 4"
            />
            <text x={at(total) - 4} y={12 + 14 * index} textAnchor="end" className="land-storey-line">
              {t('distribution.cut', { letter, total: formatNumber(total, 2) })}
            </text>
          </g>
        ))}
        <text x={0} y={height - 6} className="land-storey-text">
          0
        </text>
        <text x={width} y={height - 6} textAnchor="end" className="land-storey-text">
          {t('distribution.most', { total: formatNumber(most, 0) })}
        </text>
      </svg>
      <figcaption className="hint">
        {letters
          .map((letter) =>
            t('distribution.words', { letter, count: classed.filter((row) => row.class === letter).length }),
          )
          .join('　')}
      </figcaption>
    </figure>
  )
}
