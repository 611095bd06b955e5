import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { Button, Segmented } from '../../../platform/ui/button.tsx'
import { displayScale } from '../../../platform/ui/chart/scale.ts'
import { figureText, formatFigure, formatNumber } from '../../../platform/ui/format.ts'
import type { MapBase } from '../../../platform/ui/map/base.ts'
import { MapNote, PictureMap } from '../../../platform/ui/map/picture-map.tsx'
import '../../../platform/ui/map/map.css'
import type { Projection } from '../../../platform/ui/map/projection.ts'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { useSize } from '../../../platform/ui/use-width.ts'
import type { CockpitReply } from '../../api/cockpit/schema.ts'
import type { ProjectMark } from '../../api/projects/schema.ts'
import { useLedger } from '../../messages/index.ts'
import { AlarmShape } from './alarm-strip.tsx'

type Circles = NonNullable<CockpitReply['circles']>

/** Area stands for the amount; the largest town gets `largest` pixels. */
const radiusOf = (circles: Circles, largest: number): ((value: number) => number) => {
  const top = Math.max(...circles.towns.map((town) => Math.abs(town.value ?? 0)), 1e-9)
  return (value) => Math.max(3, Math.sqrt(Math.abs(value) / top) * largest)
}

const TownCircles = ({
  circles,
  projection,
  base,
  size,
}: {
  circles: Circles
  projection: Projection
  base: MapBase
  size: number
}) => {
  const t = useLedger()
  const ratio = circles.unit === 'fraction'
  const scale = displayScale(circles.unit, Math.max(...circles.towns.map((town) => town.value ?? 0)), t.lang)
  const radius = radiusOf(circles, size)
  return base.towns.map((town) => {
    const value = circles.towns.find((one) => one.code === town.code)?.value ?? null
    const [x, y] = projection.point(...town.seat)
    const r = value === null ? 0 : ratio ? size * 0.55 : radius(value)
    const text =
      value === null
        ? ''
        : formatNumber(
            value * scale.factor,
            scale.decimals === 2 && Number.isInteger(value) && scale.factor === 1 ? 0 : Math.min(scale.decimals, 2),
          )
    const inside = r > 15
    const name = t.lang === 'en' ? town.nameEn.replace(/ (Subdistrict|Town|Township)$/, '') : town.name
    return (
      <g key={town.code}>
        {value !== null && (
          <circle className="cockpit-circle" cx={x} cy={y} r={r} fillOpacity={ratio ? 0.25 + 0.75 * value : 1} />
        )}
        {value !== null && (
          <text
            className={inside ? 'cockpit-circle-word' : 'cockpit-town'}
            x={inside ? x : x + r + 18}
            y={y + 5}
            fontSize={r > 26 ? 17 : 13}
          >
            {text}
          </text>
        )}
        <text className="cockpit-town" x={x} y={y + r + 18}>
          {name}
        </text>
      </g>
    )
  })
}

const Marks = ({
  reply,
  projection,
  onOpen,
  open,
}: {
  reply: CockpitReply
  projection: Projection
  onOpen: (project: ProjectMark) => void
  open: string | null
}) => (
  <>
    {reply.projects.map((project) => {
      const [x, y] = projection.point(project.longitude, project.latitude)
      return (
        // The same projects are in the table of /ledger/projects for keyboard and reader.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
        <g key={project.id} className="cockpit-mark" onClick={() => onOpen(project)}>
          {open === project.id && <circle cx={x} cy={y} r="13" fill="none" stroke="#d9622b" strokeWidth="2.5" />}
          <rect
            className={project.done ? 'cockpit-project cockpit-project-done' : 'cockpit-project'}
            x={x - 5}
            y={y - 5}
            width="10"
            height="10"
            transform={`rotate(45 ${x} ${y})`}
          />
          <text className="map-mark-word cockpit-mark-word" x={x + 14} y={y + 4.5}>
            {project.name}
          </text>
        </g>
      )
    })}
    {reply.alarms.map((alarm) => {
      if (alarm.longitude === null || alarm.latitude === null) return null
      const [x, y] = projection.point(alarm.longitude, alarm.latitude)
      return (
        <g key={alarm.no} transform={`translate(${x} ${y})`}>
          <AlarmShape no={alarm.no} light={alarm.light} />
        </g>
      )
    })}
  </>
)

/** The county, the one lit thing: sums as circles by town, projects as diamonds, alarms as numbered pins. */
export const CockpitMap = ({ reply }: { reply: CockpitReply }) => {
  const t = useLedger()
  const ui = useUi()
  const [box, size] = useSize({ width: 1136, height: 832 })
  const [, setSearch] = useSearchParams()
  const [open, setOpen] = useState<ProjectMark | null>(null)
  const { circles, figures } = reply
  const wide = size.width > 700
  const choose = (figure: string): void =>
    setSearch(
      (present) => {
        const next = new URLSearchParams(present)
        next.set('figure', figure)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  const padding = {
    top: wide ? size.height * 0.085 : 96,
    right: size.width * 0.1,
    bottom: wide ? size.height * 0.13 : 40,
    left: size.width * (wide ? 0.1 : 0.05),
  }
  const scale = circles ? displayScale(circles.unit, circles.total ?? 0, t.lang) : null
  return (
    <section ref={box} className="cockpit-map" aria-label={ui('map.label')}>
      <PictureMap width={size.width} height={size.height} padding={padding} tone="deep" townNames={circles === null}>
        {(projection, base) => (
          <>
            {circles && (
              <TownCircles circles={circles} projection={projection} base={base} size={Math.min(38, size.width / 26)} />
            )}
            <Marks reply={reply} projection={projection} open={open?.id ?? null} onOpen={setOpen} />
          </>
        )}
      </PictureMap>
      {circles && (
        <div className="cockpit-map-head">
          <h2>{circles.title}</h2>
          <p>
            {t('cockpit.byTown', { unit: scale?.unit ?? '' })}　
            {t('cockpit.county', { value: figureText(formatFigure(circles.total, circles.unit, { lang: t.lang })) })}
          </p>
          {figures.length > 1 && (
            <Segmented
              label={t('cockpit.figure')}
              value={circles.indicatorId}
              options={figures.slice(0, 4).map((figure) => ({ value: figure.indicatorId, title: figure.title }))}
              onChange={choose}
            />
          )}
        </div>
      )}
      <p className="cockpit-legend">
        <span>
          <svg width="14" height="14" aria-hidden="true">
            <rect className="cockpit-project" x="3" y="3" width="8" height="8" transform="rotate(45 7 7)" />
          </svg>
          {t('cockpit.project')}
        </span>
        <span>
          <svg width="18" height="16" viewBox="-15 -15 30 28" aria-hidden="true">
            <path d="M0-14L14 11H-14Z" fill="#f5b556" />
          </svg>
          {t('cockpit.pins')}
        </span>
      </p>
      {open && (
        <div className="cockpit-card">
          <b>{open.name}</b>
          <p>{t('cockpit.progress', { value: figureText(formatFigure(open.progress, 'fraction')) })}</p>
          <Button kind="text" onClick={() => setOpen(null)}>
            {ui('action.close')}
          </Button>
        </div>
      )}
      <MapNote />
    </section>
  )
}
