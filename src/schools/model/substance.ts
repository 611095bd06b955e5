import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { source } from './communities.ts'

/** What an education community does together in a school year. */
export const substanceParts = [
  'exchangeDaysPerTeacher',
  'sharedClasses',
  'jointResearch',
  'sharedAssessments',
  'sharedResources',
] as const
export type SubstancePart = (typeof substanceParts)[number]

export type SubstanceLine = { readonly title: string; readonly target: number; readonly points: number }

export type Substance = {
  /** 0–100 where the points of the table add up to 100. */
  readonly score: number
  readonly parts: readonly { readonly part: SubstancePart; readonly score: number; readonly points: number }[]
}

/** Each part linear up to its target and capped there. @throws Problem not_computable: `negative_quantity` */
export const substance = (
  done: Readonly<Record<SubstancePart, number>>,
  lineOf: (part: SubstancePart) => SubstanceLine,
  working: Working,
): Substance => {
  const parts = substanceParts.map((part) => {
    if (done[part] < 0) throw Problem.field(`/${part}`, 'negative_quantity', '数量不能为负')
    const { title, target, points } = lineOf(part)
    const score = working.step({
      label: title,
      formula: '分值 × min(1, 实际 ÷ 目标值)',
      inputs: { 实际: done[part], 目标值: target, 分值: points },
      result: points * Math.min(1, done[part] / target),
      unit: '分',
      source,
    })
    return { part, score, points }
  })
  return { score: parts.reduce((sum, { score }) => sum + score, 0), parts }
}
