import { useState } from 'react'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { type InboxRow, useInbox } from '../../../platform/ui/cases/case-data.ts'
import { daysBetween, shortDate, weekday } from '../../../platform/ui/format.ts'
import { Light } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { useSession } from '../../../platform/ui/session.ts'
import { useWeb } from '../../messages/index.ts'
import './desk.css'

type Group = { readonly key: string; readonly title: string; readonly rows: readonly InboxRow[] }

/** What waits for the reader: overdue first, then by day, what has no term last. */
export const InboxColumn = ({ chosen }: { chosen: string | null }) => {
  const t = useWeb()
  const inbox = useInbox()
  const today = useSession().data?.today ?? ''
  const [type, setType] = useState<string | null>(null)
  const groupsOf = (rows: readonly InboxRow[]): readonly Group[] => {
    const groups = Map.groupBy(rows, (row) => (row.late ? 'late' : (row.dueOn ?? 'none')))
    return [...groups].map(([key, list]) => ({
      key,
      rows: list,
      title:
        key === 'late'
          ? t('desk.late')
          : key === 'none'
            ? t('desk.noTerm')
            : key === today
              ? t('desk.dueToday')
              : t('desk.dueOn', {
                  date: shortDate(key, t.lang),
                  weekday: weekday(key, t.lang),
                  days: daysBetween(today, key),
                }),
    }))
  }
  return (
    <aside className="inbox" aria-label={t('desk.inbox')}>
      <Await query={inbox}>
        {(page) => {
          const types = [...Map.groupBy(page.rows, (row) => row.typeTitle)]
          const rows = type === null ? page.rows : page.rows.filter((row) => row.typeTitle === type)
          return (
            <>
              <header>
                <h1>
                  {t('desk.inbox')} <span className="hint">{t('desk.count', { count: page.rows.length })}</span>
                </h1>
                <span className="hint">{t('desk.byDeadline')}</span>
              </header>
              {types.length > 1 && (
                <p className="inbox-types">
                  <button type="button" aria-pressed={type === null} onClick={() => setType(null)}>
                    {t('desk.all')} {page.rows.length}
                  </button>
                  {types.map(([title, list]) => (
                    <button key={title} type="button" aria-pressed={type === title} onClick={() => setType(title)}>
                      {title} {list.length}
                    </button>
                  ))}
                </p>
              )}
              {rows.length === 0 && <Empty title={t('desk.empty')}>{t('desk.empty.text')}</Empty>}
              {groupsOf(rows).map((group) => (
                <section key={group.key}>
                  <h2 className="hint">{group.title}</h2>
                  <ul>
                    {group.rows.map((row) => (
                      <li key={row.id} data-chosen={row.id === chosen ? '' : undefined}>
                        <Go
                          to={`/desk/cases/${encodeURIComponent(row.id)}`}
                          aria-current={row.id === chosen ? 'page' : undefined}
                        >
                          <b>{row.title}</b>
                          <span>
                            {row.typeTitle}　{row.stateTitle}
                          </span>
                          {row.late && row.dueOn !== null ? (
                            <Light
                              state="overdue"
                              word={t('desk.lateDays', { days: daysBetween(row.dueOn, today) })}
                              size={13}
                            />
                          ) : (
                            row.dueOn === today && <Light state="at_risk" word={t('desk.today')} size={13} />
                          )}
                        </Go>
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
            </>
          )
        }}
      </Await>
    </aside>
  )
}
