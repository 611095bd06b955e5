import { addDays, daysBetween } from '../../../platform/ui/format.ts'
import { useWidth } from '../../../platform/ui/use-width.ts'
import type { ProjectReply } from '../../api/projects/schema.ts'
import { useLedger } from '../../messages/index.ts'

const row = 30
const head = 22

/** Plan pale, accepted solid, reported hollow; a line on the day that is shown. */
export const Gantt = ({ project }: { project: ProjectReply }) => {
  const t = useLedger()
  const [box, width] = useWidth(760)
  const left = width < 560 ? 96 : 148
  const { nodes } = project
  const ends = nodes.flatMap((node) => [node.plannedOn, node.acceptedOn ?? node.plannedOn])
  const from = nodes.map((node) => node.plannedFrom).sort()[0]
  const to = ends.sort().at(-1)
  if (from === undefined || to === undefined) return null
  const until = addDays(to, 15)
  const span = Math.max(1, daysBetween(from, until))
  const x = (date: string): number =>
    left + (Math.min(Math.max(daysBetween(from, date), 0), span) / span) * (width - left - 8)
  const years = Array.from(
    { length: Number(until.slice(0, 4)) - Number(from.slice(0, 4)) + 1 },
    (_, index) => Number(from.slice(0, 4)) + index,
  )
  const quarters = years
    .flatMap((year) => ['01', '04', '07', '10'].map((month) => `${year}-${month}-01`))
    .filter((date) => date >= from && date <= until)
  const every = (width - left) / quarters.length < 52 ? 2 : 1
  const height = head + nodes.length * row + 4
  return (
    <div ref={box} className="gantt">
      <svg width={width} height={height} role="img" aria-label={t('projects.gantt')}>
        {quarters.map((date, index) => (
          <g key={date}>
            <line className="chart-grid" x1={x(date)} x2={x(date)} y1={head - 4} y2={height} />
            {index % every === 0 && (
              <text className="chart-axis" x={x(date) + 2} y="12">
                {date.slice(0, 7)}
              </text>
            )}
          </g>
        ))}
        {nodes.map((node, index) => {
          const y = head + index * row
          const late = (node.varianceDays ?? 0) > 0
          return (
            <g key={node.id}>
              <text className="gantt-name" x="0" y={y + 19}>
                {node.name}
              </text>
              <rect
                className="gantt-plan"
                x={x(node.plannedFrom)}
                y={y + 6}
                width={Math.max(3, x(node.plannedOn) - x(node.plannedFrom))}
                height="8"
                rx="1"
              />
              {node.acceptedOn !== null ? (
                <rect
                  className={late ? 'gantt-done gantt-late' : 'gantt-done'}
                  x={x(node.plannedFrom)}
                  y={y + 15}
                  width={Math.max(3, x(node.acceptedOn) - x(node.plannedFrom))}
                  height="8"
                  rx="1"
                />
              ) : (
                node.reportedOn !== null && (
                  <rect
                    className="gantt-reported"
                    x={x(node.plannedFrom)}
                    y={y + 15}
                    width={Math.max(3, (x(node.plannedOn) - x(node.plannedFrom)) * node.reportedProgress)}
                    height="8"
                    rx="1"
                  />
                )
              )}
            </g>
          )
        })}
        {project.asOf >= from && project.asOf <= until && (
          <line className="chart-now" x1={x(project.asOf)} x2={x(project.asOf)} y1={head - 4} y2={height} />
        )}
      </svg>
    </div>
  )
}
