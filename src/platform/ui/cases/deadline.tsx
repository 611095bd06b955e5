import { shortDate, weekday } from '../format.ts'
import { useLang } from '../i18n/lang.ts'
import { useUi } from '../messages/index.ts'
import type { CaseReply } from './case-data.ts'
import { daysToDraw, isWorking } from './days-to-draw.ts'

/** How many working days are left, and which: rest days and holidays stand apart. */
export const Deadline = ({ deadline, today }: { deadline: NonNullable<CaseReply['deadline']>; today: string }) => {
  const t = useUi()
  const lang = useLang()
  const left = deadline.count === 'working' ? deadline.workingDaysLeft : deadline.daysLeft
  const late = deadline.status === 'missed' || left < 0
  const running = deadline.status === 'running'
  const words = deadline.count === 'working' ? 'working' : 'calendar'
  return (
    <section className="case-deadline" data-late={late ? '' : undefined} aria-label={t('case.deadline')}>
      {running || late ? (
        <p className="case-left">
          <b>{Math.abs(left)}</b>
          <span>
            {t(late ? `case.late.${words}` : left === 0 ? 'case.dueToday' : `case.left.${words}`)}
            <small>{shortDate(deadline.dueOn, lang)}</small>
          </span>
        </p>
      ) : (
        <p className="case-left">
          <span>
            {t(`case.clock.${deadline.status}`)}
            <small>{shortDate(deadline.dueOn, lang)}</small>
          </span>
        </p>
      )}
      <ol className="case-days" aria-hidden="true">
        {daysToDraw(deadline.days, today, 9).map((day) => (
          <li
            key={day.date}
            data-rest={isWorking(day) ? undefined : day.kind}
            data-when={day.date < today ? 'past' : day.date === today ? 'today' : 'coming'}
            data-due={day.date === deadline.dueOn ? '' : undefined}
            data-skipped={day.skipped > 0 ? '' : undefined}
          >
            <span>{weekday(day.date, lang)}</span>
            <b>{Number(day.date.slice(8))}</b>
            <span>
              {day.date === today
                ? t('case.today')
                : day.date === deadline.dueOn
                  ? t('case.due')
                  : day.kind === 'holiday'
                    ? t('case.holiday')
                    : (day.number ?? ' ')}
            </span>
          </li>
        ))}
      </ol>
      <p className="hint">
        {deadline.source}
        {deadline.calendarProvisional && ` ${t('case.provisional')}`}
      </p>
    </section>
  )
}
