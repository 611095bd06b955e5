import { and, eq } from 'drizzle-orm'
import { setup } from 'xstate'
import { type CaseRecord, defineCaseType } from '../../platform/cases/case-type.ts'
import type { Context } from '../../platform/context.ts'
import { addYears } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { requireDuty } from '../duties.ts'
import { landTask } from '../tables.ts'
import { latestDecision } from './decided.ts'

type Row = typeof landTask.$inferInsert

const store = async (context: Context, record: CaseRecord, values: Partial<Row>): Promise<void> => {
  const changed = await context.tx
    .update(landTask)
    .set(values)
    .where(and(eq(landTask.county, context.actor.county), eq(landTask.id, record.subject.id)))
    .returning({ id: landTask.id })
  if (changed.length === 0) throw new Problem('forbidden', '须由经信部门、属地乡镇或本企业办理')
}

/** A decision is the one that the acceptance computed; nobody chooses another. */
const requireOutcome = async (context: Context, record: CaseRecord, outcome: string): Promise<void> => {
  const decided = await latestDecision(context, record.subject.id)
  if (decided?.outcome !== outcome || decided.decidedOn !== civilDateOf(context.clock.now())) {
    throw new Problem('state_conflict', '验收结论由实测结果得出，请在任务页办理')
  }
}

/** 整治任务 (land 5): from the frozen list to closing, each step by its own people. */
export const taskCase = defineCaseType({
  name: 'land.task',
  title: '闲置低效用地整治任务',
  machine: setup({}).createMachine({
    initial: 'listed',
    states: {
      listed: { on: { assign: 'assigned', exclude: 'excluded', transfer: 'transferred' } },
      assigned: { on: { sign: 'agreementSigned', exclude: 'excluded', transfer: 'transferred' } },
      agreementSigned: { on: { progress: 'rectifying', progressByFirm: 'rectifying' } },
      rectifying: {
        on: {
          progress: { target: 'rectifying', reenter: true },
          progressByFirm: { target: 'rectifying', reenter: true },
          askAcceptance: 'acceptanceAsked',
        },
      },
      acceptanceAsked: { on: { record: 'inspected' } },
      inspected: { on: { close: 'closed', closeConditionally: 'closedConditionally', return: 'returned' } },
      returned: { on: { progress: 'rectifying', progressByFirm: 'rectifying', askAcceptance: 'acceptanceAsked' } },
      closedConditionally: { on: { confirm: 'closed', reopen: 'reopened' } },
      reopened: { on: { progress: 'rectifying', progressByFirm: 'rectifying' } },
      closed: { type: 'final' },
      excluded: { type: 'final' },
      transferred: { type: 'final' },
    },
  }),
  states: {
    listed: '已列入清单',
    assigned: '已交办乡镇',
    agreementSigned: '已签协议',
    rectifying: '整改中',
    acceptanceAsked: '申请验收',
    inspected: '已现场验收',
    returned: '退回整改',
    closedConditionally: '附条件销号',
    reopened: '恢复整改',
    closed: '已销号',
    excluded: '已移出清单',
    transferred: '转闲置土地处置',
  },
  events: [
    { event: 'assign', title: '交办乡镇', permission: 'land.task.manage', primary: true },
    { event: 'sign', title: '签订协议', permission: 'land.agreement.sign', by: 'organisation', primary: true },
    { event: 'progress', title: '报送进度', permission: 'land.task.report', by: 'area', primary: true },
    {
      event: 'progressByFirm',
      title: '报送进度',
      permission: 'land.agreement.sign',
      by: 'organisation',
      primary: true,
    },
    { event: 'askAcceptance', title: '申请验收', permission: 'land.task.report', by: 'area', primary: true },
    { event: 'record', title: '现场验收', permission: 'land.task.inspect', primary: true },
    { event: 'close', title: '销号', permission: 'land.task.inspect', primary: true, notBy: ['record'] },
    { event: 'closeConditionally', title: '附条件销号', permission: 'land.task.inspect', notBy: ['record'] },
    { event: 'return', title: '退回整改', permission: 'land.task.inspect', reasonRequired: true, notBy: ['record'] },
    { event: 'confirm', title: '复核销号', permission: 'land.task.inspect', primary: true },
    { event: 'reopen', title: '恢复整改', permission: 'land.task.inspect', reasonRequired: true },
    { event: 'exclude', title: '移出清单', permission: 'land.task.manage', reasonRequired: true },
    { event: 'transfer', title: '转闲置土地处置', permission: 'land.task.manage', reasonRequired: true },
  ],
  deadlines: [
    {
      state: 'rectifying',
      days: 30,
      count: 'calendar',
      source: '整治任务管理：整改期间至少每 30 日报送一次进度（假定）',
    },
    { state: 'closedConditionally', days: 365, count: 'calendar', source: '承诺税收满一年复核（假定）' },
  ],
  materials: [],
  onTransition: async (context, record, event) => {
    const today = civilDateOf(context.clock.now())
    const bureau = () => requireDuty(context, 'economy')
    switch (event.type) {
      case 'assign':
        await bureau()
        return store(context, record, { state: 'assigned', assignedOn: today })
      case 'sign':
        return store(context, record, { state: 'agreementSigned', signedOn: today })
      case 'progress':
      case 'progressByFirm': {
        const [row] = await context.tx
          .select({ beganOn: landTask.beganOn })
          .from(landTask)
          .where(and(eq(landTask.county, context.actor.county), eq(landTask.id, record.subject.id)))
        return store(context, record, { state: 'rectifying', beganOn: row?.beganOn ?? today, progressOn: today })
      }
      case 'askAcceptance':
        return store(context, record, { state: 'acceptanceAsked', askedOn: today })
      case 'record':
        return store(context, record, { state: 'inspected', inspectedOn: today })
      case 'close':
      case 'confirm':
        await requireOutcome(context, record, 'closed')
        return store(context, record, { state: 'closed', closedOn: today })
      case 'closeConditionally':
        await requireOutcome(context, record, 'closedConditionally')
        return store(context, record, {
          state: 'closedConditionally',
          conditionalOn: today,
          reviewDue: addYears(today, 1),
        })
      case 'return':
        await requireOutcome(context, record, 'returned')
        return store(context, record, { state: 'returned', returnedOn: today })
      case 'reopen':
        await requireOutcome(context, record, 'returned')
        return store(context, record, { state: 'reopened', reopenedOn: today })
      case 'exclude':
        await bureau()
        return store(context, record, { state: 'excluded', excludedOn: today })
      case 'transfer':
        await bureau()
        return store(context, record, { state: 'transferred', transferredOn: today })
      default:
        return
    }
  },
  href: (record) => `/land/tasks/${record.subject.id}`,
})
