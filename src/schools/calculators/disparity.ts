import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { checkSubcount, type UnitGuards, warnOfUnits } from '../model/data-guards.ts'
import { compositeDisparity, disparity } from '../model/disparity.ts'
import {
  indicatorNamed,
  indicatorRules,
  parseStage,
  type ResourceIndicator,
  type Stage,
} from '../model/resource-indicators.ts'
import { inScope } from '../model/scope.ts'
import { splitStage } from '../model/stage-split.ts'
import { splitRatioRules } from '../rules/staffing.ts'
import { dataGuardRules, disparityLimitRules } from '../rules/standards.ts'
import { Count, Id, Kind, maxSchools, Pupils } from '../schemas.ts'

const SchoolDisparity = z.object({
  id: z.string(),
  value: z.number(),
  weight: z.number(),
  term: z.number(),
  z: z.number().nullable(),
  marginalCv: z.number().nullable(),
})
const DisparityValue = z.object({
  mean: z.number(),
  cv: z.number(),
  sd: z.number(),
  schools: z.array(SchoolDisparity),
  excluded: z.array(z.string()),
})

const SchoolInput = z.strictObject({
  id: Id,
  pupils: Pupils,
  quantity: Count.nullable().optional(),
  /** Special and vocational schools, and teaching points below 50 pupils, take no part. */
  kind: Kind.optional(),
  fullTimeTeachers: Count.optional(),
})
type SchoolRow = z.output<typeof SchoolInput>

/** Those in scope, with the place each had in the request, and those left out with the reason told. */
const split = (schools: readonly SchoolRow[], minimum: number, working: Working) => {
  const rows = schools.map((school, place) => ({ school, place }))
  const counted = rows.filter(({ school }) => inScope(school.kind, school.pupils, minimum))
  const out = rows.filter(({ school }) => !inScope(school.kind, school.pupils, minimum)).map(({ school }) => school.id)
  if (out.length > 0) {
    working.warn('out_of_scope', `不在统计范围（特殊教育、职业学校或不足 ${minimum} 人的教学点）：${out.join('、')}`)
  }
  return { counted, out }
}

const checkValues = (
  indicator: ResourceIndicator,
  rows: readonly { readonly school: SchoolRow; readonly quantity: number | null; readonly pointer: string }[],
  guards: UnitGuards,
  working: Working,
): void => {
  for (const { school, quantity, pointer } of rows) {
    if (quantity === null) continue
    checkSubcount(indicator, quantity, school.fullTimeTeachers, pointer)
    if (school.pupils > 0) {
      const value = (quantity * indicatorRules[indicator].per) / school.pupils
      warnOfUnits(`“${school.id}”`, indicator, value, guards, working)
    }
  }
}

const named = (name: string, pointer: string): ResourceIndicator => {
  const indicator = indicatorNamed(name)
  if (!indicator) throw Problem.field(pointer, 'unknown_indicator', '指标应为 R1 至 R7 或其英文名')
  return indicator
}

/** Against the national limit and the county's target, unrounded, as a step of the working. */
const compare = (label: string, cv: number | null, limit: number, source: string, working: Working): void => {
  if (cv === null) return
  working.step({
    label,
    formula: '未取整的系数 ≤ 限值',
    inputs: { 系数: cv, 显示: cv.toFixed(3), 限值: limit },
    result: cv <= limit + 1e-9 ? '达到' : '未达到',
    source,
  })
}

const limitsOf = (stage: Stage, working: Working) => RuleBook.defaults.decide(disparityLimitRules, { stage }, working)

