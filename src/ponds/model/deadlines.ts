/** Terms of ponds 4.3, 4.13 and 5. The first day is not counted; a last day that is a rest day moves on (民诉法 85). */
import { type WorkCalendar, addCalendarDays, addWorkingDays } from '../../platform/calendar/calendar.ts'
import { type CivilDate, addYears } from '../../platform/dates.ts'

type Term = {
  readonly title: string
  readonly count: 'working' | 'calendar' | 'years'
  readonly days: number
  /** Days more, where the law or both parties allow. */
  readonly extension?: number
  readonly source: string
}

const tenderParameters = '塘口招租规则（规则表 ponds.tender，缺省）'

export const terms = {
  tender_notice: { title: '招租公告', count: 'working', days: 7, source: tenderParameters },
  tender_renotice: { title: '重新公告', count: 'working', days: 5, source: tenderParameters },
  tender_objection: { title: '成交异议', count: 'working', days: 5, source: tenderParameters },
  tender_answer: { title: '异议答复', count: 'working', days: 5, source: tenderParameters },
  tender_contract: { title: '签订合同', count: 'working', days: 10, source: tenderParameters },
  tender_match: { title: '优先权人跟价', count: 'working', days: 2, source: tenderParameters },
  deposit_refund: { title: '退还保证金', count: 'working', days: 5, source: tenderParameters },
  pond_verification: { title: '塘口现场核实', count: 'working', days: 5, source: '塘口登记办理时限 5.1' },
  pond_publicity: { title: '四邻公示', count: 'working', days: 7, source: '塘口登记办理时限 5.1' },
  joint_survey: { title: '联合复测', count: 'working', days: 10, source: '塘口登记办理时限 5.1' },
  dispute_screening: { title: '纠纷受理审查', count: 'calendar', days: 3, source: '共享法庭办理时限 5.4' },
  mediation: {
    title: '人民调解',
    count: 'calendar',
    days: 30,
    extension: 30,
    source: '人民调解工作若干规定（一般一个月内调结）；双方同意可延长',
  },
  court_acceptance: { title: '司法确认受理', count: 'calendar', days: 3, source: '法释〔2011〕5号 第4条' },
  court_decision: {
    title: '司法确认审查',
    count: 'calendar',
    days: 15,
    extension: 10,
    source: '法释〔2011〕5号 第5条',
  },
  arbitration_application: {
    title: '申请农村土地承包仲裁',
    count: 'years',
    days: 2,
    source: '农村土地承包经营纠纷调解仲裁法 第18条',
  },
  arbitration_award: {
    title: '仲裁裁决',
    count: 'calendar',
    days: 60,
    extension: 30,
    source: '农村土地承包经营纠纷调解仲裁法 第47条',
  },
  prevention_order: { title: '前端预防工单', count: 'working', days: 3, source: '涉渔纠纷前端预防规则 4.13' },
  distribution: { title: '飞塘收益分配', count: 'calendar', days: 30, source: '飞塘项目合作合同约定 5.3' },
  exit_notice: { title: '飞塘退出通知', count: 'calendar', days: 90, source: '飞塘项目合作合同约定 4.4' },
} as const satisfies Readonly<Record<string, Term>>

export type TermKind = keyof typeof terms
export const termKinds = Object.keys(terms) as [TermKind, ...TermKind[]]

export type LastDay = { readonly lastDay: CivilDate; readonly provisional: boolean }

/** `days` replaces the default of the term; `extended` adds its extension. */
export const lastDayOf = (
  kind: TermKind,
  from: CivilDate,
  calendar: WorkCalendar,
  { days, extended = false }: { readonly days?: number | undefined; readonly extended?: boolean } = {},
): LastDay => {
  const term: Term = terms[kind]
  const length = (days ?? term.days) + (extended ? (term.extension ?? 0) : 0)
  if (term.count === 'working') {
    const { date, provisional } = addWorkingDays(calendar, from, length)
    return { lastDay: date, provisional }
  }
  const counted =
    term.count === 'years'
      ? addCalendarDays(calendar, addYears(from, length), 0)
      : addCalendarDays(calendar, from, length)
  return { lastDay: counted.rolledTo ?? counted.date, provisional: counted.provisional }
}

export const confirmationSource =
  '人民调解法 第33条；民事诉讼法（2023修正）第205条：自调解协议生效之日起三十日内共同申请'

/** Days within which both parties jointly apply to the court after an agreement took effect. */
export const confirmationDays = 30

export const confirmationLastDay = (agreementEffectiveOn: CivilDate, calendar: WorkCalendar): LastDay => {
  const { date, rolledTo, provisional } = addCalendarDays(calendar, agreementEffectiveOn, confirmationDays)
  return { lastDay: rolledTo ?? date, provisional }
}

/** Days before the last day on which both parties are reminded. */
export const confirmationReminders = [15, 7, 3, 1] as const
