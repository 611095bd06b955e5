import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { provisionalWarning } from '../../platform/calendar/calendar.ts'
import { builtInCalendar } from '../../platform/calendar/load.ts'
import { addDays, inChinese } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import {
  confirmationDays,
  confirmationLastDay,
  confirmationReminders,
  confirmationSource,
  lastDayOf,
  termKinds,
  terms,
} from '../model/deadlines.ts'
import { disputeRisk, disputeSource, halfLifeDays, signalIds } from '../model/dispute-risk.ts'
import { disputeColourRules, disputeColours, disputeSignalRules } from '../rules/disputes.ts'
import { Day, Figure, Id } from '../schemas.ts'

const Party = z.array(Id).min(1).max(50)

const deadline = defineCalculator({
  name: 'deadline',
  title: '期限计算',
  keywords: ['司法确认', '三十日', '公告期', '工作日', '调解期限'],
  summary: '司法确认的最后一日（须双方共同申请），以及招租、调解、仲裁、预防工单等期限的最后一日；末日为休息日的顺延。',
  input: z.union([
    z.strictObject({
      kind: z.literal('judicial_confirmation'),
      agreementEffectiveOn: Day,
      appliedOn: Day.optional(),
      applicants: Party.optional(),
      parties: Party.optional(),
      /** Parties who did not apply but whose consent is on record: counts as joint. */
      consents: z.array(Id).max(50).optional(),
    }),
    z.strictObject({
      kind: z.enum(termKinds),
      from: Day,
      workingDays: z.int().min(0).max(1_000).optional(),
      days: z.int().min(0).max(3_660).optional(),
      extended: z.boolean().optional(),
      doneOn: Day.optional(),
    }),
  ]),
  value: z.object({ lastDay: z.string(), inTime: z.boolean().optional() }),
  examples: [
    {
      title: '调解协议 2025-06-10 生效，7 月 1 日双方申请司法确认',
      input: {
        kind: 'judicial_confirmation',
        agreementEffectiveOn: '2025-06-10',
        appliedOn: '2025-07-01',
        applicants: ['A', 'B'],
        parties: ['A', 'B'],
      },
      value: { lastDay: '2025-07-10', inTime: true },
    },
    {
      title: '国庆前公告 7 个工作日',
      input: { kind: 'tender_notice', from: '2025-09-25', workingDays: 7 },
      value: { lastDay: '2025-10-11' },
    },
    {
      title: '人民调解，双方同意延长',
      input: { kind: 'mediation', from: '2025-03-03', extended: true, doneOn: '2025-05-06' },
      value: { lastDay: '2025-05-06', inTime: true },
    },
  ],
  compute: (input, working) => {
    if (input.kind === 'judicial_confirmation') {
      const { agreementEffectiveOn, appliedOn, applicants, parties, consents = [] } = input
      if (parties !== undefined && applicants !== undefined) {
        const stranger = applicants.findIndex((name) => !parties.includes(name))
        if (stranger >= 0) throw Problem.field(`/applicants/${stranger}`, 'not_a_party', '申请人须为协议当事人')
        if (parties.some((name) => !applicants.includes(name) && !consents.includes(name))) {
          throw Problem.field(
            '/applicants',
            'joint_application_required',
            '司法确认须由双方当事人共同申请；另一方的同意记录在案的，视为共同申请',
          )
        }
      }
      if (appliedOn !== undefined && appliedOn < agreementEffectiveOn) {
        throw Problem.field('/appliedOn', 'dates_order', '申请日不得早于协议生效日')
      }
      const { lastDay, provisional } = confirmationLastDay(agreementEffectiveOn, builtInCalendar)
      if (provisional) working.warn(provisionalWarning.code, provisionalWarning.message)
      working.step({
        label: '司法确认最后一日',
        formula: '协议生效日 + 30 日（首日不计，末日为休息日的顺延）',
        inputs: {
          协议生效日: agreementEffectiveOn,
          期限: { value: confirmationDays, unit: '日' },
          提醒: confirmationReminders.map((days) => addDays(lastDay, -days)).join('、'),
        },
        result: inChinese(lastDay),
        source: confirmationSource,
      })
      if (appliedOn === undefined) return { lastDay }
      const inTime = appliedOn <= lastDay
      if (!inTime) working.warn('period_expired', '已过共同申请期限，可重新调解或提起诉讼')
      return { lastDay, inTime }
    }
    const { kind, from, workingDays, days, extended = false, doneOn } = input
    const term = terms[kind]
    const given = term.count === 'working' ? workingDays : days
    if (term.count === 'working' ? days !== undefined : workingDays !== undefined) {
      const pointer = term.count === 'working' ? '/days' : '/workingDays'
      throw Problem.field(
        pointer,
        'other_count',
        `“${term.title}”按${term.count === 'working' ? '工作日' : '自然日'}计算`,
      )
    }
    const { lastDay, provisional } = lastDayOf(kind, from, builtInCalendar, { days: given, extended })
    if (provisional) working.warn(provisionalWarning.code, provisionalWarning.message)
    working.step({
      label: `${term.title}最后一日`,
      formula: '起始日不计，逐日推算；末日为休息日的顺延',
      inputs: { 起始日: from },
      result: inChinese(lastDay),
      source: term.source,
    })
    return { lastDay, ...(doneOn === undefined ? {} : { inTime: doneOn <= lastDay }) }
  },
})

