import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { type Rational, fenToNumber, formatYuan } from '../../platform/money.ts'
import {
  baseIncomeFen,
  benefitLift,
  benefitSource,
  growthPercent,
  incomePanel,
  incomeSource,
  leastPanelShare,
  smallestCell,
} from '../model/benefit.ts'
import { Fen, Quantity, SignedFen } from '../schemas.ts'

const percent = (value: Rational): number => Number(value.toFixed(2))

const lift = defineCalculator({
  name: 'benefit-lift',
  title: '亩均效益提升',
  keywords: ['亩均效益', '提升', '加权'],
  summary: '同一批塘口两年的亩均效益按面积加权比较；补贴不计入。给出全县塘口面积时说明样本占比。',
  input: z.strictObject({
    rows: z
      .array(
        z.strictObject({ areaMu: Quantity('0.01', '1000000'), beforeFenPerMu: SignedFen, afterFenPerMu: SignedFen }),
      )
      .min(1)
      .max(100_000),
    countyAreaMu: Quantity('0.01', '10000000').optional(),
  }),
  value: z.object({
    beforeFenPerMu: z.int(),
    afterFenPerMu: z.int(),
    gainFenPerMu: z.int(),
    panelAreaMu: z.number(),
  }),
  examples: [
    {
      title: '三个塘口 45 亩',
      input: {
        rows: [
          { areaMu: 22, beforeFenPerMu: 1_420_000, afterFenPerMu: 2_680_000 },
          { areaMu: 15, beforeFenPerMu: 900_000, afterFenPerMu: 1_750_000 },
          { areaMu: 8, beforeFenPerMu: -250_000, afterFenPerMu: 1_100_000 },
        ],
      },
      value: { beforeFenPerMu: 949_778, afterFenPerMu: 2_089_111, gainFenPerMu: 1_139_333, panelAreaMu: 45 },
    },
  ],
  maxBodyBytes: 16 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ rows, countyAreaMu }, working) => {
    const figures = benefitLift(
      rows.map((row) => ({
        areaMu: row.areaMu,
        beforeFenPerMu: BigInt(row.beforeFenPerMu),
        afterFenPerMu: BigInt(row.afterFenPerMu),
      })),
    )
    working.step({
      label: '亩均效益提升',
      formula: 'Σ 面积 ×（本年 − 基年）÷ Σ 面积',
      inputs: {
        塘口: { value: rows.length, unit: '个' },
        面积: { value: figures.panelAreaMu.toNumber(), unit: '亩' },
        基年: { value: formatYuan(figures.beforeFenPerMu), unit: '元/亩' },
        本年: { value: formatYuan(figures.afterFenPerMu), unit: '元/亩' },
      },
      result: formatYuan(figures.gainFenPerMu),
      unit: '元/亩',
      source: benefitSource,
    })
    if (countyAreaMu !== undefined) {
      const share = figures.panelAreaMu.dividedBy(countyAreaMu)
      working.step({
        label: '样本面积占比',
        formula: '样本面积 ÷ 全县塘口面积',
        inputs: { 全县: { value: countyAreaMu.toNumber(), unit: '亩' } },
        result: Number(share.toFixed(4)),
        source: benefitSource,
      })
      if (share.compare(leastPanelShare) < 0) {
        working.warn('panel_too_small', '样本面积不足全县塘口面积的 30%，不能亮绿灯')
      }
    }
    return {
      beforeFenPerMu: fenToNumber(figures.beforeFenPerMu),
      afterFenPerMu: fenToNumber(figures.afterFenPerMu),
      gainFenPerMu: fenToNumber(figures.gainFenPerMu),
      panelAreaMu: figures.panelAreaMu.toNumber(),
    }
  },
})

