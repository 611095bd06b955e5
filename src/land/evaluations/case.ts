import { and, eq } from 'drizzle-orm'
import { setup } from 'xstate'
import { addWorkingDays } from '../../platform/calendar/calendar.ts'
import { builtInCalendar } from '../../platform/calendar/load.ts'
import { defineCaseType } from '../../platform/cases/case-type.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { landEvaluation } from '../tables.ts'
import { requireObjectionsAnswered } from './objections.ts'

/** Firms have so long to object to their class (land 5). */
const publicityDays = 5

type Row = typeof landEvaluation.$inferSelect

const of = (context: Context, id: string) =>
  and(eq(landEvaluation.county, context.actor.county), eq(landEvaluation.id, id))

const store = async (context: Context, id: string, values: Partial<Row>): Promise<void> => {
  const changed = await context.tx
    .update(landEvaluation)
    .set(values)
    .where(of(context, id))
    .returning({ id: landEvaluation.id })
  if (changed.length === 0) throw new Problem('forbidden', '须由经信部门办理')
}

/** @throws Problem state_conflict until the last day of publicity is over */
const requirePublicity = async (context: Context, id: string, today: string): Promise<void> => {
  const [row] = await context.tx.select({ to: landEvaluation.publicityTo }).from(landEvaluation).where(of(context, id))
  if (row?.to == null || row.to >= today) {
    throw new Problem('state_conflict', `公示不少于 ${publicityDays} 个工作日，至 ${row?.to ?? ''} 止`)
  }
}

/** 年度亩均评价: computed → publicity (≥ 5 working days) → approved → published (land 5). */
export const evaluationCase = defineCaseType({
  name: 'land.evaluation',
  title: '年度亩均效益综合评价',
  machine: setup({}).createMachine({
    initial: 'computed',
    states: {
      computed: { on: { publicise: 'publicity', withdraw: 'withdrawn' } },
      publicity: { on: { approve: 'approved', withdraw: 'withdrawn' } },
      approved: { on: { publish: 'published' } },
      published: { type: 'final' },
      withdrawn: { type: 'final' },
    },
  }),
  states: { computed: '已计算', publicity: '公示中', approved: '已批准', published: '已公布', withdrawn: '已撤回' },
  events: [
    { event: 'publicise', title: '公示', permission: 'land.evaluation.manage', by: 'organisation', primary: true },
    {
      event: 'approve',
      title: '批准',
      permission: 'land.evaluation.approve',
      by: 'organisation',
      primary: true,
      notBy: ['open', 'publicise'],
    },
    { event: 'publish', title: '公布', permission: 'land.evaluation.approve', by: 'organisation', primary: true },
    {
      event: 'withdraw',
      title: '撤回重算',
      permission: 'land.evaluation.manage',
      by: 'organisation',
      reasonRequired: true,
    },
  ],
  deadlines: [
    { state: 'publicity', days: publicityDays, count: 'working', source: '三门县亩均评价办法：公示不少于 5 个工作日' },
  ],
  materials: [],
  onTransition: async (context, record, event) => {
    const today = civilDateOf(context.clock.now())
    const { id } = record.subject
    switch (event.type) {
      case 'publicise': {
        const { date } = addWorkingDays(builtInCalendar, today, publicityDays)
        return store(context, id, { state: 'publicity', publicityFrom: today, publicityTo: date })
      }
      case 'approve':
        await requirePublicity(context, id, today)
        await requireObjectionsAnswered(context, id)
        return store(context, id, { state: 'approved' })
      case 'publish':
        return store(context, id, { state: 'published', publishedOn: today })
      default:
        return store(context, id, { state: 'withdrawn' })
    }
  },
  href: (record) => `/land/evaluations/${record.subject.id}`,
})
