import { useMemo, useState } from 'react'
import { displayScale } from '../../platform/ui/chart/scale.ts'
import { figureText, formatFigure, formatNumber, missing } from '../../platform/ui/format.ts'
import { useMapBase } from '../../platform/ui/map/base.ts'
import { MapNote, PictureMap } from '../../platform/ui/map/picture-map.tsx'
import '../../platform/ui/map/map.css'
import { tintOf, tintSteps } from '../../platform/ui/map/zoom/tile-style.ts'
import { type TownMark, ZoomMap } from '../../platform/ui/map/zoom/zoom-map.tsx'
import { useUi } from '../../platform/ui/messages/index.ts'
import { useWidth } from '../../platform/ui/use-width.ts'
import type { TargetReply } from '../api/targets/schema.ts'
import { useLedger } from '../messages/index.ts'

type Breakdown = TargetReply['breakdowns'][number]

const Table = ({ part, unit }: { part: Breakdown; unit: string }) => {
  const t = useLedger()
  const values = part.rows.map((row) => row.value ?? 0)
  const scale = displayScale(unit, Math.max(...values, 0), t.lang)
  const top = Math.max(...values, 1e-9)
  const shares = part.rows.some((row) => row.share !== null)
  return (
    <div>
      <div className="section-head">
        <h2>{t('target.by', { title: part.title })}</h2>
        <span className="hint">{scale.unit}</span>
      </div>
      <table className="plain-table breakdown">
        <thead>
          <tr>
            <th>{part.title}</th>
            <th colSpan={2} className="breakdown-head">
              {t('column.value')}
            </th>
            {shares && <th className="num">{t('column.share')}</th>}
          </tr>
        </thead>
        <tbody>
          {part.rows.map((row) => (
            <tr key={row.id}>
              <td>{row.name}</td>
              <td className="num">
                {formatNumber(
                  row.value === null ? null : row.value * scale.factor,
                  unit === 'count' ? 0 : unit === 'fen' ? 4 : scale.decimals,
                )}
              </td>
              <td className="breakdown-bar">
                <svg width="100" height="10" role="img" aria-label={row.name}>
                  <rect width={Math.max(0, ((row.value ?? 0) / top) * 100)} height="10" rx="1" fill="var(--teal)" />
                </svg>
              </td>
              {shares && (
                <td className="num muted">
                  {row.share === null ? '' : figureText(formatFigure(row.share, 'fraction'))}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Sums as circles: the town borders are approximate and must not carry amounts. */
const TownMap = ({ part, unit }: { part: Breakdown; unit: string }) => {
  const t = useLedger()
  const [box, width] = useWidth(420)
  const values = part.rows.map((row) => row.value ?? 0)
  const scale = displayScale(unit, Math.max(...values, 0), t.lang)
  const top = Math.max(...values, 1e-9)
  const height = Math.round(width * 0.66)
  const ui = useUi()
  const [chosen, setChosen] = useState<string | null>(null)
  const base = useMapBase()
  const marks = useMemo(
    () =>
      (base.data?.towns ?? []).map((town): TownMark => {
        const value = part.rows.find((row) => row.id === town.code)?.value ?? null
        const none = value === null || value <= 0
        return {
          code: town.code,
          name: t.lang === 'en' ? town.nameEn.replace(/ (Subdistrict|Town|Township)$/, '') : town.name,
          seat: town.seat,
          radius: none || unit === 'fraction' ? 0 : Math.max(4, Math.sqrt(value / top) * 20),
          text: value === null ? '' : figureText(formatFigure(value, unit, { lang: t.lang })),
          short: none ? '' : formatNumber(value * scale.factor, Math.min(1, scale.decimals), unit === 'count'),
        }
      }),
    [base.data, part.rows, t.lang, unit, top, scale.factor, scale.decimals],
  )
  const shares = useMemo(
    () => (unit === 'fraction' ? Object.fromEntries(part.rows.map((row) => [row.id, row.value])) : null),
    [part.rows, unit],
  )
  const card = marks.find((mark) => mark.code === chosen)
  return (
    <figure ref={box} className="breakdown-map">
      <div className="section-head">
        <h2>{t('target.by', { title: part.title })}</h2>
        <span className="hint">{scale.unit}</span>
      </div>
      <ZoomMap marks={marks} shares={shares} height={height} chosen={chosen} onChoose={setChosen}>
        <PictureMap
          width={width}
          height={height}
          padding={{ top: 12, right: 12, bottom: 12, left: 12 }}
          townNames={false}
          names={width > 460}
        >
          {(projection, base) =>
            base.towns.map((town) => {
              const row = part.rows.find((one) => one.id === town.code)
              const [x, y] = projection.point(...town.seat)
              const value = row?.value ?? null
              const r =
                value === null || value <= 0 ? 0 : unit === 'fraction' ? 11 : Math.max(4, Math.sqrt(value / top) * 18)
              return (
                <g key={town.code}>
                  {r > 0 && (
                    <circle
                      cx={x}
                      cy={y}
                      r={r}
                      fill="var(--teal)"
                      fillOpacity={unit === 'fraction' ? 0.25 + 0.7 * (value ?? 0) : 0.88}
                      stroke="#fff"
                    />
                  )}
                  {r > 9 && (
                    <text className="breakdown-value" x={x} y={y + 3.5}>
                      {formatNumber((value ?? 0) * scale.factor, Math.min(1, scale.decimals), unit === 'count')}
                    </text>
                  )}
                  <text className="map-town-name" x={x} y={y + r + 13}>
                    {t.lang === 'en' ? town.nameEn.replace(/ (Subdistrict|Town|Township)$/, '') : town.name}
                  </text>
                </g>
              )
            })
          }
        </PictureMap>
      </ZoomMap>
      {shares && (
        <p className="zoom-legend">
          {ui('map.legend')} <span>0</span>
          {tintSteps.map((step) => (
            <i key={step} style={{ background: tintOf(step) }} />
          ))}
          <span>100%</span>
        </p>
      )}
      <p className="zoom-card" aria-live="polite">
        {card ? (
          <>
            <b>{card.name}</b> <span className="num">{card.text === '' ? missing : card.text}</span>
          </>
        ) : (
          <span className="hint">{ui('map.choose')}</span>
        )}
      </p>
      <MapNote />
    </figure>
  )
}

/** What a figure is made of, as far as its indicator can tell. */
export const Breakdowns = ({ target }: { target: TargetReply }) => {
  if (target.breakdowns.length === 0) return null
  return (
    <section className="breakdowns section">
      {target.breakdowns.map((part) =>
        part.kind === 'town' ? (
          <TownMap key={part.kind} part={part} unit={target.unit} />
        ) : (
          <Table key={part.kind} part={part} unit={target.unit} />
        ),
      )}
    </section>
  )
}
