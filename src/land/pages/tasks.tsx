import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useAsOf } from '../../platform/ui/as-of.ts'
import { Await, Empty } from '../../platform/ui/await.tsx'
import { Board } from '../../platform/ui/board/board.tsx'
import { Button, Segmented } from '../../platform/ui/button.tsx'
import { formatNumber } from '../../platform/ui/format.ts'
import { Light } from '../../platform/ui/light.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../platform/ui/session.ts'
import { useLand } from '../messages/index.ts'
import { type TaskRow, useTasks } from './data.ts'
import { boardColumns, mu, taskLights } from './task-words.ts'
import { TaskListPanel } from './task-list-panel.tsx'
import '../../platform/ui/list/list.css'
import './land.css'

const isClosed = ({ state }: TaskRow): boolean => state === 'closed' || state === 'closedConditionally'

/** One line a town: how far it is, the slowest first. */
const Towns = ({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly TaskRow[]
  chosen: string
  onChoose: (town: string) => void
}) => {
  const t = useLand()
  const towns = [...Map.groupBy(rows, ({ townCode }) => townCode ?? '')]
    .map(([code, tasks]) => ({ code, tasks, town: tasks[0]?.town ?? '', closed: tasks.filter(isClosed).length }))
    .toSorted((a, b) => a.closed / a.tasks.length - b.closed / b.tasks.length)
  if (towns.length < 2) return null
  return (
    <section className="land-towns" aria-label={t('tasks.byTown')}>
      {towns.map(({ code, town, tasks, closed }) => (
        <button
          key={code}
          type="button"
          aria-pressed={chosen === code}
          onClick={() => onChoose(chosen === code ? '' : code)}
        >
          <span>{town}</span>
          <b>
            {closed}/{tasks.length}
          </b>
          <i aria-hidden="true">
            <i style={{ width: `${(closed / tasks.length) * 100}%` }} />
          </i>
        </button>
      ))}
    </section>
  )
}

const Card = ({ row }: { row: TaskRow }) => {
  const t = useLand()
  return (
    <>
      <Go to={`/land/tasks/${row.id}`}>{row.firm}</Go>
      <div className="hint">
        {row.town}　{formatNumber(mu(row.areaM2), 2)} {t('unit.mu')}
      </div>
      <div className="land-card-line">
        <Light state={taskLights[row.state]} word={t(`task.state.${row.state}`)} size={12} />
        <span className="hint">{row.rules.map((rule) => t(`rule.${rule}`)).join(' · ')}</span>
      </div>
    </>
  )
}

const cardOf = (row: TaskRow) => <Card row={row} />

const List = ({ rows }: { rows: readonly TaskRow[] }) => {
  const t = useLand()
  return (
    <ScrollBox>
      <table className="register-table">
        <thead>
          <tr>
            <th className="num">{t('column.no')}</th>
            <th>{t('column.firm')}</th>
            <th>{t('column.town')}</th>
            <th className="num">
              {t('column.area')}
              <small>{t('unit.mu')}</small>
            </th>
            <th>{t('column.rules')}</th>
            <th className="num">{t('column.progress')}</th>
            <th>{t('column.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="num">{row.no}</td>
              <td>
                <Go to={`/land/tasks/${row.id}`}>{row.firm}</Go>
                {row.supplement && <span className="tag"> {t('tasks.supplement')}</span>}
              </td>
              <td data-title={t('column.town')}>{row.town}</td>
              <td data-title={t('column.area')} className="num">
                {formatNumber(mu(row.areaM2), 2)}
              </td>
              <td data-title={t('column.rules')}>{row.rules.map((rule) => t(`rule.${rule}`)).join(' · ')}</td>
              <td data-title={t('column.progress')} className="num">
                {Math.round(row.progress * 100)}%
              </td>
              <td data-title={t('column.state')} className="nowrap">
                <Light state={taskLights[row.state]} word={t(`task.state.${row.state}`)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** 任务看板: the year's list by state and by town, on any day. */
const Tasks = () => {
  const t = useLand()
  const { asOf } = useAsOf()
  const [search, setSearch] = useSearchParams()
  const [desk, setDesk] = useState(false)
  const mayManage = usePermission('land.task.manage')
  const mode = search.get('mode') === 'list' ? 'list' : 'board'
  const town = search.get('town') ?? ''
  const change = (key: string, value: string): void =>
    setSearch(
      (present) => {
        const next = new URLSearchParams(present)
        if (value === '') next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  const tasks = useTasks(asOf, search.get('year'))
  return (
    <>
      <title>{t('tasks.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('tasks.title') }]}
        title={t('tasks.title')}
        beside={
          tasks.data?.year != null && (
            <span className="muted">
              {t('tasks.lead', {
                year: tasks.data.year,
                total: tasks.data.rows.length,
                closed: tasks.data.rows.filter(isClosed).length,
              })}
            </span>
          )
        }
        actions={
          <>
            <Segmented
              label={t('tasks.mode')}
              value={mode}
              options={(['board', 'list'] as const).map((value) => ({ value, title: t(`tasks.mode.${value}`) }))}
              onChange={(value) => change('mode', value === 'list' ? 'list' : '')}
            />
            {mayManage && (
              <Button pressed={desk} onClick={() => setDesk(!desk)}>
                {t('tasks.desk')}
              </Button>
            )}
          </>
        }
        ruled
      />
      {desk && <TaskListPanel />}
      <Await query={tasks} lines={12}>
        {(reply) =>
          reply.rows.length === 0 ? (
            <Empty title={t('tasks.empty')}>{t('tasks.empty.text')}</Empty>
          ) : (
            <>
              <Towns rows={reply.rows} chosen={town} onChoose={(code) => change('town', code)} />
              {mode === 'list' ? (
                <List rows={reply.rows.filter((row) => town === '' || row.townCode === town)} />
              ) : (
                <Board
                  label={t('tasks.title')}
                  columns={boardColumns.map(({ key, states }) => ({
                    key,
                    title: t.maybe(`tasks.column.${key}`, key),
                    cards: reply.rows.filter(
                      (row) => states.includes(row.state) && (town === '' || row.townCode === town),
                    ),
                  }))}
                  cardKey={(row) => row.id}
                  card={cardOf}
                  limit={12}
                />
              )}
            </>
          )
        }
      </Await>
    </>
  )
}

export default Tasks
