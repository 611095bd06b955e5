/**
 * Idle land (闲置土地): whether land is idle on a day, why, and what the law orders.
 *
 * Source: 《闲置土地处置办法》 (国土资源部令第53号, in force 2012-07-01), articles 2, 8, 12, 14, 23, 30, 31; terms by
 * 民法典 articles 201–203; resumption also 《土地管理法》 and 《城市房地产管理法》 article 26.
 */
import { type CivilDate, addDays, addYears, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import {
  causeTitles,
  type CauseKind,
  type DaysByCause,
  type GovernmentCause,
  daysByCause,
  leadingCause,
} from './idle-causes.ts'
import { type Development, suspendedLong } from './idle-suspension.ts'
import { type Start, whetherStarted } from './idle-start.ts'

export const tenures = ['grant', 'allocation', 'lease', 'contribution', 'collective'] as const

export type Supplement = { readonly agreedOn: CivilDate; readonly startDue: CivilDate | null }

export type IdleFacts = Start &
  Development & {
    readonly tenure: (typeof tenures)[number]
    readonly startDue: CivilDate | null
    readonly handoverOn: CivilDate | null
    readonly supplements: readonly Supplement[]
    readonly completedOn: CivilDate | null
    readonly priceFen: number
    readonly pricePaid: boolean
    readonly projectFundsReady: boolean
    readonly governmentCauses: readonly GovernmentCause[]
    readonly asOf: CivilDate
  }

export const idleStatuses = [
  'notDue',
  'startOverdue',
  'idleOverOneYear',
  'idleOverTwoYears',
  'idle',
  'idleStopped',
  'notIdle',
  'suspended',
  'underConstruction',
  'completed',
] as const
export type IdleStatus = (typeof idleStatuses)[number]

export const disposals = ['none', 'fee', 'resume', 'negotiate'] as const
export const options = ['extend', 'changeUse', 'temporaryUse', 'buyBack', 'swap', 'other'] as const

export type IdleVerdict = {
  readonly status: IdleStatus
  readonly started: boolean
  readonly startDue: CivilDate
  readonly article: string
  readonly cause: 'owner' | CauseKind | null
  readonly disposal: (typeof disposals)[number]
  readonly feeFen: number
  /** False: taken back without compensation. */
  readonly compensation?: false
  readonly options?: readonly (typeof options)[number][]
  /** The finding is a choice of the authority and needs its reason. */
  readonly discretionary?: true
  readonly daysByCause?: DaysByCause
  readonly restrictions?: readonly string[]
  readonly byAnalogy?: true
  /** The first day on which the status changes if nothing happens. */
  readonly nextDate: CivilDate | null
  readonly daysOverdue: number
}

/** The ministry's order has been in force since this day. */
export const orderInForce = '2012-07-01'

const order = '《闲置土地处置办法》（国土资源部令第53号）'

type Due = { readonly date: CivilDate; readonly byHandover: boolean }

/**
 * D: the latest supplementary agreement, else the contract, else hand-over + 1 year (article 23).
 * @throws Problem not_computable `start_due_unknown`
 */
const dueDate = ({ supplements, startDue, handoverOn, asOf }: IdleFacts, working: Working): Due => {
  const agreed = supplements
    .filter((each) => each.agreedOn <= asOf && each.startDue !== null)
    .toSorted((a, b) => (a.agreedOn < b.agreedOn ? -1 : a.agreedOn > b.agreedOn ? 1 : 0))
    .at(-1)
  const contract = agreed?.startDue ?? startDue
  if (contract === null && handoverOn === null) {
    throw Problem.field('/startDue', 'start_due_unknown', '没有约定动工日期，也没有交地确认书，无法起算')
  }
  const date = contract ?? addYears(handoverOn as CivilDate, 1)
  working.step({
    label: '动工开发日期',
    formula:
      agreed === undefined
        ? contract === null
          ? '实际交付土地之日 + 1 年'
          : '合同或决定书约定'
        : '最近一次补充协议约定',
    inputs: { 合同约定: startDue, 交地日期: handoverOn, 补充协议: agreed?.agreedOn ?? null },
    result: date,
    source: `${order}第二条${contract === null ? '、第二十三条' : ''}`,
  })
  return { date, byHandover: contract === null }
}

/** First day after a full term: the term is full at the end of the same day (民法典 201, 202). */
const dayAfterYears = (from: CivilDate, years: number): CivilDate => addDays(addYears(from, years), 1)

/** 20 % of the price, half up to the fen; once, and not a cost of production (article 14(1)). */
const feeOf = (priceFen: number): number => Number((BigInt(priceFen) * 20n + 50n) / 100n)

const optionsOf = ({ governmentCauses, pricePaid, projectFundsReady }: IdleFacts): (typeof options)[number][] => {
  const planChanged = governmentCauses.some(({ code, verified }) => verified && code === 'planChanged')
  return options.filter((option) => option !== 'swap' || (planChanged && pricePaid && projectFundsReady))
}

/** While a case is open (order 53, articles on hoarding). */
const restrictions = ['newLandApplication', 'transfer', 'lease', 'mortgage', 'changeRegistration'] as const

type Finding = Omit<IdleVerdict, 'started' | 'startDue' | 'feeFen' | 'daysOverdue' | 'byAnalogy'> & {
  readonly feeFen?: number
}

const notStarted = (facts: IdleFacts, { date, byHandover }: Due): Finding => {
  const { asOf } = facts
  const articles = (...rest: string[]) => [...(byHandover ? ['23'] : []), '2(1)', ...rest].join(', ')
  const quiet = { article: articles(), cause: null, disposal: 'none' } as const
  if (asOf <= date) return { ...quiet, status: 'notDue', nextDate: addDays(date, 1) }
  const [oneYear, twoYears] = [dayAfterYears(date, 1), dayAfterYears(date, 2)]
  if (asOf < oneYear) return { ...quiet, status: 'startOverdue', nextDate: oneYear }
  const days = daysByCause(facts.governmentCauses, addDays(date, 1), asOf)
  const lead = leadingCause(facts.governmentCauses, days)
  if (lead !== null) {
    return {
      status: 'idle',
      article: articles(lead.article, '12'),
      cause: lead.kind,
      disposal: 'negotiate',
      options: optionsOf(facts),
      daysByCause: days,
      // Days of the owner beside those of the government: a person decides.
      ...(days.owner > 0 ? { discretionary: true } : {}),
      restrictions,
      nextDate: null,
    }
  }
  if (asOf < twoYears) {
    return {
      status: 'idleOverOneYear',
      article: articles('14(1)'),
      cause: 'owner',
      disposal: 'fee',
      feeFen: feeOf(facts.priceFen),
      restrictions,
      nextDate: twoYears,
    }
  }
  return {
    status: 'idleOverTwoYears',
    article: articles('14(2)'),
    cause: 'owner',
    disposal: 'resume',
    compensation: false,
    restrictions,
    nextDate: null,
  }
}

const begun = (facts: IdleFacts, working: Working): Finding => {
  const { asOf, completedOn, suspendedSince, developedAreaM2, areaToDevelopM2 } = facts
  const quiet = { cause: null, disposal: 'none', nextDate: null } as const
  const allDeveloped = areaToDevelopM2 !== null && areaToDevelopM2 > 0 && (developedAreaM2 ?? 0) >= areaToDevelopM2
  if (completedOn !== null ? completedOn <= asOf : allDeveloped && suspendedSince === null) {
    return { ...quiet, status: 'completed', article: '30' }
  }
  if (suspendedSince === null || suspendedSince > asOf) return { ...quiet, status: 'underConstruction', article: '30' }
  const fullYear = dayAfterYears(suspendedSince, 1)
  if (asOf < fullYear) return { ...quiet, status: 'suspended', article: '2(2)', nextDate: fullYear }
  if (!suspendedLong(facts, working)) return { ...quiet, status: 'notIdle', article: '2(2)' }
  const days = daysByCause(facts.governmentCauses, addDays(suspendedSince, 1), asOf)
  const lead = leadingCause(facts.governmentCauses, days)
  return {
    status: 'idleStopped',
    article: ['2(2)', ...(lead === null ? [] : [lead.article]), '12'].join(', '),
    cause: lead?.kind ?? 'owner',
    disposal: 'negotiate',
    options: optionsOf(facts),
    discretionary: true,
    ...(lead === null ? {} : { daysByCause: days }),
    restrictions,
    nextDate: null,
  }
}

const statusTitles: Readonly<Record<IdleStatus, string>> = {
  notDue: '未到动工开发日期',
  startOverdue: '逾期未动工，不满一年',
  idleOverOneYear: '闲置：未动工满一年',
  idleOverTwoYears: '闲置：未动工满两年',
  idle: '闲置：政府原因或不可抗力',
  idleStopped: '可以认定为闲置：中止开发满一年',
  notIdle: '中止满一年但不构成闲置',
  suspended: '中止开发不满一年',
  underConstruction: '在建',
  completed: '已完成开发',
}

/**
 * The verdict of the law on a day (land 4.10). Not started: a full year after D is idle, two full years are taken
 * back; by cause of the government or force majeure only negotiation. Started and stopped for a full year with less
 * than a third developed or less than 25 % invested: may be found idle, only negotiation.
 * @throws Problem not_computable: `start_due_unknown`, `price_negative`, `suspended_before_start`,
 * `development_unknown`, `invested_negative`, `period`
 */
export const idleVerdict = (facts: IdleFacts, working: Working): IdleVerdict => {
  if (facts.priceFen < 0) throw Problem.field('/priceFen', 'price_negative', '价款不得为负')
  if (facts.asOf < orderInForce) {
    working.warn('earlier_rule', `${orderInForce} 以前适用旧的闲置土地处置办法；此处按现行办法给出`)
  }
  const due = dueDate(facts, working)
  const start = whetherStarted(facts, working)
  const finding = start.started ? begun(facts, working) : notStarted(facts, due)
  const until = start.started ? (start.startedOn ?? due.date) : facts.asOf
  const daysOverdue = Math.max(0, diffDays(due.date, until))
  if (start.started && daysOverdue > 0) working.warn('started_late', `动工晚于约定 ${daysOverdue} 天`)
  if (facts.tenure === 'collective') working.warn('by_analogy', '集体建设用地参照本办法执行（第三十一条）')
  const verdict: IdleVerdict = {
    ...finding,
    started: start.started,
    startDue: due.date,
    feeFen: finding.feeFen ?? 0,
    ...(facts.tenure === 'collective' ? { byAnalogy: true } : {}),
    daysOverdue,
  }
  working.step({
    label: '认定',
    formula: start.started ? '已动工：看中止时间、开发面积和投资' : '未动工：满一年、满两年（当日期满，次日起算闲置）',
    inputs: {
      动工开发日期: due.date,
      基准日: facts.asOf,
      原因: verdict.cause === null ? null : causeTitles[verdict.cause],
    },
    result: statusTitles[verdict.status],
    source: `${order}第 ${verdict.article} 条`,
  })
  if (verdict.disposal === 'fee') {
    working.step({
      label: '土地闲置费',
      formula: '出让或划拨价款 × 20%',
      inputs: { 价款: { value: facts.priceFen, unit: '分' } },
      result: verdict.feeFen,
      unit: '分',
      source: `${order}第十四条第（一）项`,
    })
  }
  return verdict
}
