import { and, asc, eq, lt } from 'drizzle-orm'
import { systemContext } from '../database/system-context.ts'
import type { App } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { civilDateOf } from '../instants.ts'
import { fireEvent, storeEvent } from './cases.ts'
import { deadlineOf } from './deadlines.ts'
import { caseType, dueOf, loadCase, loadClocks, storeClocks, storeTurns, withChanged } from './records.ts'
import { caseDeadline, caseTable } from './tables.ts'

export type Expiry = { readonly caseId: string; readonly key: string; readonly fired: string | null }

/**
 * Ends every deadline of the county whose last day has passed: fires the event that the life cycle names, else notes
 * `@late` in the history. Each case in its own transaction; running it twice changes nothing more. Expiry moves a case
 * along or up, it never decides: what it may fire is written in the machine.
 */
export const fireDueDeadlines = async (app: App, county: string, now: Date): Promise<Expiry[]> => {
  const today = civilDateOf(now)
  const at: App = { ...app, clock: { now: () => now } }
  const due = await systemContext(at, county, 'case-deadlines', (context) =>
    context.tx
      .select({ caseId: caseDeadline.caseId, key: caseDeadline.key, run: caseDeadline.run })
      .from(caseDeadline)
      .where(and(eq(caseDeadline.county, county), eq(caseDeadline.status, 'running'), lt(caseDeadline.dueOn, today)))
      .orderBy(asc(caseDeadline.dueOn), asc(caseDeadline.caseId)),
  )
  const ended: Expiry[] = []
  for (const deadline of due) {
    const expiry = await expire(at, county, deadline)
    if (expiry !== null) ended.push(expiry)
  }
  return ended
}

const expire = (app: App, county: string, due: { caseId: string; key: string; run: number }): Promise<Expiry | null> =>
  systemContext(app, county, 'case-deadlines', async (context) => {
    const now = app.clock.now()
    const record = await loadCase(context, due.caseId, true)
    const clocks = await loadClocks(context, due.caseId)
    const clock = clocks.find(({ key, run }) => key === due.key && run === due.run)
    // Another process was faster, or the case moved on since the list was read.
    if (clock === undefined || clock.status !== 'running') return null
    const missed = { ...clock, status: 'missed' as const }
    await storeClocks(context, due.caseId, [missed], now)
    const type = caseType(app, record.type)
    const event = deadlineOf(type, due.key)?.onExpiry
    if (event !== undefined) {
      try {
        // A savepoint: a refused event leaves the missed deadline.
        await context.tx.transaction((tx) => fireEvent({ ...context, tx }, due.caseId, event, { reason: '期限届满' }))
        return { ...due, fired: event }
      } catch (error) {
        if (!(error instanceof Problem)) throw error
      }
    }
    const rest = dueOf(withChanged(clocks, [missed]))
    const late = { ...record, dueOn: rest.dueOn, version: record.version + 1 }
    await context.tx
      .update(caseTable)
      // A missed deadline stays the date by which the inbox orders: late cases come first.
      .set({ version: late.version, dueOn: rest.dueOn ?? record.dueOn })
      .where(and(eq(caseTable.county, county), eq(caseTable.id, due.caseId)))
    await storeEvent(context, {
      caseId: due.caseId,
      number: late.version,
      event: '@late',
      from: record.state,
      to: record.state,
      data: { deadline: due.key, dueOn: clock.dueOn },
    })
    await storeTurns(context, type, { ...late, dueOn: rest.dueOn ?? record.dueOn })
    return { ...due, fired: null }
  })
