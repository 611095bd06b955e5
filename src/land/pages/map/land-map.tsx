import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useAsOf } from '../../../platform/ui/as-of.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Segmented } from '../../../platform/ui/button.tsx'
import { formatNumber, missing } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import type { FeatureLayer } from '../../../platform/ui/map/feature-layer.ts'
import { FeatureMap } from '../../../platform/ui/map/zoom/feature-map.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { useSession } from '../../../platform/ui/session.ts'
import { type LandMapWords, useLandMap } from '../../messages/map/index.ts'
import '../decisions.css'
import { type MapData, useLandOnMap, useParcelShapes } from '../geo-data.ts'

const themes = ['status', 'class', 'tax', 'idle'] as const
type Theme = (typeof themes)[number]

const legends = (t: LandMapWords): Readonly<Record<Theme, FeatureLayer['classes']>> => ({
  status: [
    { value: 'idle', title: t('map.status.idle'), colour: '#c92a2a' },
    { value: 'inefficient', title: t('map.status.inefficient'), colour: '#e8890c' },
    { value: 'rectifying', title: t('map.status.rectifying'), colour: '#1a5f91' },
    { value: 'closed', title: t('map.status.closed'), colour: '#2b8a3e' },
    { value: 'available', title: t('map.status.available'), colour: '#7fb0b0' },
    { value: 'used', title: t('map.status.used'), colour: '#bdb299' },
  ],
  class: [
    { value: 'A', title: 'A', colour: '#0b6e6e' },
    { value: 'B', title: 'B', colour: '#7fb0b0' },
    { value: 'C', title: 'C', colour: '#e8890c' },
    { value: 'D', title: 'D', colour: '#c92a2a' },
    { value: '', title: t('map.class.none'), colour: '#c8c0ad' },
  ],
  tax: (['b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'none'] as const).map((value, index) => ({
    value,
    title: t(`map.tax.${value}`),
    colour: ['#c92a2a', '#e58a52', '#f3c58a', '#bcd8d6', '#5f9f9f', '#0b6e6e', '#c8c0ad'][index] ?? '#c8c0ad',
  })),
  idle: (['notDue', 'overdue', 'oneYear', 'twoYears', 'none'] as const).map((value, index) => ({
    value,
    title: t(`map.idle.${value}`),
    colour: ['#7fb0b0', '#f3c58a', '#e8890c', '#c92a2a', '#c8c0ad'][index] ?? '#c8c0ad',
  })),
})

const skeletonLines = 15

const Slider = ({ today }: { today: string }) => {
  const t = useLandMap()
  const { asOf, setAsOf } = useAsOf()
  const first = 2022
  const last = Number(today.slice(0, 4))
  const days = Array.from({ length: (last - first + 1) * 4 }, (_, index) => {
    const year = first + Math.floor(index / 4)
    return `${year}-${['03-31', '06-30', '09-30', '12-31'][index % 4] ?? '12-31'}`
  }).filter((day) => day < today)
  const stops = [...days, today]
  const at =
    asOf === null
      ? stops.length - 1
      : Math.max(
          0,
          stops.findLastIndex((day) => day <= asOf),
        )
  return (
    <label className="map-time no-print">
      <span>{t('map.asOf', { date: asOf ?? today })}</span>
      <input
        type="range"
        min={0}
        max={stops.length - 1}
        value={at}
        onChange={(event) => {
          const day = stops[Number(event.target.value)]
          setAsOf(day === undefined || day === today ? null : day)
        }}
      />
    </label>
  )
}

