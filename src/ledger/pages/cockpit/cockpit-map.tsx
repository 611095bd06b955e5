import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { Button, Segmented } from '../../../platform/ui/button.tsx'
import { displayScale, roundThree } from '../../../platform/ui/chart/scale.ts'
import { figureText, formatFigure, formatNumber } from '../../../platform/ui/format.ts'
import type { Lang } from '../../../platform/ui/i18n/lang.ts'
import type { MapBase } from '../../../platform/ui/map/base.ts'
import { MapScale } from '../../../platform/ui/map/map-scale.tsx'
import { MapNote, nameBoxes, PictureMap } from '../../../platform/ui/map/picture-map.tsx'
import '../../../platform/ui/map/map.css'
import {
  around,
  type Box,
  clearOf,
  type Label,
  type Placed,
  placeLabels,
  textWidth,
} from '../../../platform/ui/map/place-labels.ts'
import { isOnLand, type Projection } from '../../../platform/ui/map/projection.ts'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { useSize } from '../../../platform/ui/use-width.ts'
import type { CockpitReply } from '../../api/cockpit/schema.ts'
import type { ProjectMark } from '../../api/projects/schema.ts'
import { useLedger } from '../../messages/index.ts'
import { AlarmShape } from './alarm-strip.tsx'

type Circles = NonNullable<CockpitReply['circles']>

/** Area stands for the amount; the largest town gets `largest` pixels. */
const radiusOf = (circles: Circles, largest: number): ((value: number | null) => number) => {
  if (circles.unit === 'fraction') return (value) => (value === null ? 0 : largest * 0.55)
  const top = Math.max(...circles.towns.map((town) => Math.abs(town.value ?? 0)), 1e-9)
  return (value) => (value === null ? 0 : Math.max(3, Math.sqrt(Math.abs(value) / top) * largest))
}

const widestRadius = (width: number): number => Math.min(38, width / 26)

type Dot = {
  readonly code: string
  readonly name: string
  readonly value: number | null
  readonly text: string
  readonly x: number
  readonly y: number
  readonly r: number
}

/** Wide enough for its own amount; a smaller circle has the amount in its name. */
const holdsAmount = (dot: Dot): boolean => dot.r > 15

const dotsOf = (reply: CockpitReply, projection: Projection, base: MapBase, size: number, lang: Lang): Dot[] => {
  const { circles } = reply
  const radius = circles ? radiusOf(circles, size) : () => 0
  const scale = circles
    ? displayScale(circles.unit, Math.max(...circles.towns.map((town) => town.value ?? 0)), lang)
    : null
  return base.towns.map((town) => {
    const value = circles?.towns.find((one) => one.code === town.code)?.value ?? null
    const [x, y] = projection.point(...town.seat)
    const whole = scale?.factor === 1 && value !== null && Number.isInteger(value)
    return {
      code: town.code,
      name: lang === 'en' ? town.nameEn.replace(/ (Subdistrict|Town|Township)$/, '') : town.name,
      value,
      text: value === null || scale === null ? '' : formatNumber(value * scale.factor, whole ? 0 : scale.decimals),
      x,
      y,
      r: radius(value),
    }
  })
}

const Dots = ({ dots, ratio }: { dots: readonly Dot[]; ratio: boolean }) =>
  dots.map(
    (dot) =>
      dot.value !== null && (
        <g key={dot.code}>
          <circle
            className="cockpit-circle"
            cx={dot.x}
            cy={dot.y}
            r={dot.r}
            fillOpacity={ratio ? 0.25 + 0.75 * dot.value : 1}
          />
          {holdsAmount(dot) && (
            <text className="cockpit-circle-word" x={dot.x} y={dot.y + 5} fontSize={dot.r > 26 ? 17 : 13}>
              {dot.text}
            </text>
          )}
        </g>
      ),
  )

const townWords = (dot: Dot): string => (dot.value === null || holdsAmount(dot) ? dot.name : `${dot.name} ${dot.text}`)

