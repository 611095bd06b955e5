import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { formatNumber, missing } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import { useLandMap } from '../../messages/map/index.ts'
import { useAnalyses } from '../decision-data.ts'
import '../decisions.css'
import { Verdict } from '../verdict.tsx'
import { Compare } from './compare.tsx'

const mostCompared = 4

/** 选址分析: all of them; up to four side by side. */
const Analyses = () => {
  const t = useLandMap()
  const mayMake = usePermission('land.analysis.make')
  const all = useAnalyses()
  const [search, setSearch] = useSearchParams()
  const compared = (search.get('compare') ?? '').split(',').filter((id) => id !== '')
  const [picked, setPicked] = useState<readonly string[]>(compared)
  const compare = (ids: readonly string[]): void => setSearch(ids.length === 0 ? {} : { compare: ids.join(',') })
  return (
    <>
      <title>{t('analyses.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('analyses.title') }]}
        title={compared.length > 1 ? t('analyses.compare.title') : t('analyses.title')}
        beside={<span className="muted">{t('analyses.lead')}</span>}
        actions={
          compared.length > 1 ? (
            <Button onClick={() => compare([])}>{t('analyses.openCompare')}</Button>
          ) : (
            <>
              <Button disabled={picked.length < 2} onClick={() => compare(picked)}>
                {t('analyses.compare', { count: picked.length })}
              </Button>
              {mayMake && (
                <Go className="button button-primary" to="/land/analyses/new">
                  {t('analyses.new')}
                </Go>
              )}
            </>
          )
        }
        ruled
      />
      {compared.length > 1 ? (
        <Compare ids={compared.slice(0, mostCompared)} />
      ) : (
        <Await query={all}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty title={t('analyses.empty')}>{t('analyses.empty.text')}</Empty>
            ) : (
              <ScrollBox>
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th aria-hidden="true" />
                      <th>{t('column.title')}</th>
                      <th className="num">{t('unit.mu')}</th>
                      <th>{t('column.verdict')}</th>
                      <th className="num">{t('column.score')}</th>
                      <th>{t('column.state')}</th>
                      <th>{t('column.createdOn')}</th>
                      <th>{t('column.createdBy')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.id}>
                        <td>
                          <input
                            type="checkbox"
                            aria-label={t('analyses.pick', { title: row.title })}
                            checked={picked.includes(row.id)}
                            disabled={!picked.includes(row.id) && picked.length >= mostCompared}
                            onChange={(event) =>
                              setPicked(
                                event.target.checked ? [...picked, row.id] : picked.filter((one) => one !== row.id),
                              )
                            }
                          />
                        </td>
                        <td>
                          <Go to={`/land/analyses/${row.id}`}>{row.title}</Go>
                        </td>
                        <td className="num">{formatNumber(row.areaMu, 2)}</td>
                        <td>{row.verdict === null ? missing : <Verdict verdict={row.verdict} />}</td>
                        <td className="num">{formatNumber(row.score, 1)}</td>
                        <td>{t(`analyses.state.${row.state}`)}</td>
                        <td>{row.createdOn}</td>
                        <td>{row.createdByName}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            )
          }
        </Await>
      )}
    </>
  )
}

export default Analyses
