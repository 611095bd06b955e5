import type { z } from 'zod'
import type { JobKinds, Run } from '../../../platform/jobs/api/schema.ts'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { instant } from '../../../platform/ui/format.ts'
import { Light, type LightState } from '../../../platform/ui/light.tsx'
import { type ListColumn, RegisterList } from '../../../platform/ui/list/register-list.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import { type AdminWords, useAdmin } from './messages/index.ts'
import { scheduleWords } from './schedule-words.ts'
import './admin.css'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'

type RunRow = z.infer<typeof Run>

const lights: Readonly<Record<RunRow['state'], LightState>> = {
  queued: 'no_data',
  running: 'on_track',
  retrying: 'at_risk',
  done: 'met',
  failed: 'overdue',
  cancelled: 'no_data',
}

const RunLight = ({ state }: { state: RunRow['state'] }) => {
  const t = useAdmin()
  return <Light state={lights[state]} word={t(`jobs.state.${state}`)} />
}

const columnsOf = (t: AdminWords, cancel: ((id: string) => void) | null): readonly ListColumn<RunRow>[] => [
  { key: 'job', title: t('jobs.name'), cell: (row) => row.title },
  { key: 'state', title: t('people.state'), cell: (row) => <RunLight state={row.state} /> },
  {
    key: 'progress',
    title: t('jobs.progress'),
    align: 'right',
    cell: (row) => (row.total > 0 ? `${row.done}／${row.total}` : ''),
  },
  { key: 'started', title: t('jobs.started'), cell: (row) => <span className="nowrap">{instant(row.startedAt)}</span> },
  { key: 'ended', title: t('jobs.ended'), cell: (row) => <span className="nowrap">{instant(row.endedAt)}</span> },
  { key: 'by', title: t('jobs.by'), cell: (row) => row.requestedBy ?? t('jobs.schedule.system') },
  { key: 'error', title: t('jobs.error'), cell: (row) => <span className="hint">{row.error}</span> },
  ...(cancel === null
    ? []
    : [
        {
          key: 'cancel',
          title: t('jobs.cancel'),
          cell: (row: RunRow) =>
            (row.state === 'queued' || row.state === 'running' || row.state === 'retrying') && (
              <Button kind="text" onClick={() => cancel(row.id)}>
                {t('jobs.cancel')}
              </Button>
            ),
        },
      ]),
]

const jobs = '/api/platform/jobs'

/** 后台任务: what runs when, what ran how. */
const Jobs = () => {
  const t = useAdmin()
  const mayRun = usePermission('platform.job.run')
  const kinds = useGet<z.infer<typeof JobKinds>>(`${jobs}/kinds`, {}, { refetchMs: 5000 })
  const run = useSend<string>({
    path: (name) => `${jobs}/${encodeURIComponent(name)}/run`,
    body: () => undefined,
    stale: [jobs],
  })
  const cancel = useSend<string>({ path: (id) => `${jobs}/${id}/cancel`, body: () => undefined, stale: [jobs] })
  return (
    <>
      <PageHead crumbs={[]} title={t('jobs.title')} ruled />
      <ProblemNote problem={run.error ?? cancel.error} />
      <section>
        <header className="section-head">
          <h2>{t('jobs.kinds')}</h2>
        </header>
        <Await query={kinds} lines={6}>
          {(reply) => (
            <ScrollBox label={t('jobs.kinds')}>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th>{t('jobs.name')}</th>
                    <th>{t('jobs.schedule')}</th>
                    <th>{t('jobs.next')}</th>
                    <th>{t('jobs.last')}</th>
                    <th>
                      <span className="visually-hidden">{t('jobs.run')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {reply.rows.map((row) => (
                    <tr key={row.name}>
                      <td>
                        <span title={row.name}>{row.title}</span>
                      </td>
                      <td className="muted nowrap">{scheduleWords(row.schedule, t)}</td>
                      <td className="nowrap muted">{instant(row.nextAt)}</td>
                      <td className="nowrap">
                        {row.lastRun && (
                          <>
                            <RunLight state={row.lastRun.state} />{' '}
                            <span className="hint">{instant(row.lastRun.endedAt ?? row.lastRun.startedAt)}</span>
                          </>
                        )}
                      </td>
                      <td className="num">
                        {mayRun && (
                          <Button kind="text" onClick={() => run.mutate(row.name)}>
                            {t('jobs.run')}
                          </Button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          )}
        </Await>
      </section>
      <section className="section">
        <header className="section-head">
          <h2>{t('jobs.runs')}</h2>
        </header>
        <RegisterList
          name="admin.jobs"
          path={jobs}
          searchable={false}
          filters={[
            {
              key: 'state',
              title: t('people.state'),
              options: (Object.keys(lights) as RunRow['state'][]).map((state) => ({
                value: state,
                title: t(`jobs.state.${state}`),
              })),
            },
          ]}
          columns={columnsOf(t, mayRun ? (id) => cancel.mutate(id) : null)}
          rowKey={(row) => row.id}
          empty={<Empty title={t('jobs.empty')} />}
        />
      </section>
    </>
  )
}

export default Jobs
