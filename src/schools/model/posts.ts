import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import type { Stage } from './resource-indicators.ts'

/** Teacher posts by pupils: 1:19 primary, 1:13.5 junior (中央编办发〔2014〕72号). Title ratios are the county's parameters. */
export const source = '《关于统一城乡中小学教职工编制标准的通知》（中央编办发〔2014〕72号）'

export const titleLevels = ['senior', 'middle', 'junior'] as const
export type TitleLevel = (typeof titleLevels)[number]

export type PostsInput = {
  readonly primaryPupils: number
  readonly juniorPupils: number
  readonly smallSchoolSupplement: number
  readonly titleRatios?: { readonly [Level in TitleLevel]?: number | undefined } | undefined
  readonly titlesUsed?: { readonly [Level in TitleLevel]?: number | undefined } | undefined
}

export type TitlePosts = {
  readonly level: TitleLevel
  readonly cap: number
  readonly used: number
  readonly free: number
  /** used + 1 ≤ floor(ratio × posts) */
  readonly appointmentAllowed: boolean
}

/** Half up to whole posts; the billionth keeps a quotient that is exactly a half from falling below it. */
const postsFor = (pupils: number, pupilsPerPost: number): number => Math.floor(pupils / pupilsPerPost + 0.5 + 1e-9)

/**
 * Posts of the county and the free title posts in its pool.
 * @throws Problem not_computable: `negative_quantity`, `out_of_range`
 */
export const teacherPosts = (
  input: PostsInput,
  pupilsPerPost: Readonly<Record<Stage, number>>,
  working: Working,
): { primaryPosts: number; juniorPosts: number; totalPosts: number; titles: TitlePosts[] } => {
  for (const key of ['primaryPupils', 'juniorPupils', 'smallSchoolSupplement'] as const) {
    if (input[key] < 0) throw Problem.field(`/${key}`, 'negative_quantity', '人数不能为负')
  }
  const primaryPosts = working.step({
    label: '小学编制',
    formula: '学生数 ÷ 每编制学生数，四舍五入',
    inputs: { 学生数: input.primaryPupils, 每编制学生数: pupilsPerPost.primary },
    result: postsFor(input.primaryPupils, pupilsPerPost.primary),
    unit: '个',
    source,
  })
  const juniorPosts = working.step({
    label: '初中编制',
    formula: '学生数 ÷ 每编制学生数，四舍五入',
    inputs: { 学生数: input.juniorPupils, 每编制学生数: pupilsPerPost.junior },
    result: postsFor(input.juniorPupils, pupilsPerPost.junior),
    unit: '个',
    source,
  })
  const totalPosts = primaryPosts + juniorPosts + input.smallSchoolSupplement
  const titles = titleLevels.flatMap((level) => {
    const ratio = input.titleRatios?.[level]
    if (ratio === undefined) return []
    if (ratio < 0 || ratio > 1) throw Problem.field(`/titleRatios/${level}`, 'out_of_range', '岗位比例应在 0 与 1 之间')
    const used = input.titlesUsed?.[level] ?? 0
    if (used < 0) throw Problem.field(`/titlesUsed/${level}`, 'negative_quantity', '人数不能为负')
    const cap = Math.floor(ratio * totalPosts + 1e-9)
    return [{ level, cap, used, free: Math.max(0, cap - used), appointmentAllowed: used + 1 <= cap }]
  })
  return { primaryPosts, juniorPosts, totalPosts, titles }
}
