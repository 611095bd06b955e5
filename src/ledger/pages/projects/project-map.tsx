import { MapScale } from '../../../platform/ui/map/map-scale.tsx'
import { MapNote, nameBoxes, PictureMap } from '../../../platform/ui/map/picture-map.tsx'
import '../../../platform/ui/map/map.css'
import { around, type Label, type Placed, placeLabels } from '../../../platform/ui/map/place-labels.ts'
import { useWidth } from '../../../platform/ui/use-width.ts'
import type { ProjectMark } from '../../api/projects/schema.ts'
import { useLedger } from '../../messages/index.ts'

const Diamond = ({ x, y, done }: { x: number; y: number; done: boolean }) => (
  <rect
    className={done ? 'mark-done' : 'mark-building'}
    x={x - 4.5}
    y={y - 4.5}
    width="9"
    height="9"
    transform={`rotate(45 ${x} ${y})`}
  />
)

/** Where the projects are; the chosen one has the orange ring that its row has in teal. */
export const ProjectMap = ({
  projects,
  chosen,
  onChoose,
}: {
  projects: readonly ProjectMark[]
  chosen: string | null
  onChoose?: (id: string) => void
}) => {
  const t = useLedger()
  const [box, width] = useWidth(440)
  const height = Math.round(width * 0.78)
  return (
    <figure ref={box} className="project-map">
      <figcaption className="project-legend">
        {([true, false] as const).map((done) => (
          <span key={String(done)}>
            <svg width="14" height="14" aria-hidden="true">
              <Diamond x={7} y={7} done={done} />
            </svg>
            {t(done ? 'projects.built' : 'projects.building')}{' '}
            {projects.filter((project) => project.done === done).length}
          </span>
        ))}
      </figcaption>
      <PictureMap
        width={width}
        height={height}
        padding={{ top: 16, right: 40, bottom: 24, left: 16 }}
        townNames={false}
        label={t('projects.map')}
      >
        {(projection) => {
          const marks = projects.map((project) => {
            const [x, y] = projection.point(project.longitude, project.latitude)
            return { project, x, y }
          })
          const names = placeLabels(
            marks.map(
              ({ project, x, y }): Label => ({
                key: project.id,
                text: project.name,
                size: 12.5,
                x,
                y,
                radius: 8,
                sides: ['right', 'left', 'above', 'below'],
              }),
            ),
            [...marks.map(({ x, y }) => around(x, y, 6)), ...nameBoxes(projection)],
            { left: 4, top: 4, right: width - 4, bottom: height - 24 },
            (key) => key === chosen,
          )
          return (
            <>
              {marks.map(({ project, x, y }) => {
                const at: Placed | undefined = names.get(project.id)
                return (
                  // The table beside is the way for keyboard and reader.
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
                  <g key={project.id} onClick={() => onChoose?.(project.id)}>
                    {chosen === project.id && (
                      <circle cx={x} cy={y} r="11" fill="none" stroke="var(--orange)" strokeWidth="2.5" />
                    )}
                    <Diamond x={x} y={y} done={project.done} />
                    {at && (
                      <text className="map-mark-word" x={at.x} y={at.y} textAnchor={at.anchor}>
                        {project.name}
                      </text>
                    )}
                  </g>
                )
              })}
              <MapScale projection={projection} x={width - 12} y={height - 10} room={96} />
            </>
          )
        }}
      </PictureMap>
      <MapNote />
    </figure>
  )
}
