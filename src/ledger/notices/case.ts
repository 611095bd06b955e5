import { and, eq, sql } from 'drizzle-orm'
import { setup } from 'xstate'
import { defineCaseType } from '../../platform/cases/case-type.ts'
import type { Context } from '../../platform/context.ts'
import { validate } from '../../platform/http/validate.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { NoticeAnswer } from '../api/notices/schema.ts'
import { supervisionNotice } from '../tables.ts'

type Row = typeof supervisionNotice.$inferInsert

const store = async (context: Context, id: string, values: Partial<Row>): Promise<void> => {
  await context.tx
    .update(supervisionNotice)
    .set({ ...values, version: sql`${supervisionNotice.version} + 1` })
    .where(and(eq(supervisionNotice.county, context.actor.county), eq(supervisionNotice.id, id)))
}

/**
 * 督办单: issued → received → answered → closed; without an answer in five working days → escalated to the county
 * leader, from where it can still be answered (ledger 5). The term runs from the issue, received or not.
 */
export const noticeCase = defineCaseType({
  name: 'ledger.notice',
  title: '督办单',
  machine: setup({}).createMachine({
    initial: 'issued',
    states: {
      issued: { on: { receive: 'received', answer: 'answered', escalate: 'escalated' } },
      received: { on: { answer: 'answered', escalate: 'escalated' } },
      escalated: { on: { instruct: { target: 'escalated', reenter: true }, answer: 'answered' } },
      answered: { on: { close: 'closed' } },
      closed: { type: 'final' },
    },
  }),
  states: { issued: '已下发', received: '已签收', answered: '已答复', escalated: '县领导督办', closed: '已销号' },
  events: [
    { event: 'receive', title: '签收', permission: 'ledger.notice.answer', by: 'organisation' },
    { event: 'answer', title: '答复', permission: 'ledger.notice.answer', by: 'organisation', primary: true },
    { event: 'instruct', title: '批示', permission: 'ledger.notice.instruct', reasonRequired: true, primary: true },
    { event: 'close', title: '销号', permission: 'ledger.notice.issue', reasonRequired: true, primary: true },
  ],
  deadlines: [
    {
      state: 'issued',
      alsoIn: ['received'],
      days: 5,
      count: 'working',
      onExpiry: 'escalate',
      source: '三门县共同富裕改革台账规则 5',
    },
  ],
  materials: [],
  onTransition: async (context, record, event) => {
    const id = record.subject.id
    const today = civilDateOf(context.clock.now())
    if (event.type === 'receive') return store(context, id, { state: 'received' })
    if (event.type === 'escalate') return store(context, id, { state: 'escalated', escalatedOn: today })
    if (event.type === 'close') return store(context, id, { state: 'closed', closedOn: today })
    if (event.type === 'instruct') return
    const { answer } = validate(NoticeAnswer, event.data ?? {})
    return store(context, id, { state: 'answered', answer, answeredOn: today })
  },
  href: (record) => `/ledger/notices/${record.subject.id}`,
})
