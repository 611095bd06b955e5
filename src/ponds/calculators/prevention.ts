import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { diffDays, parseDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { linkFigure, linkIds } from '../model/business-links.ts'
import { coverageConditions, coverageSource, failingConditions } from '../model/coverage.ts'
import {
  disputeSource,
  forewarningQuality,
  leadDays,
  preventionDays,
  preventionOutcome,
} from '../model/dispute-risk.ts'
import { rounded } from '../model/rounding.ts'
import { linkBaselineRules } from '../rules/links.ts'
import { Day, Figure, Id } from '../schemas.ts'

const epoch = parseDate('1900-01-01')

const outcome = defineCalculator({
  name: 'prevention-outcome',
  title: '前端预防认定',
  keywords: ['前端预防', '预防工单', '前防率'],
  summary: '信号消除后 90 天内同一当事人没有提出纠纷，方计为“已预防”；未满 90 天为待定。',
  input: z.strictObject({ asOf: Day, clearedOn: Day.optional(), disputesFiledOn: z.array(Day).max(100).default([]) }),
  value: z.object({ outcome: z.enum(['prevented', 'pending', 'not_prevented']), decidedOn: z.string().nullable() }),
  examples: [
    {
      title: '消除后满 90 天无纠纷',
      input: { asOf: '2025-06-30', clearedOn: '2025-03-01' },
      value: { outcome: 'prevented', decidedOn: '2025-05-30' },
    },
    {
      title: '第 60 天提出纠纷',
      input: { asOf: '2025-06-30', clearedOn: '2025-03-01', disputesFiledOn: ['2025-04-30'] },
      value: { outcome: 'not_prevented', decidedOn: '2025-04-30' },
    },
  ],
  compute: ({ asOf, clearedOn, disputesFiledOn }, working) => {
    const found = preventionOutcome(clearedOn ?? null, disputesFiledOn, asOf)
    working.step({
      label: '预防结果',
      formula: '信号消除 + 90 天内同一当事人无纠纷',
      inputs: { 消除: clearedOn ?? null, 期限: { value: preventionDays, unit: '天' }, 基准日: asOf },
      result: { prevented: '已预防', pending: '待定', not_prevented: '未能预防' }[found.outcome],
      source: disputeSource,
    })
    return { ...found }
  },
})

const Event = z.strictObject({ pair: Id, on: Day })

const quality = defineCalculator({
  name: 'forewarning-quality',
  title: '预警准确率与召回率',
  keywords: ['准确率', '召回率', '前端预防', '预警质量'],
  summary: '准确率：工单中后来成为纠纷或经核实的占比；召回率：纠纷中至少 7 天前有同一当事人信号的占比。',
  input: z.strictObject({
    orders: z.array(Event.extend({ confirmed: z.boolean().default(false) })).max(10_000),
    signals: z.array(Event).max(10_000),
    disputes: z.array(Event).max(10_000),
  }),
  value: z.object({ precision: z.number().nullable(), recall: z.number().nullable() }),
  examples: [
    {
      title: '两张工单一张应验，一起纠纷三天前才有信号',
      input: {
        orders: [
          { pair: 'A/B', on: '2025-03-01' },
          { pair: 'C/D', on: '2025-03-05' },
        ],
        signals: [
          { pair: 'A/B', on: '2025-02-20' },
          { pair: 'E/F', on: '2025-04-07' },
        ],
        disputes: [
          { pair: 'A/B', on: '2025-03-20' },
          { pair: 'E/F', on: '2025-04-10' },
        ],
      },
      value: { precision: 0.5, recall: 0.5 },
    },
  ],
  compute: ({ orders, signals, disputes }, working) => {
    const dayOf = <Row extends z.output<typeof Event>>({ on, ...row }: Row) => ({ ...row, day: diffDays(epoch, on) })
    const { precision, recall } = forewarningQuality(orders.map(dayOf), signals.map(dayOf), disputes.map(dayOf))
    const shown = (share: number | null) => (share === null ? null : rounded(share, 4))
    working.step({
      label: '准确率',
      formula: '成为纠纷或经核实的工单 ÷ 工单',
      inputs: { 工单: { value: orders.length, unit: '张' } },
      result: shown(precision),
      source: disputeSource,
    })
    working.step({
      label: '召回率',
      formula: '事前有信号的纠纷 ÷ 纠纷',
      inputs: { 纠纷: { value: disputes.length, unit: '起' }, 提前: { value: leadDays, unit: '天' } },
      result: shown(recall),
      source: disputeSource,
    })
    return { precision: shown(precision), recall: shown(recall) }
  },
})

const links = defineCalculator({
  name: 'links-optimised',
  title: '业务环节优化数',
  keywords: ['业务环节', '流程再造', '优化', '中位数'],
  summary: '办结 10 件以上且办理天数中位数低于改革前基线的环节数。',
  input: z.strictObject({
    links: z
      .array(z.strictObject({ link: z.enum(linkIds), days: z.array(Figure(0, 10_000)).max(100_000) }))
      .max(linkIds.length),
  }),
  value: z.object({
    count: z.int(),
    links: z.array(
      z.object({
        link: z.enum(linkIds),
        cases: z.int(),
        medianDays: z.number().nullable(),
        baselineDays: z.number(),
        optimised: z.boolean(),
      }),
    ),
  }),
  examples: [
    {
      title: '招租办结 10 件，放行只办 9 件',
      input: {
        links: [
          { link: 'tender', days: [18, 22, 25, 19, 31, 20, 24, 39, 17, 21] },
          { link: 'harvest_release', days: [0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1] },
        ],
      },
      value: {
        count: 1,
        links: [
          { link: 'tender', cases: 10, medianDays: 21.5, baselineDays: 40, optimised: true },
          { link: 'harvest_release', cases: 9, medianDays: 0.1, baselineDays: 3, optimised: false },
        ],
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  compute: ({ links: rows }, working) => {
    const seen = new Set<string>()
    const figures = rows.map(({ link, days }, index) => {
      if (seen.has(link)) throw Problem.field(`/links/${index}/link`, 'duplicate', '环节重复')
      seen.add(link)
      const { title, daysBefore } = RuleBook.defaults.decide(linkBaselineRules, { link }, working)
      const figure = linkFigure(days, daysBefore)
      const medianDays = figure.medianDays === null ? null : rounded(figure.medianDays, 4)
      working.step({
        label: title,
        formula: '办结 ≥ 10 件且中位数 < 基线',
        inputs: {
          办结: { value: figure.cases, unit: '件' },
          中位数: { value: medianDays, unit: '天' },
          基线: { value: daysBefore, unit: '天' },
        },
        result: figure.optimised ? '已优化' : '未计入',
        source: linkBaselineRules.source,
      })
      return { link, ...figure, medianDays, baselineDays: daysBefore }
    })
    return { count: figures.filter(({ optimised }) => optimised).length, links: figures }
  },
})

const conditions = defineCalculator({
  name: 'coverage-conditions',
  title: '塘口覆盖条件',
  keywords: ['覆盖率', '数据覆盖', '一塘一码', '底数'],
  summary: '一个塘口是否“已覆盖”：身份、权属、经营者、养殖周期、近期记录五项；列出不满足的条件。',
  input: z.strictObject({
    asOf: Day,
    useState: z.enum(['in_use', 'fallow', 'drained']),
    identityVerified: z.boolean(),
    rightKnown: z.boolean(),
    operatorKnown: z.boolean(),
    idleStatementOn: Day.optional(),
    cycleKnown: z.boolean().default(false),
    lastActivityOn: Day.optional(),
  }),
  value: z.object({ covered: z.boolean(), failing: z.array(z.enum(coverageConditions)) }),
  examples: [
    {
      title: '养殖季 31 天没有记录',
      input: {
        asOf: '2022-09-30',
        useState: 'in_use',
        identityVerified: true,
        rightKnown: true,
        operatorKnown: true,
        cycleKnown: true,
        lastActivityOn: '2022-08-30',
      },
      value: { covered: false, failing: ['activity'] },
    },
  ],
  compute: ({ asOf, idleStatementOn, lastActivityOn, ...facts }, working) => {
    const failing = failingConditions(
      { ...facts, idleStatementOn: idleStatementOn ?? null, lastActivityOn: lastActivityOn ?? null },
      asOf,
    )
    working.step({
      label: '已覆盖',
      formula: '身份、权属、经营者、养殖周期、近期记录全部满足',
      inputs: { 基准日: asOf, 状态: facts.useState, 不满足: { value: failing.length, unit: '项' } },
      result: failing.length === 0,
      source: coverageSource,
    })
    return { covered: failing.length === 0, failing }
  },
})

export const preventionCalculators: readonly Calculator[] = [outcome, quality, links, conditions]
