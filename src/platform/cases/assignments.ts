import type { Context } from '../context.ts'
import { notify } from '../notices/notify.ts'
import type { CaseRecord, CaseType } from './case-type.ts'
import { accountsOfTurns } from './holders.ts'
import { isFinal, stateTitle } from './life-cycle.ts'
import { turnsOf } from './turns.ts'

/** Page of a case at the desk. */
export const caseHref = (id: string): string => `/desk/cases/${id}`

/**
 * Tells those whose turn it has become: applicant, household, organisation or officials of the area. A turn that is
 * open to everybody with the permission stands in all their inboxes and is told to nobody by name. Whoever moved the
 * case knows already.
 */
export const tellHolders = async (context: Context, type: CaseType, record: CaseRecord): Promise<void> => {
  if (isFinal(type, record)) return
  const turns = turnsOf(context.modules, type, record).filter(({ holder }) => holder !== '*')
  const accounts = await accountsOfTurns(context, turns)
  const due = record.dueOn === null ? '' : `，请于 ${record.dueOn} 前办理`
  await notify(context, {
    recipients: accounts.filter((account) => account !== context.actor.id),
    kind: 'platform.case_assigned',
    title: `待办：${record.title}`,
    text: `${type.title}进入“${stateTitle(type, record.state)}”${due}。`,
    href: caseHref(record.id),
    // A loop back to the same state is a new turn.
    topic: `case ${record.id} ${record.version}`,
  })
}