type Spot = readonly [x: number, y: number]

/** Names of towns must stand; a project's name only where there is room, its card has it in any case. */
const placeNames = (
  dots: readonly Dot[],
  reply: CockpitReply,
  spots: readonly Spot[],
  projection: Projection,
  frame: Box,
  taken: readonly Box[],
): ReadonlyMap<string, Placed> => {
  const pins = reply.alarms.flatMap(({ longitude, latitude }) =>
    longitude === null || latitude === null ? [] : [around(...projection.point(longitude, latitude), 14)],
  )
  const towns: Label[] = dots.map((dot) => ({
    key: dot.code,
    text: townWords(dot),
    size: 15,
    x: dot.x,
    y: dot.y,
    radius: dot.r,
    sides: ['below', 'right', 'above', 'left'],
  }))
  const projects: Label[] = reply.projects.map((project, index) => {
    const [x = 0, y = 0] = spots[index] ?? []
    return {
      key: project.id,
      text: project.name,
      size: 13,
      x,
      y,
      radius: 9,
      sides: ['right', 'left', 'above', 'below'],
    }
  })
  const circles = dots.filter((dot) => dot.r > 0).map((dot) => around(dot.x, dot.y, dot.r))
  const marks = spots.map(([x, y]) => around(x, y, 8))
  const codes = new Set(dots.map((dot) => dot.code))
  return placeLabels([...towns, ...projects], [...circles, ...marks, ...pins, ...taken], frame, (key) => codes.has(key))
}

/** Ink on the county, paper on the sea: the name's own middle decides. */
const Name = ({
  at,
  text,
  size,
  className,
  projection,
  base,
}: {
  at: Placed | undefined
  text: string
  size: number
  className: string
  projection: Projection
  base: MapBase
}) => {
  if (at === undefined) return null
  const shift = at.anchor === 'middle' ? 0 : (at.anchor === 'start' ? 1 : -1) * (textWidth(text, size) / 2)
  const onLand = isOnLand(base.land, ...projection.place(at.x + shift, at.y - size * 0.4))
  return (
    <text
      className={`${className} ${onLand ? 'on-land' : 'on-sea'}`}
      x={at.x}
      y={at.y}
      fontSize={size}
      textAnchor={at.anchor}
    >
      {text}
    </text>
  )
}

