import { useState } from 'react'
import { useSend } from '../../platform/ui/api/query.ts'
import { Await, Empty } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { ProblemNote } from '../../platform/ui/dialog.tsx'
import { Choice, TextField } from '../../platform/ui/field.tsx'
import { formatNumber } from '../../platform/ui/format.ts'
import { Go } from '../../platform/ui/link.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'
import { usePermission, useSession } from '../../platform/ui/session.ts'
import { useLand } from '../messages/index.ts'
import { useEvaluations } from './data.ts'
import { figureSheets, SheetImport } from './sheet-import.tsx'
import './land.css'

const above = ['huangyan-2022', 'huangyan-2021'] as const

/** Computes a year: figures come by the four sheets first. */
const Compute = () => {
  const t = useLand()
  const today = useSession().data?.today ?? ''
  const [year, setYear] = useState(String(Number(today.slice(0, 4)) - 1))
  const [scheme, setScheme] = useState<(typeof above)[number] | ''>('huangyan-2022')
  const compute = useSend<void>({
    path: '/api/land/evaluations',
    body: () => ({ year: Number(year), above: scheme, below: `${scheme}-below` }),
    stale: ['/api/land/'],
  })
  return (
    <section className="panel land-panel">
      <h2>{t('evaluations.desk')}</h2>
      <p>
        {t('evaluations.sheets')}{' '}
        {figureSheets.map((name) => (
          <span key={name} className="land-sheet">
            <a href={`/api/platform/sheets/${name}/template`} download>
              {t(`sheet.${name}`)}
            </a>
          </span>
        ))}
      </p>
      <SheetImport />
      <div className="land-form-row">
        <TextField label={t('column.year')} type="number" value={year} onChange={setYear} />
        <Choice
          label={t('evaluations.scheme')}
          value={scheme}
          options={above.map((value) => ({ value, title: t(`scheme.${value}`) }))}
          onChange={setScheme}
        />
        <Button kind="primary" busy={compute.isPending} onClick={() => compute.mutate()}>
          {t('evaluations.compute')}
        </Button>
      </div>
      <ProblemNote problem={compute.error} />
    </section>
  )
}

/** 亩均评价: every year's evaluation, newest first. */
const Evaluations = () => {
  const t = useLand()
  const mayManage = usePermission('land.evaluation.manage')
  const signedIn = useSession().data?.account != null
  return (
    <>
      <title>{t('evaluations.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('evaluations.title') }]}
        title={t('evaluations.title')}
        ruled
      />
      {mayManage && <Compute />}
      <Await query={useEvaluations()} lines={8}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('evaluations.empty')}>{t('evaluations.empty.text')}</Empty>
          ) : (
            <ScrollBox>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th>{t('column.year')}</th>
                    <th>{t('column.state')}</th>
                    <th>{t('evaluations.publicity')}</th>
                    <th>{t('evaluations.publishedOn')}</th>
                    <th className="num">{t('evaluations.mean')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td>
                        <Go to={signedIn ? `/land/evaluations/${row.id}` : `/land/public?year=${row.year}`}>
                          {t('evaluations.year', { year: row.year, no: row.no })}
                        </Go>
                      </td>
                      <td>{t(`evaluation.state.${row.state}`)}</td>
                      <td className="nowrap">
                        {row.publicityFrom === null ? '–' : `${row.publicityFrom} – ${row.publicityTo ?? ''}`}
                      </td>
                      <td>{row.publishedOn ?? '–'}</td>
                      <td className="num">
                        {row.countyMeanTaxPerMu === null ? '–' : formatNumber(row.countyMeanTaxPerMu / 10_000, 2)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          )
        }
      </Await>
    </>
  )
}

export default Evaluations
