/** States of an idle-land case (order 53; land 5). */
export const idleStates = [
  'suspected',
  'investigating',
  'materialsIn',
  'notIdle',
  'found',
  'negotiating',
  'planDrafted',
  'planApproved',
  'agreed',
  'hearing',
  'decisionApproved',
  'decisionServed',
  'feePaid',
  'enforcement',
  'resumed',
  'monitored',
  'closed',
] as const
export type IdleState = (typeof idleStates)[number]

export const idleStateTitles: Readonly<Record<IdleState, string>> = {
  suspected: '疑似闲置',
  investigating: '调查核实',
  materialsIn: '权利人已举证',
  notIdle: '不构成闲置',
  found: '已认定闲置',
  negotiating: '协商处置',
  planDrafted: '处置方案已拟订',
  planApproved: '处置方案已批准',
  agreed: '已签补充协议',
  hearing: '听证告知',
  decisionApproved: '决定已批准',
  decisionServed: '决定已送达',
  feePaid: '闲置费已缴',
  enforcement: '申请强制执行',
  resumed: '已收回',
  monitored: '跟踪监管',
  closed: '已结案',
}

/** Ends of a case. */
export const idleFinal: ReadonlySet<IdleState> = new Set(['notIdle', 'closed'])

type Steps = {
  readonly suspectedOn: string
  readonly foundOn: string | null
  readonly closedOn: string | null
  readonly outcome: string | null
}

/** Found idle and not closed at the end of the day: counted as idle land. */
export const isIdleOn = ({ foundOn, closedOn }: Steps, day: string): boolean =>
  foundOn !== null && foundOn <= day && (closedOn === null || closedOn > day)

/** Found idle and put in order by the day. */
export const isSettledOn = ({ foundOn, closedOn }: Steps, day: string): boolean =>
  foundOn !== null && closedOn !== null && closedOn <= day
