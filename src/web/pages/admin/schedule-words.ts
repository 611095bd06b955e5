import type { AdminWords } from './messages/index.ts'

/** A schedule in cron's five fields as people say it; one of another form stands as it is written. */
export const scheduleWords = (cron: string | null, t: AdminWords): string => {
  if (cron === null) return t('jobs.schedule.none')
  const [minute = '', hour = '', day, month, weekday] = cron.trim().split(/\s+/)
  if (day !== '*' || month !== '*' || weekday !== '*') return cron
  const every = /^\*\/(\d+)$/.exec(minute)?.[1]
  if (hour === '*') {
    if (minute === '*') return t('jobs.schedule.minutely')
    if (every !== undefined) return t('jobs.schedule.minutes', { minutes: every })
    return /^\d+$/.test(minute) ? t('jobs.schedule.hourly', { minute }) : cron
  }
  return /^\d+$/.test(minute) && /^\d+$/.test(hour)
    ? t('jobs.schedule.daily', { time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` })
    : cron
}