const Towns = ({ data }: { data: MapData }) => {
  const t = useLandMap()
  const rows = data.towns.toSorted((a, b) => (b.taxPerMu ?? -1) - (a.taxPerMu ?? -1))
  const most = Math.max(...rows.map(({ taxPerMu }) => taxPerMu ?? 0), 1)
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('map.towns')}</h2>
        <span className="hint">{data.taxYear === null ? '' : `${data.taxYear} ${t('map.towns.tax')}`}</span>
      </header>
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('column.town')}</th>
              <th className="num">{t('map.towns.parcels')}</th>
              <th className="num">{t('unit.mu')}</th>
              <th className="num">{t('map.towns.idle')}</th>
              <th className="num">{t('map.towns.inefficient')}</th>
              <th className="num">{t('unit.wanPerMu')}</th>
              <th aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {rows.map((town) => (
              <tr key={town.code}>
                <td>{town.name}</td>
                <td className="num">{formatNumber(town.parcels, 0)}</td>
                <td className="num">{formatNumber(town.areaMu, 0)}</td>
                <td className="num">{town.idleMu === 0 ? missing : formatNumber(town.idleMu, 0)}</td>
                <td className="num">{town.inefficientMu === 0 ? missing : formatNumber(town.inefficientMu, 0)}</td>
                <td className="num">{formatNumber(town.taxPerMu, 2)}</td>
                <td aria-hidden="true">
                  <span
                    className="weight-bar"
                    style={{ width: `${Math.round(((town.taxPerMu ?? 0) / most) * 60)}px` }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

const Stage = ({ data, theme }: { data: MapData; theme: Theme }) => {
  const t = useLandMap()
  const { asOf } = useAsOf()
  const shapes = useParcelShapes(asOf)
  const [chosen, setChosen] = useState<string | null>(null)
  const layers = useMemo((): readonly FeatureLayer[] => {
    const values = new Map(data.parcels.map((parcel) => [parcel.code, parcel]))
    const classes = legends(t)[theme]
    // What calls for attention stands first in the legend and is drawn last.
    const rank = new Map(classes.map(({ value }, index) => [value, -index]))
    return [
      {
        id: 'parcels',
        title: t('parcels.title'),
        key: 'parcelCode',
        classOf: 'value',
        classes,
        data: {
          type: 'FeatureCollection',
          features: (shapes.data?.features ?? [])
            .flatMap((feature) => {
              const parcel = values.get(String(feature.properties?.['parcelCode']))
              return parcel === undefined
                ? []
                : [{ ...feature, properties: { parcelCode: parcel.code, value: parcel[theme] ?? '' } }]
            })
            .sort((a, b) => (rank.get(a.properties.value) ?? 0) - (rank.get(b.properties.value) ?? 0)),
        },
      },
    ]
  }, [data, shapes.data, theme, t])
  const parcel = data.parcels.find(({ code }) => code === chosen)
  return (
    <FeatureMap
      // Another theme is another set of colours: the map is made anew.
      key={theme}
      label={t('map.title')}
      layers={layers}
      height={620}
      selected={chosen === null ? null : { layer: 'parcels', key: chosen }}
      onSelect={(selected) => setChosen(selected?.key ?? null)}
      card={
        parcel === undefined ? null : (
          <>
            <b>{parcel.firm ?? parcel.location}</b>
            <p>
              {parcel.location}　{formatNumber(parcel.areaMu, 2)} {t('unit.mu')}　{t(`map.status.${parcel.status}`)}
            </p>
            <p>
              {t('map.theme.class')} {parcel.class ?? t('map.class.none')}　{t('map.theme.tax')}{' '}
              {t(`map.tax.${parcel.tax}`)}
              {parcel.startDue !== null &&
                `　${t('map.theme.idle')} ${t(`map.idle.${parcel.idle}`)}（${parcel.startDue}）`}
            </p>
            <Go to={`/land/parcels/${parcel.id}`}>{t('map.open')}</Go>
          </>
        )
      }
    />
  )
}

/** 用地一张图: for the county's leader; every colour is a fact of the day that the slider stands on. */
const LandMapPage = () => {
  const t = useLandMap()
  const { asOf } = useAsOf()
  const today = useSession().data?.today ?? ''
  const [search, setSearch] = useSearchParams()
  const given = search.get('theme')
  const theme = themes.find((one) => one === given) ?? 'status'
  return (
    <>
      <title>{t('map.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('map.title') }]}
        title={t('map.title')}
        beside={<span className="muted">{t('map.lead')}</span>}
        actions={
          <Segmented
            label={t('map.theme')}
            value={theme}
            options={themes.map((value) => ({ value, title: t(`map.theme.${value}`) }))}
            onChange={(value) =>
              setSearch(
                (present) => {
                  const next = new URLSearchParams(present)
                  next.set('theme', value)
                  return next
                },
                { replace: true },
              )
            }
          />
        }
        ruled
      />
      {today !== '' && <Slider today={today} />}
      <Await query={useLandOnMap(asOf)} lines={skeletonLines}>
        {(data) => (
          <div className="decision-grid">
            <Stage data={data} theme={theme} />
            <Towns data={data} />
          </div>
        )}
      </Await>
    </>
  )
}

export default LandMapPage
