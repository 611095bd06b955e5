import { and, asc, eq, gte, lte } from 'drizzle-orm'
import { addWorkingDays } from '../calendar/calendar.ts'
import { builtInCalendar } from '../calendar/load.ts'
import type { App } from '../context.ts'
import { systemContext } from '../database/system-context.ts'
import { civilDateOf } from '../instants.ts'
import { notify } from '../notices/notify.ts'
import { caseHref } from './assignments.ts'
import { accountsOfTurns } from './holders.ts'
import { stateTitle } from './life-cycle.ts'
import { caseType, loadCase } from './records.ts'
import { caseDeadline, caseTable } from './tables.ts'
import { turnsOf } from './turns.ts'

/** Working days before the last day on which the first reminder goes out; the second one goes out on the day itself. */
const ahead = 3

/**
 * Reminds everybody whose turn it is of the deadlines that end today or within three working days. Each deadline is
 * told twice at most, however often this runs. Gives the number of reminders.
 */
export const remindOfDeadlines = async (app: App, county: string): Promise<number> => {
  const today = civilDateOf(app.clock.now())
  const { date: horizon } = addWorkingDays(builtInCalendar, today, ahead)
  const due = await systemContext(app, county, 'case-reminders', ({ tx }) =>
    tx
      .select({ caseId: caseDeadline.caseId, key: caseDeadline.key, run: caseDeadline.run, dueOn: caseDeadline.dueOn })
      .from(caseDeadline)
      .innerJoin(caseTable, and(eq(caseTable.county, caseDeadline.county), eq(caseTable.id, caseDeadline.caseId)))
      .where(
        and(
          eq(caseDeadline.county, county),
          eq(caseDeadline.status, 'running'),
          gte(caseDeadline.dueOn, today),
          lte(caseDeadline.dueOn, horizon),
        ),
      )
      .orderBy(asc(caseDeadline.dueOn), asc(caseDeadline.caseId)),
  )
  let told = 0
  for (const { caseId, key, run, dueOn } of due) {
    const lastDay = dueOn === today
    const id = await systemContext(app, county, 'case-reminders', async (context) => {
      const record = await loadCase(context, caseId)
      const type = caseType(app, record.type)
      return notify(context, {
        recipients: await accountsOfTurns(context, turnsOf(app.modules, type, record)),
        kind: 'platform.case_due',
        title: `${lastDay ? '今日到期' : '即将到期'}：${record.title}`,
        text: `${type.title}“${stateTitle(type, record.state)}”的办理期限为 ${dueOn}。`,
        href: caseHref(caseId),
        topic: `case ${caseId} ${key} ${run} ${lastDay ? 'last day' : 'ahead'}`,
      })
    })
    if (id !== null) told += 1
  }
  return told
}
