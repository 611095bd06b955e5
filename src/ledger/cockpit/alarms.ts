import { and, eq, inArray } from 'drizzle-orm'
import { builtInCalendar } from '../../platform/calendar/load.ts'
import { workingDaysBetween } from '../../platform/calendar/calendar.ts'
import type { Context } from '../../platform/context.ts'
import { diffDays, parseDate } from '../../platform/dates.ts'
import type { CockpitReply } from '../api/cockpit/schema.ts'
import { readProjectScope } from '../model/project-scope.ts'
import { counted, type LedgerDay } from '../reforms/day.ts'
import { supervisionNotice } from '../tables.ts'
import type { EvaluatedTarget } from '../targets/evaluate.ts'

type Alarm = Omit<CockpitReply['alarms'][number], 'no'>
type Place = Pick<CockpitReply['projects'][number], 'id' | 'longitude' | 'latitude'>

/** Late first, the longest late before; then what will be late, the nearest due before. */
const worse = (a: Alarm, b: Alarm): number => {
  if (a.light !== b.light) return a.light === 'overdue' ? -1 : 1
  return (a.daysLeft ?? 0) - (b.daysLeft ?? 0)
}

const leftFrom = (asOf: LedgerDay['asOf'], due: string) => ({
  due,
  daysLeft: diffDays(asOf, parseDate(due)),
  workingDaysLeft: due < asOf ? null : workingDaysBetween(builtInCalendar, asOf, parseDate(due)).days,
})

const targetAlarm = (ledger: LedgerDay, row: EvaluatedTarget, places: readonly Place[]): Alarm => {
  const reform = ledger.reforms.find(({ no }) => no === row.reformNo)
  const project = row.scope?.kind === 'project' ? readProjectScope(row.scope.id).project : null
  const place = places.find(({ id }) => id === project)
  return {
    kind: 'target',
    light: row.light,
    title: row.title,
    detail: `${row.reformNo}　${reform?.subtitle ?? reform?.name ?? ''}${row.reasons[0] === undefined ? '' : `：${row.reasons[0]}`}`,
    ...leftFrom(ledger.asOf, row.extendedTo ?? row.due),
    longitude: place?.longitude ?? null,
    latitude: place?.latitude ?? null,
    href: `/ledger/targets/${row.id}`,
  }
}

/** Notices that were open on the day, as far as the actor may see them. */
const noticeAlarms = async (context: Context, ledger: LedgerDay): Promise<readonly Alarm[]> => {
  const rows = await context.tx
    .select()
    .from(supervisionNotice)
    .where(
      and(
        eq(supervisionNotice.county, context.actor.county),
        inArray(
          supervisionNotice.reformNo,
          ledger.reforms.map(({ no }) => no),
        ),
      ),
    )
  const { asOf } = ledger
  return rows
    .filter(
      ({ issuedOn, answeredOn, closedOn }) =>
        issuedOn <= asOf && (answeredOn === null || answeredOn > asOf) && (closedOn === null || closedOn > asOf),
    )
    .map((notice) => ({
      kind: 'notice',
      light: notice.answerDue < asOf ? 'overdue' : 'at_risk',
      title: notice.title,
      detail: `督办单 ${notice.year}〔${notice.serial}〕号`,
      ...leftFrom(asOf, notice.answerDue),
      longitude: null,
      latitude: null,
      href: `/ledger/notices/${notice.id}`,
    }))
}

export const alarmsOf = async (
  context: Context,
  ledger: LedgerDay,
  places: readonly Place[],
): Promise<CockpitReply['alarms']> => {
  const targets = counted(ledger.targets)
    .filter(({ light }) => light === 'overdue' || light === 'at_risk')
    .map((row) => targetAlarm(ledger, row, places))
  return [...targets, ...(await noticeAlarms(context, ledger))]
    .toSorted(worse)
    .map((alarm, index) => ({ no: index + 1, ...alarm }))
}
