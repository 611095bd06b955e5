import { type WorkCalendar, addCalendarDays, provisionalWarning } from '../../platform/calendar/calendar.ts'
import type { CivilDate } from '../../platform/dates.ts'
import type { Working } from '../../platform/explain.ts'

export const idleEvents = ['suspected', 'investigationServed', 'feeDecisionServed', 'resumptionServed'] as const
export type IdleEvent = (typeof idleEvents)[number]

/** Every term of order 53 that runs from a service or a discovery: 30 days. */
const termDays = 30

const terms = {
  suspected: { key: 'investigateBy', label: '调查核实并发出调查通知书', article: '第五条' },
  investigationServed: { key: 'materialsBy', label: '权利人提供材料', article: '第五条' },
  feeDecisionServed: { key: 'payBy', label: '缴纳土地闲置费', article: '第十七条' },
  resumptionServed: { key: 'deregisterBy', label: '办理注销登记、交回权证', article: '第十七条' },
} as const

export type IdleDeadline = {
  readonly investigateBy?: CivilDate
  readonly materialsBy?: CivilDate
  readonly payBy?: CivilDate
  readonly deregisterBy?: CivilDate
  readonly rolledTo?: CivilDate
}

/**
 * The legal term that an event starts: calendar days, the first day not counted; a last day that is a rest day ends on
 * the next working day (`rolledTo`). Source: order 53, articles 5 and 17; 民法典 201, 203.
 */
export const idleDeadline = (
  event: IdleEvent,
  on: CivilDate,
  calendar: WorkCalendar,
  working: Working,
): IdleDeadline => {
  const { key, label, article } = terms[event]
  const { date, rolledTo, provisional } = addCalendarDays(calendar, on, termDays)
  if (provisional) working.warn(provisionalWarning.code, provisionalWarning.message)
  working.step({
    label,
    formula: `${termDays} 日，开始的当日不计，末日为休息日的顺延`,
    inputs: { 起算日: on },
    result: rolledTo ?? date,
    source: `《闲置土地处置办法》${article}；《民法典》第二百零一条、第二百零三条`,
  })
  return { [key]: date, ...(rolledTo === undefined ? {} : { rolledTo }) }
}
