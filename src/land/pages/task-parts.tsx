import { formatFen, formatNumber } from '../../platform/ui/format.ts'
import { Light } from '../../platform/ui/light.tsx'
import { useLand } from '../messages/index.ts'
import type { Task } from './data.ts'

export const Reports = ({ task }: { task: Task }) => {
  const t = useLand()
  if (task.progressReports.length === 0) return <p className="hint">{t('progress.none')}</p>
  return (
    <ol className="land-reports">
      {task.progressReports.map((report) => (
        <li key={report.id}>
          <span className="hint nowrap">{report.on}</span>
          <div>
            <b>{Math.round(report.share * 100)}%</b>　{t('progress.invested', { yuan: formatFen(report.investedFen) })}
            <p>{report.text}</p>
            <span className="hint">{report.reporterName}</span>
          </div>
        </li>
      ))}
    </ol>
  )
}

export const Photos = ({ task }: { task: Task }) => {
  const t = useLand()
  if (task.photos.length === 0) return <p className="hint">{t('photos.none')}</p>
  return (
    <ul className="land-photos">
      {task.photos.map((photo) => (
        <li key={photo.id}>
          <a href={`/api/platform/files/${photo.fileId}`}>
            <img src={`/api/platform/files/${photo.fileId}`} alt={t(`photos.${photo.purpose}`)} loading="lazy" />
          </a>
          <span>
            {t(`photos.${photo.purpose}`)}　{photo.takenAt?.slice(0, 10) ?? '–'}
          </span>
          <Light
            state={photo.refusal === null ? 'met' : 'at_risk'}
            word={photo.refusal === null ? t('photos.counts') : t(`photos.refusal.${photo.refusal}`)}
            size={12}
          />
        </li>
      ))}
    </ul>
  )
}

const lights = { met: 'met', metWithOpinion: 'met', committed: 'on_track', notMet: 'overdue' } as const

export const Acceptances = ({ task }: { task: Task }) => {
  const t = useLand()
  if (task.acceptances.length === 0) return <p className="hint">{t('acceptance.none')}</p>
  return (
    <>
      {task.acceptances.map((round) => (
        <section key={round.id} className="land-acceptance">
          <h3>
            {t(round.review ? 'acceptance.review' : 'acceptance.round', { round: round.round })}　{round.inspectedOn}
          </h3>
          <p>{round.record}</p>
          {round.targets.length > 0 && (
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t('acceptance.target')}</th>
                  <th className="num">{t('acceptance.agreed')}</th>
                  <th className="num">{t('acceptance.measured')}</th>
                  <th>{t('acceptance.outcome')}</th>
                </tr>
              </thead>
              <tbody>
                {round.targets.map((target) => {
                  const item = round.result?.value.items.find((each) => each.item === target.item)
                  return (
                    <tr key={target.item}>
                      <td>{t.maybe(`target.${target.item}`, target.item)}</td>
                      <td className="num">{formatNumber(target.target, 2)}</td>
                      <td className="num">{formatNumber(target.measured, 2)}</td>
                      <td className="nowrap">
                        {item === undefined ? (
                          t('acceptance.waiting')
                        ) : (
                          <Light state={lights[item.outcome]} word={t(`acceptance.${item.outcome}`)} size={12} />
                        )}
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          )}
          <p className="hint">
            {t('acceptance.inspectors', {
              first: round.firstInspectorName,
              second: round.secondInspectorName ?? t('acceptance.secondWaiting'),
            })}
          </p>
          {round.result !== null && round.result.value.missing.length > 0 && (
            <p className="notice-bar">
              {t('acceptance.missing', {
                what: round.result.value.missing.map((name) => t.maybe(`acceptance.lack.${name}`, name)).join('、'),
              })}
            </p>
          )}
        </section>
      ))}
    </>
  )
}
