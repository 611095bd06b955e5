import { useState } from 'react'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { formatNumber, missing } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import { useLandMap } from '../../messages/map/index.ts'
import { useNeeds } from '../decision-data.ts'
import { NeedForm } from './need-form.tsx'

/** 用地需求: what projects look for, each with what was found last. */
const Needs = () => {
  const t = useLandMap()
  const mayMake = usePermission('land.analysis.make')
  const [opening, setOpening] = useState(false)
  return (
    <>
      <title>{t('needs.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('needs.title') }]}
        title={t('needs.title')}
        beside={<span className="muted">{t('needs.lead')}</span>}
        actions={
          mayMake && (
            <Button kind="primary" onClick={() => setOpening(true)}>
              {t('needs.new')}
            </Button>
          )
        }
        ruled
      />
      <Await query={useNeeds()}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('needs.empty')}>{t('needs.empty.text')}</Empty>
          ) : (
            <ScrollBox>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th>{t('needs.name')}</th>
                    <th className="num">
                      {t('column.area')}（{t('unit.mu')}）
                    </th>
                    <th className="num">{t('column.found')}</th>
                    <th>{t('column.searched')}</th>
                    <th>{t('column.createdOn')}</th>
                    <th>{t('column.createdBy')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td>
                        <Go to={`/land/needs/${row.id}`}>{row.title}</Go>
                      </td>
                      <td className="num nowrap">
                        {t('needs.range', {
                          low: formatNumber(row.areaMuMin, 0),
                          high: formatNumber(row.areaMuMax, 0),
                        })}
                      </td>
                      <td className="num">{row.candidates ?? missing}</td>
                      <td>{row.lastSearchedOn ?? missing}</td>
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
      {opening && <NeedForm onClose={() => setOpening(false)} />}
    </>
  )
}

export default Needs
