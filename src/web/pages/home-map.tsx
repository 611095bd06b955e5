import type { Lang } from '../../platform/ui/i18n/lang.ts'
import type { Town } from '../../platform/ui/map/base.ts'
import { MapScale } from '../../platform/ui/map/map-scale.tsx'
import { MapNote, nameBoxes, PictureMap } from '../../platform/ui/map/picture-map.tsx'
import '../../platform/ui/map/map.css'
import { around, type Label, type Placed, placeLabels } from '../../platform/ui/map/place-labels.ts'
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

const townName = (town: Town, lang: Lang): string =>
  lang === 'en' ? town.nameEn.replace(/ (Subdistrict|Town|Township)$/, '') : town.name

const Name = ({ at, text, className }: { at: Placed | undefined; text: string; className: string }) =>
  at === undefined ? null : (
    <text className={className} x={at.x} y={at.y} style={{ textAnchor: at.anchor }}>
      {text}
    </text>
  )

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
        townNames={false}
        towns={wide}
        foot={64}
      >
        {(projection, base) => {
          const marks = projects.map((project) => {
            const [x, y] = projection.point(project.longitude, project.latitude)
            return { key: project.id, text: project.name, size: 12.5, x, y, radius: 7 }
          })
          const towns = base.towns.map((town) => {
            const [x, y] = projection.point(...town.seat)
            return { key: town.code, text: townName(town, t.lang), size: 12.5, x, y: y - 6, radius: 0 }
          })
          const names = wide
            ? placeLabels(
                [
                  ...marks.map((mark): Label => ({ ...mark, sides: ['right', 'left', 'above', 'below'] })),
                  ...towns.map((town): Label => ({ ...town, sides: ['below', 'above', 'right', 'left'] })),
                ],
                [...marks.map(({ x, y }) => around(x, y, 6)), ...nameBoxes(projection)],
                { left: 4, top: 4, right: width - 4, bottom: height - 44 },
              )
            : new Map<string, Placed>()
          return (
            <>
              {towns.map((town) => (
                <Name key={town.key} className="map-town-name" at={names.get(town.key)} text={town.text} />
              ))}
              {marks.map((mark, index) => (
                <g key={mark.key}>
                  <Diamond x={mark.x} y={mark.y} done={projects[index]?.done === true} />
                  <Name className="map-mark-word" at={names.get(mark.key)} text={mark.text} />
                </g>
              ))}
              {wide && <MapScale projection={projection} x={width - 16} y={height - 58} room={110} />}
            </>
          )
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
