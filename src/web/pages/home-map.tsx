import { MapNote, PictureMap } from '../../platform/ui/map/picture-map.tsx'
import '../../platform/ui/map/map.css'
import { useWidth } from '../../platform/ui/use-width.ts'
import type { ProjectMark } from '../../ledger/api/projects/schema.ts'
import { useWeb } from '../messages/index.ts'

const Diamond = ({ x, y, done, size = 9 }: { x: number; y: number; done: boolean; size?: number }) => (
  <rect
    className={done ? 'mark-done' : 'mark-building'}
    x={x - size / 2}
    y={y - size / 2}
    width={size}
    height={size}
    transform={`rotate(45 ${x} ${y})`}
  />
)

/** Names keep clear of one another: a name whose line is taken moves to the other side of its mark. */
const side = (index: number, points: readonly (readonly [number, number])[]): 'start' | 'end' => {
  const [x, y] = points[index] ?? [0, 0]
  const crowded = points.some(
    ([otherX, otherY], other) => other !== index && Math.abs(otherY - y) < 16 && otherX > x && otherX - x < 150,
  )
  return crowded ? 'end' : 'start'
}

/** The county and the projects under way, as one picture; names only where there is room. */
export const HomeMap = ({ projects }: { projects: readonly ProjectMark[] }) => {
  const t = useWeb()
  const [box, width] = useWidth(760)
  const wide = width > 560
  const height = wide ? 312 : 188
  return (
    <figure ref={box} className="home-map">
      <PictureMap
        width={width}
        height={height}
        padding={
          wide
            ? { top: 6, right: width * 0.36, bottom: 10, left: width * 0.12 }
            : { top: 14, right: width * 0.32, bottom: 22, left: width * 0.3 }
        }
        townNames={wide}
        towns={wide}
      >
        {(projection) => {
          const points = projects.map((project) => projection.point(project.longitude, project.latitude))
          return projects.map((project, index) => {
            const [x = 0, y = 0] = points[index] ?? []
            const anchor = side(index, points)
            return (
              <g key={project.id}>
                <Diamond x={x} y={y} done={project.done} />
                {wide && (
                  <text
                    className="map-mark-word"
                    x={x + (anchor === 'start' ? 10 : -10)}
                    y={y + 4.5}
                    textAnchor={anchor}
                  >
                    {project.name}
                  </text>
                )}
              </g>
            )
          })
        }}
      </PictureMap>
      {projects.length > 0 && (
        <figcaption className="home-legend">
          <span>
            <svg width="14" height="14" aria-hidden="true">
              <Diamond x={7} y={7} done />
            </svg>
            {t('home.built')}
          </span>
          <span>
            <svg width="14" height="14" aria-hidden="true">
              <Diamond x={7} y={7} done={false} />
            </svg>
            {t('home.building')}
          </span>
        </figcaption>
      )}
      <MapNote />
    </figure>
  )
}
