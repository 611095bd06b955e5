import { Fragment } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { z } from 'zod'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { figureText, formatFigure, formatNumber, missing } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission, useSession } from '../../../platform/ui/session.ts'
import type { AnalysisReply } from '../../api/analyses/schema.ts'
import type { ParcelReply } from '../../api/parcels/schema.ts'
import { useLandMap } from '../../messages/map/index.ts'
import { DrawMap } from '../analyses/draw-map.tsx'
import '../decisions.css'
import { Facts } from '../facts.tsx'
import { useParcel, useParcelVerdicts } from '../geo-data.ts'
import { Verdict } from '../verdict.tsx'

type Parcel = z.output<typeof ParcelReply>

const Verdicts = ({ id }: { id: string }) => {
  const t = useLandMap()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('parcels.verdicts')}</h2>
      </header>
      <Await query={useParcelVerdicts(id)} lines={4}>
        {({ rows }) => (
          <table className="plain-table">
            <tbody>
              {rows.map((row) => (
                <tr key={row.layer}>
                  <td>{row.title}</td>
                  <td>
                    {row.verdict === null ? (
                      <span className="hint">{t('parcels.verdicts.pending')}</span>
                    ) : (
                      <Verdict verdict={row.verdict} />
                    )}
                  </td>
                  <td className="num">{row.areaM2 === 0 ? missing : `${formatNumber(row.areaM2, 2)} m²`}</td>
                  <td className="nowrap">
                    {row.no}　{row.publishedOn}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Await>
    </section>
  )
}

const Areas = ({ parcel }: { parcel: Parcel }) => {
  const t = useLandMap()
  const { areas } = parcel
  if (areas === null) return <p className="hint">{t('parcels.noBoundary')}</p>
  const rows: readonly (readonly [string, string])[] = [
    [t('parcels.registered'), `${formatNumber(parcel.areaRegisteredM2, 2)} m²`],
    [t('parcels.geodesic'), `${formatNumber(areas.geodesicM2, 2)} m²，${formatNumber(areas.mu, 4)} ${t('unit.mu')}`],
    [t('parcels.survey'), `${formatNumber(areas.td1055M2, 2)} m²`],
    [t('parcels.plane'), `${formatNumber(areas.projectedM2, 2)} m²`],
    [t('parcels.ratio'), formatNumber(areas.scaleRatio, 6)],
    [t('parcels.tolerance'), `±${formatNumber(areas.toleranceM2, 2)} m²`],
    [t('parcels.delta'), `${formatNumber(areas.deltaM2, 2)} m²`],
  ]
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('parcels.areas')}</h2>
        <span className="verdict" data-level={areas.differs ? 'watch' : 'good'}>
          <i aria-hidden="true">{areas.differs ? '▲' : '✓'}</i>
          {t(areas.differs ? 'parcels.beyond' : 'parcels.within')}
        </span>
      </header>
      <Facts rows={rows} />
    </section>
  )
}

const Holders = ({ parcel }: { parcel: Parcel }) => {
  const t = useLandMap()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('parcels.holders')}</h2>
      </header>
      {parcel.holders.length === 0 ? (
        <p className="hint">{t('parcels.holders.none')}</p>
      ) : (
        <ScrollBox>
          <table className="plain-table">
            <tbody>
              {parcel.holders.map((holder) => (
                <tr key={`${holder.organisationId} ${holder.from}`}>
                  <td>
                    <Go to={`/land/firms/${holder.organisationId}`}>{holder.name}</Go>
                  </td>
                  <td>{t(`kind.${holder.kind}`)}</td>
                  <td className="num">
                    {formatNumber(((holder.areaM2 ?? holder.floorAreaM2 ?? 0) * 15) / 10_000, 2)} {t('unit.mu')}
                  </td>
                  <td>
                    {holder.from} – {holder.to ?? ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  )
}

const Buildings = ({ parcel }: { parcel: Parcel }) => {
  const t = useLandMap()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('parcels.buildings')}</h2>
        {parcel.figures !== null && (
          <span className="hint">
            {t('parcels.far')} {formatNumber(parcel.figures.value.far, 2)}
          </span>
        )}
      </header>
      {parcel.buildings.length === 0 ? (
        <p className="hint">{t('parcels.buildings.none')}</p>
      ) : (
        <table className="plain-table">
          <tbody>
            {parcel.buildings.map((building) => (
              <tr key={building.no}>
                <td>{building.no}</td>
                <td className="num">
                  {t('parcels.footprint')} {formatNumber(building.footprintM2, 0)} m²
                </td>
                <td className="num">
                  {t('parcels.storeys')} {building.storeys.length}
                </td>
                <td>
                  {building.storeys
                    .map(({ heightM }) => `${formatNumber(heightM, 1)} ${t('unit.m')}`)
                    .slice(0, 3)
                    .join('、')}
                </td>
                <td>{building.completedOn}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const History = ({ parcel }: { parcel: Parcel }) => {
  const t = useLandMap()
  const links = (rows: Parcel['parents']) =>
    rows.map((row, index) => (
      <Fragment key={row.id}>
        {index > 0 && '、'}
        <Go to={`/land/parcels/${row.id}`}>{row.code}</Go>
      </Fragment>
    ))
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('parcels.history')}</h2>
        <span className="hint">
          {parcel.validFrom} {t('parcels.from')}
          {parcel.validTo !== null && `　${parcel.validTo} ${t('parcels.to')}`}
        </span>
      </header>
      {parcel.parents.length + parcel.children.length === 0 ? (
        <p className="hint">{t('parcels.history.none')}</p>
      ) : (
        <dl className="facts">
          {parcel.parents.length > 0 && (
            <>
              <dt>{t('parcels.parents')}</dt>
              <dd>{links(parcel.parents)}</dd>
            </>
          )}
          {parcel.children.length > 0 && (
            <>
              <dt>{t('parcels.children')}</dt>
              <dd>{links(parcel.children)}</dd>
            </>
          )}
        </dl>
      )}
    </section>
  )
}

const Contracts = ({ parcel }: { parcel: Parcel }) => {
  const t = useLandMap()
  if (parcel.contracts.length === 0) return null
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('parcels.contracts')}</h2>
      </header>
      <table className="plain-table">
        <tbody>
          {parcel.contracts.map((contract) => (
            <tr key={contract.supervisionNo}>
              <td>{contract.supervisionNo}</td>
              <td>{contract.signedOn}</td>
              <td>{contract.startDue ?? missing}</td>
              <td className="num">{figureText(formatFigure(contract.priceFen, 'fen'))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const View = ({ parcel }: { parcel: Parcel }) => {
  const t = useLandMap()
  const go = useNavigate()
  const mayMake = usePermission('land.analysis.make')
  const year = Number((useSession().data?.today ?? '2022').slice(0, 4)) + 1
  const analyse = useSend<undefined, AnalysisReply>({
    path: '/api/land/analyses',
    body: () => ({ title: parcel.location, parcelIds: [parcel.id], plan: { startYear: year } }),
    stale: ['/api/land/analyses'],
  })
  // The API gives the stored MultiPolygon, or null.
  const ring = (parcel.boundary as GeoJSON.MultiPolygon | null)?.coordinates[0]?.[0] ?? []
  const corners = ring.slice(0, -1).map(([x = 0, y = 0]) => [x, y] as const)
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const away = 0.003
  return (
    <>
      <title>{`${parcel.code} · ${t('parcels.title')}`}</title>
      <PageHead
        crumbs={[
          { title: t('land.title'), to: '/land' },
          { title: t('parcels.title'), to: '/land/parcels' },
          { title: parcel.code },
        ]}
        title={parcel.location}
        beside={<span className="muted">{parcel.code}</span>}
        actions={
          mayMake &&
          parcel.validTo === null &&
          corners.length > 0 && (
            <Button
              kind="primary"
              busy={analyse.isPending}
              onClick={() => analyse.mutate(undefined, { onSuccess: ({ id }) => void go(`/land/analyses/${id}`) })}
            >
              {t('parcels.analyse')}
            </Button>
          )
        }
        ruled
      />
      <ProblemNote problem={analyse.error} />
      <p className="terms">
        <span>
          {t('column.landUse')} <b>{parcel.landUse}</b>
        </span>
        <span>
          {t('parcels.ownership')} <b>{t(`parcels.ownership.${parcel.ownership}`)}</b>
        </span>
        <span>
          {t('parcels.tenure')} <b>{t(`tenure.${parcel.tenure}`)}</b>
        </span>
        {parcel.block !== null && (
          <span>
            {t('parcels.block')} <b>{parcel.block}</b>
          </span>
        )}
        {parcel.measuredOn !== null && <span>{t('parcels.measured', { date: parcel.measuredOn })}</span>}
      </p>
      <div className="decision-grid">
        <div>
          <Areas parcel={parcel} />
          <Verdicts id={parcel.id} />
          <Holders parcel={parcel} />
          <Contracts parcel={parcel} />
        </div>
        <div>
          {corners.length > 0 && (
            <DrawMap
              corners={corners}
              closed
              chosen={[]}
              mode="show"
              height={340}
              bounds={[Math.min(...xs) - away, Math.min(...ys) - away, Math.max(...xs) + away, Math.max(...ys) + away]}
            />
          )}
          <Buildings parcel={parcel} />
          <History parcel={parcel} />
        </div>
      </div>
    </>
  )
}

/** One parcel: three areas with their tolerance, who holds it, what stands on it, what the layers say, where it comes from. */
const ParcelPage = () => {
  const { id = '' } = useParams()
  return (
    <Await query={useParcel(id)} lines={14}>
      {(parcel) => <View key={parcel.id} parcel={parcel} />}
    </Await>
  )
}

export default ParcelPage
