import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { checkCurriculum, defaultLimits } from '../model/curriculum.ts'
import { type RubricItem, scoreEvaluation } from '../model/evaluation.ts'

const Id = z.string().min(1).max(64)
const Score = z.number().min(-1e6).max(1e6)
const Hours = z.number().min(0).max(100_000)

const ItemBase = { id: Id, weight: Score, scores: z.array(Score).max(101).optional() }
const Leaf = z.strictObject(ItemBase)
const Branch = z.strictObject({ ...ItemBase, children: z.array(Leaf).max(100).optional() })
const Item: z.ZodType<RubricItem> = z.strictObject({ ...ItemBase, children: z.array(Branch).max(100).optional() })

const evaluation = defineCalculator({
  name: 'evaluation/score',
  title: '第三方评价计分',
  keywords: ['第三方评价', '评价', '一致性', '克里彭多夫'],
  summary: '按指标权重汇总各评价人打分，五人及以上去掉一个最高分和一个最低分，并检验评价人之间的一致性。',
  input: z.strictObject({ scale: z.number().min(1).max(100).default(5), items: z.array(Item).min(1).max(200) }),
  value: z.object({
    score: z.number(),
    items: z.array(z.object({ id: z.string(), mean: z.number(), dropped: z.array(z.number()), missing: z.boolean() })),
    alpha: z.number().nullable(),
    band: z.enum(['优', '良', '合格', '不合格']),
  }),
  examples: [
    {
      title: '五名评价人',
      input: { scale: 5, items: [{ id: 'i1', weight: 1, scores: [4, 5, 3, 4, 4] }] },
      value: {
        score: 80,
        items: [{ id: 'i1', mean: 4, dropped: [3, 5], missing: false }],
        alpha: null,
        band: '良' as const,
      },
    },
  ],
  compute: ({ items, scale }, working) => scoreEvaluation(items, scale, working),
})

const Prerequisite = z.strictObject({ course: Id, requires: Id, type: z.enum(['hard', 'soft']).optional() })
const Level = z.int().min(1).max(8)

const curriculum = defineCalculator({
  name: 'curriculum/check',
  title: '一体化课程检查',
  keywords: ['中高职一体化', '课程', '先修', '重复', '学时'],
  summary: '检查五年课程图：先修次序和环、学期负担、学时结构、中高职重复课程和断档。',
  input: z.strictObject({
    courses: z
      .array(
        z.strictObject({
          id: Id,
          stage: z.enum(['secondary', 'higher']),
          term: z.int().min(1).max(20).nullable().optional(),
          hours: Hours,
          credits: z.number().min(0).max(200).optional(),
          kind: z.enum(['publicBasic', 'professional', 'practice', 'elective']).optional(),
          practiceShare: z.number().min(0).max(1).optional(),
          outcomes: z
            .array(z.strictObject({ id: Id, hours: Hours, level: Level.optional() }))
            .max(200)
            .optional(),
          needs: z
            .array(z.strictObject({ outcome: Id, level: Level }))
            .max(200)
            .optional(),
        }),
      )
      .max(500),
    prerequisites: z.array(Prerequisite).max(5_000).default([]),
    weeksPerTerm: z.int().min(1).max(30).default(defaultLimits.weeksPerTerm),
    weeklyHours: z.number().min(1).max(60).default(defaultLimits.weeklyHours),
    duplicateOverlap: z.number().min(0).max(1).default(defaultLimits.duplicateOverlap),
  }),
  value: z.object({
    ok: z.boolean(),
    minimumTerms: z.int(),
    order: z.array(Prerequisite),
    findings: z.array(z.object({ code: z.string(), where: z.string(), value: z.number(), limit: z.number() })),
    duplicates: z.array(
      z.object({ secondary: z.string(), higher: z.string(), overlap: z.number(), savedCredits: z.number() }),
    ),
    gaps: z.array(z.object({ course: z.string(), outcome: z.string(), needed: z.number(), reached: z.number() })),
  }),
  examples: [
    {
      title: '中职与高职的两门电气课程',
      input: {
        courses: [
          {
            id: '电气控制',
            stage: 'secondary',
            term: 4,
            hours: 72,
            credits: 4,
            outcomes: [{ id: 'PLC', hours: 60, level: 4 }],
          },
          {
            id: 'PLC技术',
            stage: 'higher',
            term: 7,
            hours: 64,
            credits: 3.5,
            outcomes: [{ id: 'PLC', hours: 50, level: 4 }],
          },
        ],
        prerequisites: [{ course: 'PLC技术', requires: '电气控制' }],
      },
    },
  ],
  compute: ({ courses, prerequisites, ...limits }, working) => checkCurriculum(courses, prerequisites, limits, working),
})

export const teachingCalculators: readonly Calculator[] = [evaluation, curriculum]