const risk = defineCalculator({
  name: 'dispute-risk',
  title: '涉渔纠纷风险',
  keywords: ['前端预防', '纠纷预测', '预防工单', '共享法庭'],
  summary:
    '把两方之间的信号按权重和时间（60 天减半）相加，给出颜色：黄色派预防工单，红色请调解员。不据此对个人作任何决定。',
  input: z.strictObject({
    signals: z
      .array(
        z.strictObject({
          id: z.enum(signalIds),
          ageDays: Figure(0, 36_500).default(0),
          /** Of D1 only: how long the rent is overdue. */
          overdueDays: z.int().min(0).max(36_500).optional(),
        }),
      )
      .max(1_000),
  }),
  value: z.object({
    score: z.number(),
    colour: z.enum(disputeColours),
    contributions: z.array(
      z.object({ id: z.enum(signalIds), weight: z.number(), ageDays: z.number(), points: z.number() }),
    ),
  }),
  examples: [
    {
      title: '租金今日逾期 45 天，60 天前发现四至重叠',
      input: {
        signals: [
          { id: 'D1', overdueDays: 45 },
          { id: 'D3', ageDays: 60 },
        ],
      },
      value: {
        score: 6,
        colour: 'yellow',
        contributions: [
          { id: 'D1', weight: 4, ageDays: 0, points: 4 },
          { id: 'D3', weight: 4, ageDays: 60, points: 2 },
        ],
      },
    },
  ],
  compute: ({ signals }, working) => {
    const weighted = signals.map(({ id, ageDays, overdueDays }, index) => {
      if ((id === 'D1') !== (overdueDays !== undefined)) {
        const pointer = `/signals/${index}/overdueDays`
        throw id === 'D1'
          ? Problem.field(pointer, 'required', '租金逾期须给出天数', 'malformed')
          : Problem.field(pointer, 'not_applicable', '只有租金逾期（D1）有逾期天数')
      }
      const { weight } = RuleBook.defaults.decide(disputeSignalRules, { id, overdueDays: overdueDays ?? null }, working)
      return { id, weight, ageDays }
    })
    const found = disputeRisk(weighted)
    const { colour } = RuleBook.defaults.decide(disputeColourRules, { score: found.score }, working)
    working.step({
      label: '风险分',
      formula: 'Σ 权重 × 0.5^(距今天数 ÷ 半衰期)',
      inputs: { 信号: { value: signals.length, unit: '条' }, 半衰期: { value: halfLifeDays, unit: '天' } },
      result: found.score,
      unit: '分',
      source: disputeSource,
    })
    return { ...found, colour }
  },
})

export const disputeCalculators: readonly Calculator[] = [deadline, risk]
