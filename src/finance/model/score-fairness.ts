import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { separation } from '../../platform/stats/classification.ts'
import type { ScoreDirection } from './score-metrics.ts'

/** Whether a score serves every group of borrowers: towns, age bands, low-income families (finance 4.5). */
const source = '五分之四规则（EEOC Uniform Guidelines 1978，§1607.4D）；Mann–Whitney'

/** A group approved less often than this share of the best group's rate is flagged. */
export const leastRatio = 0.8

export type ScoredCase = {
  readonly group: string
  readonly score: number
  /** 1 = bad; null while the loan still runs or was never made. */
  readonly label: 0 | 1 | null
  readonly approved: boolean
}

export type GroupFairness = {
  readonly group: string
  readonly count: number
  readonly approvalRate: number
  /** Approval rate ÷ that of the group approved most often; null where nobody is approved. */
  readonly ratio: number | null
  readonly flagged: boolean
  /** How well the score separates within the group; null without both classes. */
  readonly auc: number | null
}

/**
 * Approval and separation by group, in the order of their names. Compared exactly as products of whole numbers: a group
 * at four fifths is not flagged.
 * @throws Problem not_computable `one_group`
 */
export const scoreFairness = (
  cases: readonly ScoredCase[],
  direction: ScoreDirection,
  working: Working,
): readonly GroupFairness[] => {
  const byGroup = [...Map.groupBy(cases, ({ group }) => group)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  if (byGroup.length < 2) throw Problem.field('/groups', 'one_group', '须至少有两组')
  const counted = byGroup.map(([group, own]) => ({
    group,
    own,
    count: own.length,
    approved: own.filter(({ approved }) => approved).length,
  }))
  const best = counted.reduce((most, each) => (each.approved * most.count > most.approved * each.count ? each : most))
  const sign = direction === 'bad' ? 1 : -1
  return counted.map(({ group, own, count, approved }) => {
    const ratio = best.approved === 0 ? null : (approved * best.count) / (count * best.approved)
    const flagged = approved * best.count * 5 < count * best.approved * 4
    const known = own.flatMap(({ label, score }) =>
      label === null ? [] : [{ score: sign * score, positive: label === 1 }],
    )
    const auc = separation(known)?.auc ?? null
    working.step({
      label: `${group}：通过率`,
      formula: '通过人数 ÷ 人数，与最高组之比不低于 0.8',
      inputs: {
        人数: { value: count, unit: '户' },
        通过: { value: approved, unit: '户' },
        最高组: best.group,
        与最高组之比: ratio,
      },
      result: approved / count,
      source,
    })
    if (flagged) working.warn('approval_gap', `“${group}”通过率不足“${best.group}”的五分之四，须查明原因`)
    return { group, count, approvalRate: approved / count, ratio, flagged, auc }
  })
}