const panel = defineCalculator({
  name: 'income-panel',
  title: '养殖户人均收入',
  keywords: ['人均收入', '增长', '中位数', '同户'],
  summary: '同一批养殖户两年的人均纯收入、增长率和户人均中位数。',
  input: z.strictObject({
    households: z
      .array(
        z.strictObject({
          members: z.int().min(1).max(50),
          beforeFen: SignedFen,
          afterFen: SignedFen,
          /** Part of the later year that rests on the household's own word. */
          selfDeclaredFen: Fen.optional(),
        }),
      )
      .min(1)
      .max(100_000),
  }),
  value: z.object({
    beforeFenPerHead: z.int(),
    afterFenPerHead: z.int(),
    growthPercent: z.number(),
    medianFenPerHead: z.int(),
  }),
  examples: [
    {
      title: '三户九人',
      input: {
        households: [
          { members: 4, beforeFen: 14_400_000, afterFen: 18_400_000 },
          { members: 3, beforeFen: 10_800_000, afterFen: 13_800_000 },
          { members: 2, beforeFen: 7_200_000, afterFen: 9_200_000 },
        ],
      },
      value: {
        beforeFenPerHead: 3_600_000,
        afterFenPerHead: 4_600_000,
        growthPercent: 27.78,
        medianFenPerHead: 4_600_000,
      },
    },
  ],
  maxBodyBytes: 16 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ households }, working) => {
    const figures = incomePanel(
      households.map(({ members, beforeFen, afterFen }) => ({
        members,
        beforeFen: BigInt(beforeFen),
        afterFen: BigInt(afterFen),
      })),
    )
    if (figures === null) throw Problem.field('/households', 'no_base', '基年收入合计须大于 0，才能算增长率')
    const [count, after] = [households.length, households.reduce((sum, { afterFen }) => sum + afterFen, 0)]
    working.step({
      label: '人均收入增长',
      formula: '本年 ÷ 基年 − 1',
      inputs: {
        户: { value: count, unit: '户' },
        基年: { value: formatYuan(figures.beforeFenPerHead), unit: '元/人' },
        本年: { value: formatYuan(figures.afterFenPerHead), unit: '元/人' },
      },
      result: percent(figures.growthPercent),
      unit: '%',
      source: incomeSource,
    })
    working.step({
      label: '低于 3.6 万元的户',
      formula: '本年户人均 < 基数',
      inputs: { 基数: { value: formatYuan(baseIncomeFen), unit: '元/人' } },
      result: households.filter(({ members, afterFen }) => BigInt(afterFen) < baseIncomeFen * BigInt(members)).length,
      unit: '户',
      source: incomeSource,
    })
    const declared = households.reduce((sum, { selfDeclaredFen }) => sum + (selfDeclaredFen ?? 0), 0)
    if (declared > 0.2 * after) working.warn('self_declared', '自报部分超过两成，不能亮绿灯')
    if (count < smallestCell) working.warn('small_cell', '不足 5 户，不得单独公布')
    return {
      beforeFenPerHead: fenToNumber(figures.beforeFenPerHead),
      afterFenPerHead: fenToNumber(figures.afterFenPerHead),
      growthPercent: percent(figures.growthPercent),
      medianFenPerHead: fenToNumber(figures.medianFenPerHead),
    }
  },
})

const growth = defineCalculator({
  name: 'growth-rate',
  title: '增长率',
  keywords: ['增长率', '同比'],
  summary: '本年 ÷ 基年 − 1，百分数两位小数，四舍五入。',
  input: z.strictObject({
    before: Quantity('0.000001', '1000000000000000'),
    after: Quantity('-1000000000000000', '1000000000000000'),
  }),
  value: z.object({ growthPercent: z.number() }),
  examples: [
    { title: '3.6 万元到 4.6 万元', input: { before: 36_000, after: 46_000 }, value: { growthPercent: 27.78 } },
  ],
  compute: ({ before, after }, working) => ({
    growthPercent: working.step({
      label: '增长率',
      formula: '本年 ÷ 基年 − 1',
      inputs: { 基年: before.toNumber(), 本年: after.toNumber() },
      result: percent(growthPercent(before, after)),
      unit: '%',
      source: incomeSource,
    }),
  }),
})

export const figureCalculators: readonly Calculator[] = [lift, panel, growth]
