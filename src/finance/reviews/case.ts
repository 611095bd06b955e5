import { and, eq, sql } from 'drizzle-orm'
import { setup } from 'xstate'
import { defineCaseType } from '../../platform/cases/case-type.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { requireReviewers } from '../model/village-review.ts'
import { reviewRound } from '../tables.ts'
import { roundFamilies } from './families.ts'

const village = { permission: 'finance.village.review', by: 'area' } as const

/** 公议轮次: open for ballots, closed when every family was judged by enough, or cancelled. */
export const reviewRoundCase = defineCaseType({
  name: 'finance.review_round',
  title: '村级公议',
  machine: setup({}).createMachine({
    initial: 'open',
    states: {
      open: { on: { close: 'closed', cancel: 'cancelled' } },
      closed: { type: 'final' },
      cancelled: { type: 'final' },
    },
  }),
  states: { open: '评议中', closed: '已结束', cancelled: '已取消' },
  events: [
    { event: 'close', title: '结束评议', ...village, primary: true },
    { event: 'cancel', title: '取消本轮', ...village, reasonRequired: true },
  ],
  deadlines: [{ state: 'open', days: 20, count: 'working', source: '三门县农户家庭公议授信办法（演示值）' }],
  materials: [],
  href: (record) => `/finance/village/rounds/${record.subject.id}`,
  onTransition: async (context, record, event) => {
    const isClosed = event.type === 'close'
    if (isClosed) {
      const families = await roundFamilies(context, record.subject.id, true)
      requireReviewers(families.map(({ head, reviewers }) => ({ name: head, reviewers })))
    }
    await context.tx
      .update(reviewRound)
      .set({
        state: isClosed ? 'closed' : 'cancelled',
        closedOn: isClosed ? civilDateOf(context.clock.now()) : null,
        version: sql`${reviewRound.version} + 1`,
      })
      .where(and(eq(reviewRound.county, context.actor.county), eq(reviewRound.id, record.subject.id)))
  },
})
