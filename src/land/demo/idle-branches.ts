import type { z } from 'zod'
import type { CivilDate } from '../../platform/dates.ts'
import type { IdleAct } from '../api/idle-cases/schema.ts'
import type { CauseCode } from '../model/idle-causes.ts'
import type { options } from '../model/idle-land.ts'

type Event = z.output<typeof IdleAct>['event']

export type Step =
  | { readonly event: 'draftPlan'; readonly after: number; readonly option: (typeof options)[number] }
  | {
      readonly event: Exclude<Event, 'draftPlan'>
      /** Days after the case was opened. */
      readonly after: number
      readonly reason?: string
    }

/** One way that the law knows (land 4.10), as it was or is taken. */
export type Branch = {
  /** Day of opening; not given: `daysAgo` before the demo is made. */
  readonly openedOn?: CivilDate
  readonly daysAgo: number
  /** Full years since the start was due when the case was opened. */
  readonly fullYears?: 1 | 2
  readonly cause?: CauseCode
  readonly stopped?: { readonly developed: number; readonly invested: number }
  /** Works had started, and it is proved. */
  readonly evidence?: boolean
  /** Held by the firm of the demo account. */
  readonly ownAccount?: boolean
  readonly steps: readonly Step[]
}

const on = (date: string): CivilDate => date as CivilDate

const found: readonly Step[] = [
  { event: 'investigate', after: 4 },
  { event: 'find', after: 38 },
]
const hearing: readonly Step[] = [...found, { event: 'tellHearing', after: 45 }]
const decided: readonly Step[] = [
  ...hearing,
  { event: 'approveDecision', after: 60 },
  { event: 'serveDecision', after: 64 },
]
const fee: readonly Step[] = [
  ...decided,
  { event: 'pay', after: 85 },
  { event: 'monitor', after: 90 },
  { event: 'close', after: 260, reason: '已缴闲置费并动工开发，处置完毕' },
]
const resumed: readonly Step[] = [
  ...decided,
  { event: 'deregister', after: 90 },
  { event: 'close', after: 96, reason: '已收回国有建设用地使用权，纳入政府储备' },
]
const negotiated = (option: (typeof options)[number], reason: string): readonly Step[] => [
  ...found,
  { event: 'negotiate', after: 44 },
  { event: 'draftPlan', after: 70, option },
  { event: 'approvePlan', after: 84 },
  { event: 'agree', after: 95 },
  { event: 'monitor', after: 100 },
  { event: 'close', after: 300, reason },
]
const discretion = '中止开发满一年且投资不足百分之二十五，权利人无复工计划，认定为闲置'
const foundStopped = (steps: readonly Step[]): readonly Step[] =>
  steps.map((step) => (step.event === 'find' ? { ...step, reason: discretion } : step))

/** Every branch of order 53, closed in the past, and the desks of today. */
export const branches: readonly Branch[] = [
  // Owner's cause, one to two years: the fee.
  { openedOn: on('2021-06-15'), daysAgo: 0, steps: fee },
  { openedOn: on('2021-10-08'), daysAgo: 0, steps: fee },
  { openedOn: on('2022-02-16'), daysAgo: 0, steps: fee },
  { openedOn: on('2022-07-04'), daysAgo: 0, steps: fee },
  { openedOn: on('2023-03-09'), daysAgo: 0, steps: fee },
  {
    openedOn: on('2023-09-05'),
    daysAgo: 0,
    steps: [
      ...decided,
      { event: 'enforce', after: 110 },
      { event: 'pay', after: 190 },
      { event: 'monitor', after: 200 },
      { event: 'close', after: 420 },
    ],
  },
  // Two years: taken back without compensation.
  { openedOn: on('2021-08-03'), daysAgo: 0, fullYears: 2, steps: resumed },
  { openedOn: on('2022-05-10'), daysAgo: 0, fullYears: 2, steps: resumed },
  { openedOn: on('2024-03-12'), daysAgo: 0, fullYears: 2, steps: resumed },
  // The government's cause: negotiated by article 12.
  { openedOn: on('2021-07-06'), daysAgo: 0, cause: 'handoverFailed', steps: negotiated('extend', '已按补充协议动工') },
  { openedOn: on('2022-03-02'), daysAgo: 0, cause: 'planChanged', steps: negotiated('swap', '已置换其他国有建设用地') },
  {
    openedOn: on('2022-04-19'),
    daysAgo: 0,
    cause: 'policyChanged',
    steps: negotiated('changeUse', '已调整用途并动工'),
  },
  { openedOn: on('2022-09-06'), daysAgo: 0, cause: 'petitions', steps: negotiated('temporaryUse', '已安排临时使用') },
  { openedOn: on('2023-02-14'), daysAgo: 0, cause: 'militaryOrRelics', steps: negotiated('buyBack', '已协议有偿收回') },
  {
    openedOn: on('2023-05-23'),
    daysAgo: 0,
    cause: 'otherGovernment',
    steps: negotiated('other', '已签订其他处置协议'),
  },
  { openedOn: on('2022-11-08'), daysAgo: 0, cause: 'forceMajeure', steps: negotiated('extend', '已按补充协议动工') },
  // Started and stopped: discretion, and only negotiation.
  {
    openedOn: on('2022-06-07'),
    daysAgo: 0,
    fullYears: 2,
    stopped: { developed: 0.2, invested: 0.4 },
    steps: foundStopped(negotiated('extend', '已恢复施工')),
  },
  {
    openedOn: on('2023-10-17'),
    daysAgo: 0,
    fullYears: 2,
    stopped: { developed: 0.6, invested: 0.2 },
    steps: foundStopped(negotiated('buyBack', '已协议有偿收回')),
  },
  // Investigated and not idle: works proved, or neither test fails.
  {
    openedOn: on('2022-08-09'),
    daysAgo: 0,
    evidence: true,
    steps: [
      { event: 'investigate', after: 3 },
      { event: 'dismiss', after: 24 },
    ],
  },
  {
    openedOn: on('2023-06-20'),
    daysAgo: 0,
    fullYears: 2,
    stopped: { developed: 0.5, invested: 0.45 },
    steps: [
      { event: 'investigate', after: 3 },
      { event: 'dismiss', after: 28, reason: '开发面积和投资比例均达到要求，不构成闲置' },
    ],
  },
  // On the desks today.
  { daysAgo: 3, steps: [] },
  { daysAgo: 9, steps: [] },
  { daysAgo: 34, steps: [] },
  { daysAgo: 20, steps: [{ event: 'investigate', after: 5 }] },
  { daysAgo: 24, ownAccount: true, steps: [{ event: 'investigate', after: 4 }] },
  {
    daysAgo: 30,
    ownAccount: true,
    steps: [
      { event: 'investigate', after: 4 },
      { event: 'materials', after: 22 },
    ],
  },
  { daysAgo: 41, steps: found },
  { daysAgo: 50, fullYears: 2, steps: hearing },
  { daysAgo: 70, steps: decided },
  { daysAgo: 75, cause: 'planChanged', steps: negotiated('extend', '已按补充协议动工') },
  { daysAgo: 340, steps: decided },
]
