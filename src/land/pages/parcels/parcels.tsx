import type { z } from 'zod'
import { Empty } from '../../../platform/ui/await.tsx'
import { formatNumber } from '../../../platform/ui/format.ts'
import { RegisterList, type ListColumn } from '../../../platform/ui/list/register-list.tsx'
import { useMapBase } from '../../../platform/ui/map/base.ts'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import type { ParcelRow } from '../../api/parcels/schema.ts'
import { useLandMap } from '../../messages/map/index.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { usePermission } from '../../../platform/ui/session.ts'

type Row = z.output<typeof ParcelRow>

/** 宗地: the register, searched by code and location. */
const Parcels = () => {
  const t = useLandMap()
  const mayManage = usePermission('land.parcel.manage')
  const towns = useMapBase().data?.towns ?? []
  const nameOf = new Map(towns.map(({ code, name }) => [code, name]))
  const mu = (squareMetres: number | null): string =>
    formatNumber(squareMetres === null ? null : (squareMetres * 15) / 10_000, 2)
  const columns: readonly ListColumn<Row>[] = [
    { key: 'code', title: t('column.code'), cell: ({ code }) => code },
    { key: 'location', title: t('column.location'), cell: ({ location }) => location },
    { key: 'town', title: t('column.town'), cell: ({ townCode }) => nameOf.get(townCode ?? '') ?? townCode },
    { key: 'landUse', title: t('column.landUse'), cell: ({ landUse }) => landUse },
    { key: 'tenure', title: t('parcels.tenure'), cell: ({ tenure }) => t(`tenure.${tenure}`) },
    {
      key: 'registered',
      title: t('parcels.registered'),
      unit: t('unit.mu'),
      align: 'right',
      cell: ({ areaRegisteredM2 }) => mu(areaRegisteredM2),
    },
    {
      key: 'geodesic',
      title: t('parcels.geodesic'),
      unit: t('unit.mu'),
      align: 'right',
      cell: ({ areaGeodesicM2 }) => mu(areaGeodesicM2),
    },
    { key: 'from', title: t('parcels.from'), cell: ({ validFrom }) => validFrom },
  ]
  return (
    <>
      <title>{t('parcels.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('parcels.title') }]}
        title={t('parcels.title')}
        beside={<span className="muted">{t('parcels.lead')}</span>}
        actions={
          <>
            {(['gpkg', 'zip', 'xlsx'] as const).map((form) => (
              <a key={form} className="button" href={`/api/land/exports/parcels.${form}`} download>
                {t('imports.export')} {form === 'zip' ? 'shp' : form}
              </a>
            ))}
            {mayManage && (
              <Go className="button button-primary" to="/land/imports">
                {t('imports.title')}
              </Go>
            )}
          </>
        }
      />
      <RegisterList<Row>
        name="land.parcels"
        path="/api/land/parcels"
        columns={columns}
        filters={[
          {
            key: 'town',
            title: t('column.town'),
            options: towns.map(({ code, name }) => ({ value: code, title: name })),
          },
          {
            key: 'history',
            title: t('parcels.history'),
            options: [{ value: 'true', title: t('parcels.history.show') }],
          },
        ]}
        rowKey={({ id }) => id}
        href={({ id }) => `/land/parcels/${id}`}
        empty={<Empty title={t('parcels.empty')}>{t('parcels.empty.text')}</Empty>}
      />
    </>
  )
}

export default Parcels
