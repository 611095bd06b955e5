import { assign, setup } from 'xstate'
import { defineModule } from '../module.ts'
import { type CaseType, defineCaseType } from './case-type.ts'

/** A life cycle with everything that the specs ask of one: two signers, a pause, expiry that escalates, counted data. */
export const permitType: CaseType = defineCaseType({
  name: 'trial.permit',
  title: '试验许可',
  machine: setup({
    types: {
      context: {} as { returns: number; amount?: number },
      events: {} as
        | { type: 'submit' | 'accept' | 'return' | 'ask' | 'answer' | 'refuse' | 'escalate' | 'approve' }
        | { type: 'amend'; data?: { amount?: number } },
    },
  }).createMachine({
    initial: 'draft',
    context: { returns: 0 },
    states: {
      draft: {
        on: {
          submit: 'review',
          amend: {
            guard: ({ event }) => (event.data?.amount ?? 0) > 0,
            actions: assign({ amount: ({ event }) => event.data?.amount ?? 0 }),
          },
        },
      },
      review: {
        on: {
          return: { target: 'draft', actions: assign({ returns: ({ context }) => context.returns + 1 }) },
          ask: 'moreInfo',
          approve: 'approved',
          refuse: 'refused',
          escalate: 'leader',
        },
      },
      moreInfo: { on: { answer: 'review' } },
      leader: { on: { approve: 'approved', refuse: 'refused' } },
      approved: { type: 'final' },
      refused: { type: 'final' },
    },
  }),
  states: {
    draft: '草稿',
    review: '审查',
    moreInfo: '补正',
    leader: '县领导督办',
    approved: '已批准',
    refused: '不予批准',
  },
  events: [
    { event: 'submit', title: '提交', permission: 'trial.permit.apply', materials: ['plan'] },
    { event: 'amend', title: '修改', permission: 'trial.permit.apply' },
    { event: 'answer', title: '补正', permission: 'trial.permit.apply' },
    { event: 'return', title: '退回', permission: 'trial.permit.review', reasonRequired: true },
    { event: 'ask', title: '要求补正', permission: 'trial.permit.review', reasonRequired: true },
    { event: 'approve', title: '批准', permission: 'trial.permit.approve', primary: true, notBy: ['ask', 'return'] },
    { event: 'refuse', title: '不予批准', permission: 'trial.permit.approve', reasonRequired: true },
  ],
  deadlines: [
    {
      state: 'review',
      days: 5,
      count: 'working',
      onExpiry: 'escalate',
      pausedIn: ['moreInfo'],
      source: '行政许可法第四十二条',
    },
    { state: 'moreInfo', days: 15, count: 'calendar', source: '试验办法第三条' },
  ],
  materials: [{ kind: 'plan', title: '方案', required: true }],
})

export const trialModule = defineModule({
  name: 'trial',
  title: '试验',
  permissions: [
    { id: 'trial.permit.apply', title: '申请', roles: ['household', 'firm'] },
    { id: 'trial.permit.review', title: '审查', roles: ['department_member'] },
    { id: 'trial.permit.approve', title: '批准', roles: ['department_lead'] },
  ],
  caseTypes: [permitType],
})
