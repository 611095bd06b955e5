import { Fragment, useState } from 'react'
import type { z } from 'zod'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { formatNumber, instant } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import type { FeatureLayer } from '../../../platform/ui/map/feature-layer.ts'
import { FeatureMap } from '../../../platform/ui/map/zoom/feature-map.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import type { LayerDiff, LayersReply } from '../../api/layers/schema.ts'
import { useLandMap } from '../../messages/map/index.ts'
import '../decisions.css'
import { useLayerDiff, useLayers } from '../geo-data.ts'
import { Verdict } from '../verdict.tsx'

type Layer = z.output<typeof LayersReply>['rows'][number]
type Zones = z.output<typeof LayerDiff>['zones']

const kinds = ['added', 'changed', 'dropped'] as const
const colours = { added: '#0b6e6e', changed: '#d9622b', dropped: '#c92a2a' } as const
const mostShown = 60

const DiffView = ({ zones }: { zones: Zones }) => {
  const t = useLandMap()
  const layers: readonly FeatureLayer[] = [
    {
      id: 'diff',
      title: t('layers.diff'),
      key: 'code',
      classOf: 'kind',
      classes: kinds.map((value) => ({ value, title: t(`layers.${value}`), colour: colours[value] })),
      data: {
        type: 'FeatureCollection',
        features: zones.map(({ code, kind, shape }) => ({
          type: 'Feature',
          properties: { code, kind },
          // The API gives the stored MultiPolygon.
          geometry: shape as GeoJSON.MultiPolygon,
        })),
      },
    },
  ]
  if (zones.length === 0) return <p className="hint">{t('layers.diff.none')}</p>
  return (
    <>
      <FeatureMap label={t('layers.diff')} layers={layers} height={300} selected={null} onSelect={() => undefined} />
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('imports.diff')}</th>
              <th>{t('imports.field.code')}</th>
              <th>{t('column.title')}</th>
              <th className="num">
                {t('layers.before')}（{t('unit.mu')}）
              </th>
              <th className="num">
                {t('layers.after')}（{t('unit.mu')}）
              </th>
            </tr>
          </thead>
          <tbody>
            {zones.slice(0, mostShown).map((zone) => (
              <tr key={zone.kind + zone.code}>
                <td>{t(`layers.${zone.kind}`)}</td>
                <td>{zone.code}</td>
                <td>{zone.name}</td>
                <td className="num">{formatNumber(zone.beforeMu, 2)}</td>
                <td className="num">{formatNumber(zone.afterMu, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  )
}

const Diff = ({ version, title, onClose }: { version: string; title: string; onClose: () => void }) => (
  <Dialog title={title} wide onClose={onClose}>
    <Await query={useLayerDiff(version)}>{({ zones }) => <DiffView zones={zones} />}</Await>
  </Dialog>
)

const Versions = ({ layer, onDiff }: { layer: Layer; onDiff: (version: string, title: string) => void }) => {
  const t = useLandMap()
  return (
    <>
      {layer.versions.map((version) => (
        <tr key={version.id}>
          <td className="num">{version.no}</td>
          <td>{version.publishedOn}</td>
          <td>{version.supersededOn ?? t('layers.holds')}</td>
          <td>{version.publishedBy}</td>
          <td className="num">{t('layers.zones', { count: formatNumber(version.zones, 0) })}</td>
          <td title={version.computedAt === null ? undefined : instant(version.computedAt)}>
            {version.computedAt === null ? (
              <span className="hint">{t('layers.notComputed')}</span>
            ) : (
              <span className="terms layer-verdicts">
                {version.verdicts.map(({ verdict, parcels }) => (
                  <span key={verdict}>
                    <Verdict verdict={verdict} /> <b>{formatNumber(parcels, 0)}</b>
                  </span>
                ))}
              </span>
            )}
          </td>
          <td>{version.source}</td>
          <td>
            {version.no > 1 && (
              <Button
                kind="text"
                onClick={() => onDiff(version.id, t('layers.diff.title', { title: layer.title, no: version.no }))}
              >
                {t('layers.diff')}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </>
  )
}

/** 管控图层: every version with its publisher, what changed, and what it means for the county's parcels. */
const Layers = () => {
  const t = useLandMap()
  const mayManage = usePermission('land.layer.manage')
  const [diff, setDiff] = useState<{ version: string; title: string } | null>(null)
  const recompute = useSend<undefined, { runId: string | null }>({
    path: '/api/land/layers/recompute',
    body: () => undefined,
    stale: ['/api/land/layers'],
  })
  return (
    <>
      <title>{t('layers.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('layers.title') }]}
        title={t('layers.title')}
        beside={<span className="muted">{t('layers.lead')}</span>}
        actions={
          <>
            <a className="button" href="/api/land/exports/zones.gpkg" download>
              {t('imports.export')}
            </a>
            {mayManage && (
              <>
                <Button busy={recompute.isPending} onClick={() => recompute.mutate(undefined)}>
                  {t('layers.recompute')}
                </Button>
                <Go className="button button-primary" to="/land/imports?layer=permanentBasicFarmland">
                  {t('layers.publish')}
                </Go>
              </>
            )}
          </>
        }
        ruled
      />
      <ProblemNote problem={recompute.error} />
      {recompute.data !== undefined && (
        <p className="notice-bar">{t(recompute.data.runId === null ? 'layers.busy' : 'layers.recomputing')}</p>
      )}
      <Await query={useLayers()} lines={12}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('layers.empty')}>{t('layers.empty.text')}</Empty>
          ) : (
            <ScrollBox>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th className="num">{t('column.version')}</th>
                    <th>{t('layers.publishedOn')}</th>
                    <th>{t('layers.until')}</th>
                    <th>{t('layers.publishedBy')}</th>
                    <th className="num">{t('imports.features')}</th>
                    <th>{t('layers.verdicts')}</th>
                    <th>{t('layers.source')}</th>
                    <th aria-hidden="true" />
                  </tr>
                </thead>
                <tbody>
                  {rows.map((layer) => (
                    <Fragment key={layer.id}>
                      <tr>
                        <th colSpan={8} scope="colgroup">
                          <b className="layer-title">{layer.title}</b> <span className="hint">{layer.legalBasis}</span>
                        </th>
                      </tr>
                      <Versions layer={layer} onDiff={(version, title) => setDiff({ version, title })} />
                    </Fragment>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          )
        }
      </Await>
      {diff !== null && <Diff {...diff} onClose={() => setDiff(null)} />}
    </>
  )
}

export default Layers
