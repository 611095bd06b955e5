import { setup } from 'xstate'
import { defineCaseType } from '../../platform/cases/case-type.ts'
import { idleStateTitles } from '../model/idle-steps.ts'
import { onIdleStep } from './steps.ts'

const manage = 'land.idle.manage'
const approve = 'land.idle.approve'

/**
 * 闲置土地处置 (order 53; land 5). Documents, findings and decisions are made by the steps (steps.ts), each signed by
 * the person who takes it. A term that runs out makes a case late and tells those who must act; it decides nothing.
 */
export const idleCaseType = defineCaseType({
  name: 'land.idle',
  title: '闲置土地调查处置',
  machine: setup({}).createMachine({
    initial: 'suspected',
    states: {
      suspected: { on: { investigate: 'investigating', dismiss: 'notIdle' } },
      investigating: { on: { materials: 'materialsIn', find: 'found', dismiss: 'notIdle' } },
      materialsIn: { on: { find: 'found', dismiss: 'notIdle' } },
      notIdle: { type: 'final' },
      found: { on: { negotiate: 'negotiating', tellHearing: 'hearing' } },
      negotiating: { on: { draftPlan: 'planDrafted' } },
      planDrafted: { on: { approvePlan: 'planApproved', negotiate: 'negotiating' } },
      planApproved: { on: { agree: 'agreed' } },
      agreed: { on: { monitor: 'monitored', close: 'closed' } },
      hearing: { on: { approveDecision: 'decisionApproved' } },
      decisionApproved: { on: { serveDecision: 'decisionServed' } },
      decisionServed: { on: { pay: 'feePaid', enforce: 'enforcement', deregister: 'resumed' } },
      enforcement: { on: { pay: 'feePaid', deregister: 'resumed' } },
      feePaid: { on: { monitor: 'monitored' } },
      resumed: { on: { close: 'closed' } },
      monitored: { on: { close: 'closed' } },
      closed: { type: 'final' },
    },
  }),
  states: idleStateTitles,
  events: [
    { event: 'investigate', title: '发出调查通知书', permission: manage, primary: true },
    { event: 'materials', title: '提交说明材料', permission: 'land.idle.answer', by: 'organisation', primary: true },
    { event: 'find', title: '认定闲置', permission: manage, primary: true },
    { event: 'dismiss', title: '不构成闲置', permission: manage, reasonRequired: true },
    { event: 'negotiate', title: '协商处置', permission: manage, primary: true },
    { event: 'draftPlan', title: '拟订处置方案', permission: manage, primary: true },
    { event: 'approvePlan', title: '批准处置方案', permission: approve, primary: true },
    { event: 'agree', title: '签订补充协议', permission: manage, primary: true },
    { event: 'tellHearing', title: '告知事实和听证权利', permission: manage, primary: true },
    { event: 'approveDecision', title: '批准决定', permission: approve, primary: true },
    { event: 'serveDecision', title: '送达决定书', permission: manage, primary: true },
    { event: 'pay', title: '登记缴款', permission: manage, primary: true },
    { event: 'enforce', title: '申请强制执行', permission: manage, reasonRequired: true },
    { event: 'deregister', title: '办理注销登记', permission: manage, primary: true },
    { event: 'monitor', title: '转入跟踪监管', permission: manage, primary: true },
    { event: 'close', title: '结案', permission: manage, primary: true },
  ],
  deadlines: [
    {
      state: 'suspected',
      days: 30,
      count: 'calendar',
      source: '《闲置土地处置办法》第五条：发现之日起三十日内调查核实',
    },
    { state: 'investigating', days: 30, count: 'calendar', source: '《闲置土地处置办法》第五条：三十日内提供说明材料' },
    { state: 'hearing', days: 5, count: 'working', source: '《闲置土地处置办法》第十五条：五个工作日内可申请听证' },
    {
      state: 'decisionServed',
      days: 30,
      count: 'calendar',
      source: '《闲置土地处置办法》第十七条：三十日内缴纳或注销登记',
    },
  ],
  materials: [],
  onTransition: onIdleStep,
  href: (record) => `/land/idle/${record.subject.id}`,
})
