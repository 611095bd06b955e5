import { useMemo, useState } from 'react'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { formatNumber, missing } from '../../../platform/ui/format.ts'
import type { FeatureLayer } from '../../../platform/ui/map/feature-layer.ts'
import { FeatureMap } from '../../../platform/ui/map/zoom/feature-map.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import type { SitesReply } from '../../api/sites/schema.ts'
import type { z } from 'zod'
import { useLandMap } from '../../messages/map/index.ts'
import { usePublicSites } from '../decision-data.ts'
import '../decisions.css'

type Rows = z.output<typeof SitesReply>['rows']

const colours = { reserve: '#0b6e6e', resumed: '#1a5f91', inefficient: '#d9622b', vacant: '#8a7a4f' } as const

const View = ({ rows }: { rows: Rows }) => {
  const t = useLandMap()
  const [chosen, setChosen] = useState<string | null>(null)
  const layers = useMemo((): readonly FeatureLayer[] => {
    const kinds = [...new Set(rows.map(({ pool }) => pool))]
    return [
      {
        id: 'sites',
        title: t('sites.title'),
        key: 'code',
        classOf: 'pool',
        classes: kinds.map((pool) => ({ value: pool, title: t(`pool.${pool}`), colour: colours[pool] })),
        data: {
          type: 'FeatureCollection',
          features: rows.map(({ code, pool, longitude, latitude }) => ({
            type: 'Feature',
            properties: { code, pool },
            geometry: { type: 'Point', coordinates: [longitude, latitude] },
          })),
        },
      },
    ]
  }, [rows, t])
  const site = rows.find(({ code }) => code === chosen)
  return (
    <div className="decision-grid">
      <div>
        <p className="terms">
          {t('sites.total', {
            count: rows.length,
            mu: formatNumber(
              rows.reduce((sum, { areaMu }) => sum + areaMu, 0),
              2,
            ),
          })}
        </p>
        <ScrollBox>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('column.location')}</th>
                <th>{t('column.town')}</th>
                <th>{t('column.pool')}</th>
                <th className="num">{t('unit.mu')}</th>
                <th>{t('column.available')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr
                  key={row.code}
                  className="candidate-row"
                  data-chosen={row.code === chosen ? '' : undefined}
                  onClick={() => setChosen(row.code)}
                >
                  <td>
                    <button type="button" className="button-text link-button" onClick={() => setChosen(row.code)}>
                      {row.location}
                    </button>
                  </td>
                  <td>{row.town}</td>
                  <td>{t(`pool.${row.pool}`)}</td>
                  <td className="num">{formatNumber(row.areaMu, 2)}</td>
                  <td>{row.availableOn ?? missing}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
        <p className="page-note">{t('sites.contact')}</p>
      </div>
      <FeatureMap
        label={t('sites.map')}
        layers={layers}
        height={460}
        selected={chosen === null ? null : { layer: 'sites', key: chosen }}
        onSelect={(selected) => setChosen(selected?.key ?? null)}
        card={
          site === undefined ? null : (
            <>
              <b>{site.location}</b>
              <p>
                {site.town}　{formatNumber(site.areaMu, 2)} {t('unit.mu')}　{t(`pool.${site.pool}`)}
              </p>
              <p className="hint">{site.code}</p>
            </>
          )
        }
      />
    </div>
  )
}

/** 可用地块: what the county offers to everybody. */
const Sites = () => {
  const t = useLandMap()
  return (
    <>
      <title>{t('sites.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('sites.title') }]}
        title={t('sites.title')}
        beside={<span className="muted">{t('sites.lead')}</span>}
        ruled
      />
      <Await query={usePublicSites()} lines={12}>
        {({ rows }) =>
          rows.length === 0 ? <Empty title={t('sites.empty')}>{t('sites.empty.text')}</Empty> : <View rows={rows} />
        }
      </Await>
    </>
  )
}

export default Sites
