import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'

/** Cohort survival: next year's grade g+1 is this year's grade g times its progression ratio. */
export const source = '队列存活法（cohort survival），权重 0.2/0.3/0.5 与截断区间为本系统参数'

const weights = [0.2, 0.3, 0.5] as const
export const ratioLimits = { lowest: 0.85, highest: 1.15 } as const
const lastGrade = 9

/** Weighted mean of the last three years' progression ratios, oldest first, clipped to [0.85, 1.15]. */
export const progressionRatio = (ratios: readonly [number, number, number]): number => {
  const mean = weights[0] * ratios[0] + weights[1] * ratios[1] + weights[2] * ratios[2]
  return Math.min(ratioLimits.highest, Math.max(ratioLimits.lowest, mean))
}

export type EnrolmentInput = {
  /** Pupils by grade 1–9. */
  readonly current: Readonly<Record<string, number>>
  readonly ratios: Readonly<Record<string, readonly [number, number, number]>>
  /** Births of the cohort (1 September – 31 August) that enters grade 1, and the entry ratios of three years. */
  readonly entry?: { readonly births: number; readonly ratios: readonly [number, number, number] } | undefined
  /** Net arrivals by grade of next year. */
  readonly netMigration?: Readonly<Record<string, number>> | undefined
}

/**
 * Pupils by grade next year, unrounded. Grade 9 leaves; grade 7 comes from grade 6 by its own ratio (transition).
 * @throws Problem not_computable: `missing_ratios`, `negative_quantity`
 */
export const forecastEnrolment = (input: EnrolmentInput, working: Working): Readonly<Record<string, number>> => {
  const next: Record<string, number> = {}
  if (input.entry) {
    if (input.entry.births < 0) throw Problem.field('/entry/births', 'negative_quantity', '出生人数不能为负')
    const [a, b, c] = input.entry.ratios
    const ratio = (a + b + c) / 3
    next['1'] = working.step({
      label: '一年级',
      formula: '出生人数 × 三年平均入学比',
      inputs: { 出生人数: input.entry.births, 入学比: ratio },
      result: input.entry.births * ratio,
      unit: '人',
      source,
    })
  }
  for (const [grade, pupils] of Object.entries(input.current)) {
    if (pupils < 0) throw Problem.field(`/current/${grade}`, 'negative_quantity', '学生数不能为负')
    if (Number(grade) === lastGrade) continue
    const ratios = input.ratios[grade]
    if (!ratios) throw Problem.field(`/ratios/${grade}`, 'missing_ratios', `缺少${grade}年级近三年的升级比`)
    if (ratios.some((ratio) => ratio < 0))
      throw Problem.field(`/ratios/${grade}`, 'negative_quantity', '升级比不能为负')
    const ratio = progressionRatio(ratios)
    const upper = String(Number(grade) + 1)
    next[upper] = working.step({
      label: `${upper}年级`,
      formula: '下一年级 × 升级比（0.2、0.3、0.5 加权）',
      inputs: { 学生数: pupils, 升级比: ratio },
      result: pupils * ratio,
      unit: '人',
      source,
    })
  }
  for (const [grade, arrivals] of Object.entries(input.netMigration ?? {})) {
    const before = next[grade]
    if (before === undefined) throw Problem.field(`/netMigration/${grade}`, 'unknown_grade', `没有预测${grade}年级`)
    next[grade] = Math.max(0, before + arrivals)
  }
  return next
}