const disparityCalculator = defineCalculator({
  name: 'disparity',
  title: '校际差异系数',
  keywords: ['差异系数', '优质均衡', '0.28', '校际均衡'],
  summary:
    '按学生数加权的校际差异系数：一项指标，或多项指标及其综合系数和最差一项；给出每校的贡献，以及每增加一个单位系数变化多少。',
  input: z.strictObject({
    stage: z.string(),
    schools: z.array(SchoolInput).max(maxSchools).default([]),
    per: z.union([z.literal(1), z.literal(100)]).optional(),
    /** One indicator: which it is, for the checks of units and teachers. */
    indicator: z.string().optional(),
    /** Indicator → quantities in the order of `schools`, or schools with pupils and quantity of their own. */
    indicators: z
      .record(z.string(), z.union([z.array(Count.nullable()).max(maxSchools), z.array(SchoolInput).max(maxSchools)]))
      .optional(),
  }),
  value: z.union([
    DisparityValue,
    z.object({
      indicators: z.record(
        z.string(),
        z.union([
          DisparityValue.extend({ reason: z.null() }),
          z.object({ cv: z.null(), reason: z.literal('zero_mean') }),
        ]),
      ),
      composite: z.number().nullable(),
      worst: z.object({ indicator: z.string(), cv: z.number() }).nullable(),
    }),
  ]),
  examples: [
    {
      title: '三所小学的骨干教师',
      input: {
        stage: 'primary',
        schools: [
          { id: 'A', pupils: 1200, quantity: 18 },
          { id: 'B', pupils: 600, quantity: 3 },
          { id: 'C', pupils: 200, quantity: 1 },
        ],
        per: 100,
      },
    },
    {
      title: '两项指标与综合差异系数',
      input: {
        stage: 'primary',
        schools: [
          { id: 'A', pupils: 1200 },
          { id: 'B', pupils: 600 },
          { id: 'C', pupils: 200 },
        ],
        indicators: { R2: [18, 3, 1], R4: [6200, 3900, 1500] },
      },
    },
  ],
  maxBodyBytes: 16 * 1024 * 1024,
  compute: (input, working) => {
    const stage = parseStage(input.stage)
    const guards = RuleBook.defaults.decide(dataGuardRules, { stage }, working)
    const limits = limitsOf(stage, working)
    const limitSource = '教督〔2017〕6号第六条；本县改革台账'
    const { counted, out } = split(input.schools, guards.teachingPointMinimum, working)
    if (!input.indicators) {
      const rows = counted.map(({ school, place }) => ({
        school,
        quantity: school.quantity ?? null,
        pointer: `/schools/${place}/quantity`,
      }))
      if (input.indicator !== undefined) checkValues(named(input.indicator, '/indicator'), rows, guards, working)
      const result = disparity(
        rows.map(({ school, quantity }) => ({ id: school.id, pupils: school.pupils, quantity })),
        input.per ?? 1,
        working,
        (index) => `/schools/${counted[index]?.place ?? index}`,
      )
      compare('与单项限值比较', result.cv, limits.single, limitSource, working)
      return { ...result, excluded: [...result.excluded, ...out] }
    }
    const seen = new Set<ResourceIndicator>()
    const indicators = Object.entries(input.indicators).map(([name, list]) => {
      const at = `/indicators/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      const indicator = named(name, at)
      if (seen.has(indicator)) throw Problem.field(at, 'duplicate_indicator', '同一指标给出了两次')
      seen.add(indicator)
      const own = list.filter((item) => typeof item === 'object' && item !== null)
      const aligned = own.length === 0 && list.length > 0
      if (aligned && list.length !== input.schools.length) {
        throw Problem.field(at, 'wrong_length', `应有 ${input.schools.length} 个数，与学校一一对应`)
      }
      const scope = aligned ? { counted, out } : split(own, guards.teachingPointMinimum, working)
      const rows = scope.counted.map(({ school, place }) => {
        const given = aligned ? list[place] : school.quantity
        return {
          school,
          quantity: typeof given === 'number' ? given : null,
          pointer: aligned ? `${at}/${place}` : `${at}/${place}/quantity`,
          place: aligned ? `/schools/${place}` : `${at}/${place}`,
        }
      })
      checkValues(indicator, rows, guards, working)
      return { name, per: input.per ?? indicatorRules[indicator].per, rows, at, out: scope.out }
    })
    const result = compositeDisparity(indicators, working)
    for (const [name, { cv }] of Object.entries(result.indicators)) {
      compare(`${name}：与单项限值比较`, cv, limits.single, limitSource, working)
    }
    compare('综合系数与目标比较', result.composite, limits.compositeTarget, limitSource, working)
    return result
  },
})

const splitCalculator = defineCalculator({
  name: 'split-stage',
  title: '一贯制学校资源拆分',
  keywords: ['九年一贯制', '完全中学', '拆分', '1:1.1:1.32'],
  summary: '一贯制学校、完全中学共用的资源按折算学生数（1 : 1.1 : 1.32）拆到各学段；有实际分配时核对合计。',
  input: z.strictObject({
    primary: Pupils,
    junior: Pupils,
    senior: Pupils.default(0),
    quantity: Count,
    ratio: z.strictObject({ primary: Count.optional(), junior: Count.optional(), senior: Count.optional() }).optional(),
    /** What each stage really uses, where it was recorded: it must add up to the whole. */
    actual: z.strictObject({ primary: Count, junior: Count, senior: Count.default(0) }).optional(),
  }),
  value: z.object({
    perWeightedHead: z.number(),
    primaryQuantity: z.number(),
    juniorQuantity: z.number(),
    seniorQuantity: z.number().optional(),
  }),
  examples: [
    {
      title: '九年一贯制学校的教学用房',
      input: { primary: 360, junior: 180, senior: 0, quantity: 4200, ratio: { primary: 1, junior: 1.1, senior: 1.32 } },
    },
  ],
  compute: ({ primary, junior, senior, quantity, ratio, actual }, working) => {
    const weight = (stage: 'primary' | 'junior' | 'senior'): number =>
      ratio?.[stage] ?? RuleBook.defaults.decide(splitRatioRules, { stage }, working).weight
    const { seniorQuantity, ...split } = splitStage(
      { primary, junior, senior },
      quantity,
      { primary: weight('primary'), junior: weight('junior'), senior: weight('senior') },
      working,
      actual,
    )
    return senior === 0 ? split : { ...split, seniorQuantity }
  },
})

export const disparityCalculators: readonly Calculator[] = [disparityCalculator, splitCalculator]
