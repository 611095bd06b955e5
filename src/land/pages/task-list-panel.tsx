import { useState } from 'react'
import { useSend } from '../../platform/ui/api/query.ts'
import { Await } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { ProblemNote } from '../../platform/ui/dialog.tsx'
import { TextField } from '../../platform/ui/field.tsx'
import { formatFen, formatNumber } from '../../platform/ui/format.ts'
import { Go } from '../../platform/ui/link.tsx'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'
import { useSession } from '../../platform/ui/session.ts'
import { useLand } from '../messages/index.ts'
import { ActDialog } from './act-dialog.tsx'
import { useFindings, useTaskLists } from './data.ts'
import { mu } from './task-words.ts'

type Lists = NonNullable<ReturnType<typeof useTaskLists>['data']>['rows']
type Finding = NonNullable<ReturnType<typeof useFindings>['data']>['rows'][number]

const Gap = ({ finding }: { finding: Finding['findings'][number] }) => {
  const t = useLand()
  return (
    <span className="land-gap">
      {t(`rule.${finding.rule}`)}
      {finding.gap !== null && (
        <b>
          {finding.gapUnit === 'fen'
            ? t('gap.tax', { yuan: formatFen(finding.gap) })
            : t('gap.floor', { area: formatNumber(finding.gap, 2) })}
        </b>
      )}
    </span>
  )
}

const Findings = ({ year, frozen }: { year: number; frozen: boolean }) => {
  const t = useLand()
  const [out, setOut] = useState<Finding | null>(null)
  const [reason, setReason] = useState('')
  return (
    <Await query={useFindings(year)} lines={6}>
      {({ rows }) => (
        <>
          <p className="hint">
            {t('findings.lead', { found: rows.length, chosen: rows.filter(({ chosen }) => chosen).length })}
          </p>
          <ScrollBox>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t('column.firm')}</th>
                  <th className="num">{t('column.area')}</th>
                  <th>{t('findings.gaps')}</th>
                  <th>{t('findings.onList')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, 60).map((row) => (
                  <tr key={row.organisationId}>
                    <td>
                      <Go to={`/land/firms/${row.organisationId}`}>{row.name}</Go>
                    </td>
                    <td className="num">{formatNumber(mu(row.landM2), 2)}</td>
                    <td>
                      {row.findings.map((finding) => (
                        <Gap key={finding.rule} finding={finding} />
                      ))}
                    </td>
                    <td className="nowrap">
                      {row.excluded !== null
                        ? t.maybe(`excluded.${row.excluded}`, row.excluded)
                        : (row.exclusion ?? t(row.chosen ? 'findings.chosen' : 'findings.left'))}{' '}
                      {!frozen && row.excluded === null && (
                        <Button kind="text" onClick={() => setOut(row)}>
                          {t(row.chosen ? 'findings.takeOff' : 'findings.putOn')}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
          {out !== null && (
            <ActDialog
              title={t(out.chosen ? 'findings.takeOff' : 'findings.putOn')}
              path={`/api/land/task-lists/${year}/findings/${out.organisationId}`}
              body={() => ({ chosen: !out.chosen, reason })}
              onClose={() => setOut(null)}
            >
              <p>{out.name}</p>
              <TextField label={t('column.reason')} value={reason} onChange={setReason} required />
            </ActDialog>
          )}
        </>
      )}
    </Await>
  )
}

/** 拟订和锁定清单: what the rule table finds, what goes on the list, and its freezing. */
export const TaskListPanel = () => {
  const t = useLand()
  const today = useSession().data?.today ?? ''
  const [year, setYear] = useState(today.slice(0, 4))
  const [most, setMost] = useState('180')
  const draw = useSend<unknown>({ path: '/api/land/task-lists', stale: ['/api/land/'] })
  const freeze = useSend<number>({
    path: (of) => `/api/land/task-lists/${of}/freeze`,
    body: () => undefined,
    stale: ['/api/'],
  })
  const assign = useSend<number>({
    path: (of) => `/api/land/task-lists/${of}/assign`,
    body: () => ({}),
    stale: ['/api/'],
  })
  const show = (lists: Lists) => lists.find((list) => String(list.year) === year)
  return (
    <section className="panel land-panel">
      <h2>{t('lists.title')}</h2>
      <div className="land-form-row">
        <TextField label={t('lists.year')} type="number" value={year} onChange={setYear} />
        <TextField label={t('lists.most')} type="number" value={most} onChange={setMost} />
        <Button busy={draw.isPending} onClick={() => draw.mutate({ year: Number(year), most: Number(most) })}>
          {t('lists.draw')}
        </Button>
      </div>
      <ProblemNote problem={draw.error ?? freeze.error ?? assign.error} />
      <Await query={useTaskLists()} lines={3}>
        {({ rows }) => {
          const list = show(rows)
          if (list === undefined) return <p className="hint">{t('lists.none')}</p>
          return (
            <>
              <p className="land-form-row">
                <span>
                  {list.frozenOn === null
                    ? t('lists.drawn', { day: list.drawnOn })
                    : t('lists.frozen', { day: list.frozenOn, by: list.frozenBy ?? '', tasks: list.tasks })}
                </span>
                {list.frozenOn === null ? (
                  <Button kind="primary" busy={freeze.isPending} onClick={() => freeze.mutate(list.year)}>
                    {t('lists.freeze')}
                  </Button>
                ) : (
                  <Button busy={assign.isPending} onClick={() => assign.mutate(list.year)}>
                    {t('lists.assign')}
                  </Button>
                )}
              </p>
              <Findings year={list.year} frozen={list.frozenOn !== null} />
            </>
          )
        }}
      </Await>
    </section>
  )
}
