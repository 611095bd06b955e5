import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useAsOf } from '../../../platform/ui/as-of.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Segmented } from '../../../platform/ui/button.tsx'
import { figureText, formatFigure, formatNumber } from '../../../platform/ui/format.ts'
import { Go } from '../../../platform/ui/link.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { FileActions } from '../../../platform/ui/file-actions.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import type { ProjectRow } from '../../api/projects/schema.ts'
import { useLedger } from '../../messages/index.ts'
import { useProjects } from '../data.ts'
import { ProjectMap } from './project-map.tsx'
import { ProgressBar, Variance } from './variance.tsx'
import '../../../platform/ui/list/list.css'
import './projects.css'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'

type Mode = 'both' | 'table' | 'map'

const Totals = ({ rows }: { rows: readonly ProjectRow[] }) => {
  const t = useLedger()
  const sum = (pick: (row: ProjectRow) => number): number => rows.reduce((total, row) => total + pick(row), 0)
  const received = sum((row) => row.receivedFen)
  const money = (fen: number): string => figureText(formatFigure(fen, 'fen', { lang: t.lang }))
  return (
    <div className="register-totals">
      <div>
        <span className="hint">{t('projects.title')}</span>
        <b>{rows.length}</b>
      </div>
      <div>
        <span className="hint">{t('column.funds')}</span>
        <b>{money(sum((row) => row.approvedFen))}</b>
      </div>
      <div>
        <span className="hint">{t('column.received')}</span>
        <b>{money(received)}</b>
      </div>
      <div>
        <span className="hint">{t('column.paid')}</span>
        <b>{money(sum((row) => row.paidFen))}</b>
      </div>
      <div>
        <span className="hint">{t('projects.paidShare')}</span>
        <b>{received === 0 ? '–' : figureText(formatFigure(sum((row) => row.paidFen) / received, 'fraction'))}</b>
      </div>
    </div>
  )
}

const Table = ({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly ProjectRow[]
  chosen: string | null
  onChoose: (id: string) => void
}) => {
  const t = useLedger()
  // One unit down a column: amounts are compared by their digits.
  const money = (fen: number): string => formatNumber(fen / (t.lang === 'en' ? 100_000_000 : 1_000_000), 2, true)
  const unit = <small>{t('column.moneyUnit')}</small>
  return (
    <ScrollBox>
      <table className="register-table">
        <thead>
          <tr>
            <th>{t('column.title')}</th>
            <th>{t('column.reform')}</th>
            <th>{t('column.progress')}</th>
            <th>{t('column.state')}</th>
            <th>{t('column.variance')}</th>
            <th className="num">
              {t('column.funds')}
              {unit}
            </th>
            <th className="num">
              {t('column.received')}
              {unit}
            </th>
            <th className="num">
              {t('column.paid')}
              {unit}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-selected={chosen === row.id ? '' : undefined} onClick={() => onChoose(row.id)}>
              <td>
                <Go to={`/ledger/projects/${encodeURIComponent(row.id)}`}>{row.name}</Go>
                <span className="hint project-owner">{row.owner}</span>
              </td>
              <td data-title={t('column.reform')}>{row.reformNo}</td>
              <td data-title={t('column.progress')} className="nowrap">
                <ProgressBar share={row.progress} label={row.name} />{' '}
                {figureText(formatFigure(row.progress, 'fraction'))}
              </td>
              <td data-title={t('column.state')}>{t(`projects.state.${row.state}`)}</td>
              <td data-title={t('column.variance')} className="nowrap">
                <Variance days={row.scheduleVarianceDays} done={row.done} />
              </td>
              <td data-title={`${t('column.funds')}（${t('column.moneyUnit')}）`} className="num">
                {money(row.approvedFen)}
              </td>
              <td data-title={`${t('column.received')}（${t('column.moneyUnit')}）`} className="num">
                {money(row.receivedFen)}
              </td>
              <td data-title={`${t('column.paid')}（${t('column.moneyUnit')}）`} className="num">
                {money(row.paidFen)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** 工程项目: progress against plan, funds, and where they are. */
const Projects = () => {
  const t = useLedger()
  const ui = useUi()
  const { asOf } = useAsOf()
  const [search, setSearch] = useSearchParams()
  const [chosen, setChosen] = useState<string | null>(null)
  const given = search.get('mode')
  const mode: Mode = given === 'table' || given === 'map' ? given : 'both'
  return (
    <>
      <PageHead
        crumbs={[{ title: t('reforms.title'), to: '/ledger' }, { title: t('projects.title') }]}
        title={t('projects.title')}
        actions={
          <>
            <Segmented
              label={ui('list.mode')}
              value={mode}
              options={(['table', 'both', 'map'] as const).map((value) => ({ value, title: ui(`list.mode.${value}`) }))}
              onChange={(value) =>
                setSearch(
                  (present) => {
                    const next = new URLSearchParams(present)
                    if (value === 'both') next.delete('mode')
                    else next.set('mode', value)
                    return next
                  },
                  { replace: true },
                )
              }
            />
            <FileActions path="/api/ledger/projects.xlsx" query={{ asOf }} />
          </>
        }
        ruled
      />
      <Await query={useProjects(asOf)} lines={12}>
        {(reply) =>
          reply.rows.length === 0 ? (
            <Empty title={t('projects.empty')}>{t('projects.empty.text')}</Empty>
          ) : (
            <>
              <Totals rows={reply.rows} />
              <div className={`projects projects-${mode}`}>
                {mode !== 'map' && <Table rows={reply.rows} chosen={chosen} onChoose={setChosen} />}
                {mode !== 'table' && <ProjectMap projects={reply.rows} chosen={chosen} onChoose={setChosen} />}
              </div>
            </>
          )
        }
      </Await>
    </>
  )
}

export default Projects
