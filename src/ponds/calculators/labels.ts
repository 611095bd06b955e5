import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { dischargeRefusals, dischargeRefusalsOf } from '../model/discharge.ts'
import { isBalanced, labelQuota, looksCopied } from '../model/label.ts'
import { rounded, shanghaiText } from '../model/rounding.ts'
import { dischargeRules, scanRules } from '../rules/trace.ts'
import { Day, Figure, Instant } from '../schemas.ts'

const Count = z.int().min(0).max(1_000_000_000)

const labels = defineCalculator({
  name: 'label-quota',
  title: '标签限额',
  keywords: ['一蟹一码', '标签', '限额', '套码'],
  summary: '一批可打印的标签不超过只数的 1.05 倍；超出的不予打印。',
  input: z.strictObject({ count: Count, issued: Count.default(0), requested: Count }),
  value: z.object({ quota: z.int(), left: z.int(), allowed: z.boolean() }),
  examples: [
    {
      title: '730 只，已打 730 张，再要 40 张',
      input: { count: 730, issued: 730, requested: 40 },
      value: { quota: 766, left: 36, allowed: false },
    },
  ],
  compute: ({ count, issued, requested }, working) => {
    const quota = working.step({
      label: '标签限额',
      formula: '只数 × 1.05，舍去小数',
      inputs: { 只数: { value: count, unit: '只' }, 已打: { value: issued, unit: '张' } },
      result: labelQuota(count),
      unit: '张',
      source: '一蟹一码规则（label_quota）',
    })
    const left = Math.max(0, quota - issued)
    return { quota, left, allowed: requested <= left }
  },
})

const Kilograms = Figure(0, 1e9).meta({ unit: 'kg' })

const balance = defineCalculator({
  name: 'mass-balance',
  title: '批次物料平衡',
  keywords: ['物料平衡', '溯源', '批次', '混批'],
  summary: '产出批次的重量合计不得超过投入的 1.02 倍。',
  input: z.strictObject({
    inputsKg: z.array(Kilograms).min(1).max(10_000),
    outputsKg: z.array(Kilograms).min(1).max(10_000),
  }),
  value: z.object({ inputKg: z.number(), outputKg: z.number(), balanced: z.boolean() }),
  examples: [
    {
      title: '三批投入，一批产出',
      input: { inputsKg: [80, 60.5, 42], outputsKg: [182.5] },
      value: { inputKg: 182.5, outputKg: 182.5, balanced: true },
    },
  ],
  compute: ({ inputsKg, outputsKg }, working) => {
    const sum = (weights: readonly number[]) =>
      rounded(
        weights.reduce((total, weight) => total + weight, 0),
        6,
      )
    const [inputKg, outputKg] = [sum(inputsKg), sum(outputsKg)]
    working.step({
      label: '物料平衡',
      formula: 'Σ 产出 ≤ Σ 投入 × 1.02',
      inputs: { 投入: { value: inputKg, unit: 'kg' }, 产出: { value: outputKg, unit: 'kg' } },
      result: isBalanced(inputKg, outputKg),
      source: '溯源规则 4.11',
    })
    return { inputKg, outputKg, balanced: isBalanced(inputKg, outputKg) }
  },
})

const scan = defineCalculator({
  name: 'scan-check',
  title: '疑似套码判断',
  keywords: ['套码', '防伪', '扫码'],
  summary: '同一序列号扫描超过 20 次，或一天内在 3 个以上省份扫描，提示疑似套码。',
  input: z.strictObject({ scans: Count, provincesToday: z.int().min(0).max(34) }),
  value: z.object({ suspicious: z.boolean() }),
  examples: [
    { title: '20 次、3 省', input: { scans: 20, provincesToday: 3 }, value: { suspicious: false } },
    { title: '21 次', input: { scans: 21, provincesToday: 1 }, value: { suspicious: true } },
  ],
  compute: ({ scans, provincesToday }, working) => {
    const limits = RuleBook.defaults.decide(scanRules, {}, working)
    return {
      suspicious: working.step({
        label: '疑似套码',
        formula: '累计扫描 > 限值，或一天内省份数 > 限值',
        inputs: {
          累计扫描: { value: scans, unit: '次' },
          扫描限值: { value: limits.scans, unit: '次' },
          省份: { value: provincesToday, unit: '个' },
          省份限值: { value: limits.provincesPerDay, unit: '个' },
        },
        result: looksCopied(scans, provincesToday, limits),
        source: scanRules.source,
      }),
    }
  },
})

const discharge = defineCalculator({
  name: 'discharge-check',
  title: '尾水排放放行',
  keywords: ['尾水', '排放', '停留时间', '邻塘进水'],
  summary: '最近 30 天内采样合格、沉淀停留 48 小时以上、同渠道邻塘进水前后 1 小时不排，方给排水闸放行。',
  input: z.strictObject({
    at: Instant,
    lastSample: z.strictObject({ sampledOn: Day, pass: z.boolean() }).optional(),
    retentionHours: Figure(0, 100_000).meta({ unit: 'h' }),
    neighbourIntakes: z.array(Instant).max(1_000).default([]),
  }),
  value: z.object({ released: z.boolean(), refusals: z.array(z.enum(dischargeRefusals)) }),
  examples: [
    {
      title: '停留 40 小时，邻塘半小时后进水',
      input: {
        at: '2025-08-10T08:00+08:00',
        lastSample: { sampledOn: '2025-07-20', pass: true },
        retentionHours: 40,
        neighbourIntakes: ['2025-08-10T08:30+08:00'],
      },
      value: { released: false, refusals: ['retention_short', 'neighbour_intake'] },
    },
  ],
  compute: ({ at, lastSample, retentionHours, neighbourIntakes }, working) => {
    const limits = RuleBook.defaults.decide(dischargeRules, {}, working)
    const on = civilDateOf(new Date(at))
    if (lastSample !== undefined && lastSample.sampledOn > on) {
      throw Problem.field('/lastSample/sampledOn', 'dates_order', '采样日不得晚于排放')
    }
    const refusals = dischargeRefusalsOf(
      { on, atMs: at, sample: lastSample ?? null, retentionHours, intakesMs: neighbourIntakes },
      limits,
    )
    working.step({
      label: '放行',
      formula: '采样在有效期内且合格；停留达到规定；与邻塘进水的间隔达到规定',
      inputs: {
        排放: shanghaiText(at),
        采样有效: { value: limits.sampleDays, unit: '天' },
        规定停留: { value: limits.holdHours, unit: 'h' },
        停留: { value: retentionHours, unit: 'h' },
        间隔: { value: limits.apartMinutes, unit: 'min' },
      },
      result: refusals.length === 0,
      source: dischargeRules.source,
    })
    return { released: refusals.length === 0, refusals }
  },
})

export const labelCalculators: readonly Calculator[] = [labels, balance, scan, discharge]
