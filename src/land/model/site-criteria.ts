import type { Matrix } from './ahp.ts'

/** What a site is judged by unless a need says otherwise, in the order of the judgements below (assumption). */
export const defaultCriteria = ['highwayKm', 'spareMva', 'slopePercent', 'clusterFirms', 'sewageKm', 'homesM'] as const

/** Pairwise judgements of the default criteria, CR 0.02: way to the highway and power first (assumption, land 4.16). */
export const defaultJudgements: Matrix = [
  [1, 1, 2, 3, 3, 4],
  [1, 1, 2, 3, 3, 4],
  [1 / 2, 1 / 2, 1, 2, 2, 3],
  [1 / 3, 1 / 3, 1 / 2, 1, 1, 2],
  [1 / 3, 1 / 3, 1 / 2, 1, 1, 2],
  [1 / 4, 1 / 4, 1 / 3, 1 / 2, 1 / 2, 1],
]
