import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Position } from '../../platform/geo/shapes.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { indicatorRules, parseStage } from '../model/resource-indicators.ts'
import { transferPlan } from '../model/transfer/transfer-plan.ts'
import { source, teacherFlags, transferProblem } from '../model/transfer/transfer-problem.ts'
import { serviceRules, transferLimitRules } from '../rules/layout.ts'
import { standardsOf } from '../rules/standards.ts'
import { Count, Id, Pupils } from '../schemas.ts'

const Flag = z.enum(teacherFlags)
const Longitude = z.number().min(-180).max(180)
const Latitude = z.number().min(-90).max(90)
const Point = z.union([z.tuple([Longitude, Latitude]), z.strictObject({ lon: Longitude, lat: Latitude })])
const Percent = z.number().min(0).max(100)
const Cv = z.number().min(0).max(10)
const Coefficients = z.partialRecord(Flag, z.number())

const positionOf = (point: z.output<typeof Point>): Position => ('lon' in point ? [point.lon, point.lat] : point)

const plan = defineCalculator({
  name: 'transfer-plan',
  title: '教师交流调配方案',
  keywords: ['县管校聘', '交流轮岗', '均衡', '0.28', '最少调动'],
  summary:
    '在本人同意、距离、教师数变动、学科和达标不倒退的限制下，用最少的调动把差异系数降到目标（target），或用给定人数求最均衡（budget）、先补最弱学校（fair）；给出证明的下界。结果只是建议，由人决定。',
  input: z.strictObject({
    stage: z.string().default('primary'),
    schools: z
      .array(
        z.strictObject({
          id: Id,
          pupils: Pupils,
          /** Longitude, latitude (CGCS2000). */
          point: Point.optional(),
          /** All teachers, where the list below is a part. */
          headcount: Count.optional(),
          /** Teachers with a flag who are not in the list and stay. */
          fixed: z.strictObject({ R1: Count.default(0), R2: Count.default(0), R3: Count.default(0) }).optional(),
        }),
      )
      .max(300),
    teachers: z
      .array(
        z.strictObject({
          id: Id,
          school: Id,
          flags: z.array(Flag).max(3).default([]),
          subject: z.string().min(1).max(40).optional(),
          consent: z.enum(['yes', 'conditional', 'no']).nullable().optional(),
          protected: z.boolean().default(false),
          preferredSchools: z.array(Id).max(300).optional(),
        }),
      )
      .max(10_000),
    mode: z.enum(['target', 'budget', 'fair']).default('target'),
    target: z.partialRecord(Flag, Cv).optional(),
    limits: z
      .strictObject({
        maxKm: z.number().gt(0).max(10_000).optional(),
        headcountPct: Percent.optional(),
        outPct: Percent.optional(),
        maxMoves: z.int().min(0).max(10_000).optional(),
        /** Counts may fall below the standard at a school that meets it. */
        allowBelowStandard: z.boolean().default(false),
      })
      .optional(),
    timeLimitSeconds: z.number().min(1).max(60).default(20),
  }),
  value: z.object({
    status: z.enum(['optimal', 'feasible', 'infeasible', 'timeLimit']),
    moves: z.array(
      z.object({
        teacher: z.string(),
        from: z.string(),
        to: z.string(),
        km: z.number().nullable(),
        consent: z.enum(['yes', 'conditional']),
        indicators: z.array(Flag),
      }),
    ),
    before: Coefficients,
    after: Coefficients.nullable(),
    bound: z.number().nullable(),
    gap: z.number().nullable(),
    binding: z.array(z.string()),
    reachable: Coefficients.nullable(),
  }),
  examples: [
    {
      title: '三所小学，骨干教师降到 0.28',
      input: {
        schools: [
          { id: 'A', pupils: 1200, point: [121.38, 29.1], headcount: 70 },
          { id: 'B', pupils: 600, point: [121.45, 29.12], headcount: 40 },
          { id: 'C', pupils: 200, point: [121.5, 29.05], headcount: 20 },
        ],
        teachers: [
          ...Array.from({ length: 18 }, (_, at) => ({
            id: `A${String(at + 1).padStart(2, '0')}`,
            school: 'A',
            flags: ['R2' as const],
            consent: at % 3 === 0 ? ('no' as const) : ('yes' as const),
          })),
          ...Array.from({ length: 3 }, (_, at) => ({
            id: `B${at + 1}`,
            school: 'B',
            flags: ['R2' as const],
            consent: 'yes' as const,
          })),
          { id: 'C1', school: 'C', flags: ['R2'], consent: 'yes' },
        ],
        mode: 'target',
        target: { R2: 0.28 },
        limits: { maxKm: 20, headcountPct: 5, maxMoves: 60 },
        timeLimitSeconds: 5,
      },
    },
  ],
  deadlineMs: 70_000,
  maxBodyBytes: 16 * 1024 * 1024,
  compute: async (input, working) => {
    const started = performance.now()
    const stage = parseStage(input.stage)
    const defaults = RuleBook.defaults.decide(transferLimitRules, { stage }, working)
    const { roadFactor } = RuleBook.defaults.decide(serviceRules, { stage }, working)
    const standards = standardsOf(stage, working)
    const perPupil = (indicator: keyof typeof standards): number => standards[indicator] / indicatorRules[indicator].per
    const per = {
      R1: perPupil('advancedDegreeTeachersPer100'),
      R2: perPupil('backboneTeachersPer100'),
      R3: perPupil('peArtTeachersPer100'),
    }
    const { limits, target } = input
    if (limits?.maxKm !== undefined) {
      const without = input.schools.findIndex(({ point }) => point === undefined)
      if (without >= 0) throw Problem.field(`/schools/${without}/point`, 'missing_point', '限制距离时每校须有位置')
    }
    const teachers = input.teachers.map(({ consent, subject, preferredSchools, ...teacher }, index) => {
      if (consent === undefined || consent === null)
        throw Problem.field(`/teachers/${index}/consent`, 'consent_missing', `教师“${teacher.id}”的意愿未填写`)
      return { ...teacher, consent, subject: subject ?? null, preferredSchools: preferredSchools ?? null }
    })
    const problem = transferProblem(
      input.schools.map(({ id, pupils, point, headcount, fixed }) => ({
        id,
        pupils,
        point: point === undefined ? null : positionOf(point),
        headcount: headcount ?? null,
        fixed: fixed ?? { R1: 0, R2: 0, R3: 0 },
      })),
      teachers,
      {
        maxKm: limits?.maxKm ?? defaults.maxKm,
        roadFactor,
        headcountPct: limits?.headcountPct ?? defaults.headcountPct,
        outPct: limits?.outPct ?? defaults.outPct,
        atLeastOne: { headcount: limits?.headcountPct === undefined, out: limits?.outPct === undefined },
        maxMoves: limits?.maxMoves ?? defaults.maxMoves,
        floor: limits?.allowBelowStandard === true ? null : per,
      },
    )
    if (input.mode === 'target' && (target === undefined || Object.keys(target).length === 0))
      throw Problem.field('/target', 'required', '请给出目标系数')
    const result = await transferPlan(
      problem,
      input.mode === 'target' ? { kind: 'target', target: target ?? {} } : { kind: input.mode, per },
      () => input.timeLimitSeconds - (performance.now() - started) / 1000,
    )
    for (const flag of teacherFlags) {
      if (result.before[flag] === undefined) continue
      working.step({
        label: `${flag} 差异系数`,
        formula: '按官方公式以调动前后的人数重算',
        inputs: { 调动前: result.before[flag], 目标: target?.[flag] ?? null },
        result: result.after?.[flag] ?? null,
        source,
      })
    }
    working.step({
      label: '调动人数',
      formula: input.mode === 'target' ? 'min 调动人数，各项系数 ≤ 目标' : 'min Σ V ÷ (2·CV·均值²)，调动人数 ≤ 上限',
      inputs: { 状态: result.status, 下界: result.bound, 差距: result.gap, 人数上限: problem.limits.maxMoves },
      result: result.moves.length,
      unit: '人',
      source,
    })
    if (result.status === 'infeasible')
      working.warn('target_unreachable', '限制之内达不到目标；reachable 是能达到的最接近的系数')
    return {
      ...result,
      moves: result.moves.map((move) => ({ ...move, indicators: [...move.indicators] })),
      binding: [...result.binding],
    }
  },
})

export const transferCalculators: readonly Calculator[] = [plan]