const Marks = ({
  reply,
  spots,
  projection,
  base,
  names,
  onOpen,
  open,
}: {
  reply: CockpitReply
  spots: readonly Spot[]
  projection: Projection
  base: MapBase
  names: ReadonlyMap<string, Placed>
  onOpen: (project: ProjectMark) => void
  open: string | null
}) => (
  <>
    {reply.projects.map((project, index) => {
      const [x = 0, y = 0] = spots[index] ?? []
      return (
        // The same projects are in the table of /ledger/projects for keyboard and reader.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
        <g key={project.id} className="cockpit-mark" onClick={() => onOpen(project)}>
          <title>{project.name}</title>
          {open === project.id && <circle cx={x} cy={y} r="13" fill="none" stroke="#d9622b" strokeWidth="2.5" />}
          <rect
            className={project.done ? 'cockpit-project cockpit-project-done' : 'cockpit-project'}
            x={x - 5}
            y={y - 5}
            width="10"
            height="10"
            transform={`rotate(45 ${x} ${y})`}
          />
          <Name
            className="cockpit-mark-word"
            at={names.get(project.id)}
            text={project.name}
            size={13}
            projection={projection}
            base={base}
          />
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

/** Three round amounts as the circles show them; a ratio is a tint and shows its two ends. */
const CircleLegend = ({ circles, size, lang }: { circles: Circles; size: number; lang: Lang }) => {
  const top = Math.max(...circles.towns.map((town) => Math.abs(town.value ?? 0)))
  if (!(top > 0)) return null
  const scale = displayScale(circles.unit, top, lang)
  const radius = radiusOf(circles, size)
  const ratio = circles.unit === 'fraction'
  const steps = ratio ? [0, 0.5, 1] : roundThree(top * scale.factor).map((value) => value / scale.factor)
  return (
    <p className="cockpit-circles">
      {steps.map((value, index) => {
        const r = ratio ? 9 : radius(value)
        return (
          <span key={value}>
            <svg width={2 * r + 2} height={2 * r + 2} aria-hidden="true">
              <circle
                className="cockpit-circle"
                cx={r + 1}
                cy={r + 1}
                r={r}
                fillOpacity={ratio ? 0.25 + 0.75 * value : 1}
              />
            </svg>
            {formatNumber(value * scale.factor, 2, true)}
            {index === steps.length - 1 && scale.unit !== '' && ` ${scale.unit}`}
          </span>
        )
      })}
    </p>
  )
}

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
  // The title lies over the sea in the north; with a choice of figures below it, it would lie over the towns.
  const choice = figures.length > 1
  const padding = {
    top: wide ? Math.max(size.height * 0.085, choice ? 118 : 0) : 96,
    right: size.width * 0.1,
    bottom: wide ? size.height * 0.13 : 40,
    left: size.width * (wide ? 0.1 : 0.05),
  }
  const scale = circles
    ? displayScale(circles.unit, Math.max(...circles.towns.map((town) => town.value ?? 0)), t.lang)
    : null
  const largest = widestRadius(size.width)
  const frame: Box = { left: 8, top: 8, right: size.width - 8, bottom: size.height - 8 }
  // Where the title and the legend lie over the map, no name is put.
  const head: Box = { left: 0, top: 0, right: choice ? 680 : 380, bottom: choice ? 124 : 116 }
  const foot: Box = { left: 0, top: size.height - 130, right: 420, bottom: size.height }
  return (
    <section ref={box} className="cockpit-map" aria-label={ui('map.label')}>
      <PictureMap width={size.width} height={size.height} padding={padding} tone="deep" townNames={false}>
        {(projection, base) => {
          const dots = dotsOf(reply, projection, base, largest, t.lang)
          const spots = clearOf(
            reply.projects.map(({ longitude, latitude }) => {
              const [x, y] = projection.point(longitude, latitude)
              return { x, y }
            }),
            dots,
            8,
          )
          const taken = [...nameBoxes(projection), ...(wide ? [head, foot] : [])]
          const names = placeNames(dots, reply, spots, projection, frame, taken)
          return (
            <>
              <Dots dots={dots} ratio={circles?.unit === 'fraction'} />
              {dots.map((dot) => (
                <Name
                  key={dot.code}
                  className="cockpit-town"
                  at={names.get(dot.code)}
                  text={townWords(dot)}
                  size={15}
                  projection={projection}
                  base={base}
                />
              ))}
              <Marks
                reply={reply}
                spots={spots}
                projection={projection}
                base={base}
                names={names}
                open={open?.id ?? null}
                onOpen={setOpen}
              />
              {wide && <MapScale projection={projection} x={size.width - 32} y={size.height - 66} room={180} />}
            </>
          )
        }}
      </PictureMap>
      {circles && (
        <div className="cockpit-map-head">
          <h2>{circles.title}</h2>
          <p>
            {scale?.unit === undefined || scale.unit === ''
              ? t('cockpit.byTown')
              : t('cockpit.byTownIn', { unit: scale.unit })}
            <span>
              {t('cockpit.county', { value: figureText(formatFigure(circles.total, circles.unit, { lang: t.lang })) })}
            </span>
          </p>
          {choice && (
            <Segmented
              label={t('cockpit.figure')}
              value={circles.indicatorId}
              options={figures.slice(0, 4).map((figure) => ({ value: figure.indicatorId, title: figure.title }))}
              onChange={choose}
            />
          )}
        </div>
      )}
      <div className="cockpit-legend">
        {circles && wide && <CircleLegend circles={circles} size={largest} lang={t.lang} />}
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
      </div>
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
