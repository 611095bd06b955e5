/** Multi-criteria suitability of sites, with what is not known told as a range (land 4.16). */
import { Problem } from '../../platform/errors/problem.ts'
import { type Random, seededRandom } from '../../platform/stats/random.ts'
import { ranks } from '../../platform/stats/ranks.ts'

export type CurvePoint = { readonly x: number; readonly score: number }

export type Criterion = {
  readonly id: string
  readonly weight: number
  /** Corners by rising x; beyond the ends the score of the end holds. */
  readonly curve: readonly CurvePoint[]
}

export type Site = {
  readonly id: string
  readonly values: Readonly<Record<string, number | null>>
  /** Reasons of hard exclusion; any makes the site drop out before scoring. */
  readonly excluded: readonly string[]
}

export type SiteScore = {
  readonly id: string
  readonly excluded: readonly string[]
  /** Null when a criterion is missing: then only the range is known. */
  readonly score: number | null
  readonly low: number | null
  readonly high: number | null
  readonly parts: Readonly<Record<string, number | null>>
  readonly missing: readonly string[]
  /** By `low`: nobody gains by what he leaves out. */
  readonly rank: number | null
  /** Share of the draws of weights in which the site is first. */
  readonly firstProbability: number | null
}

/** @throws Problem not_computable `curve` unless x rises strictly */
const checkCurve = (curve: readonly CurvePoint[], pointer: string): void => {
  const wrong = curve.findIndex(({ x }, index) => index > 0 && x <= (curve[index - 1]?.x ?? Number.NEGATIVE_INFINITY))
  if (curve.length === 0 || wrong >= 0) {
    throw Problem.field(`${pointer}/${Math.max(0, wrong)}`, 'curve', '折点的实际值须逐点增大，且至少一点')
  }
}

export const onCurve = (curve: readonly CurvePoint[], x: number): number => {
  const after = curve.findIndex((point) => point.x >= x)
  const [right, left] = [curve[after], curve[after - 1]]
  if (right === undefined) return curve.at(-1)?.score ?? 0
  if (left === undefined) return right.score
  return left.score + ((right.score - left.score) * (x - left.x)) / (right.x - left.x)
}

/** Gamma deviate with shape a and scale 1. Source: Marsaglia & Tsang, ACM TOMS 26 (2000); below 1 by their boost. */
const gamma = (random: Random, a: number): number => {
  if (a < 1) return gamma(random, a + 1) * random.next() ** (1 / a)
  const d = a - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.normal()
    const v = (1 + c * x) ** 3
    if (v <= 0) continue
    const u = random.next()
    if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/**
 * Concentration at which a weight of 1/n varies by `spread` of itself: var = w(1 − w)/(k + 1) gives
 * k = (n − 1)/spread² − 1.
 */
const concentration = (criteria: number, spread: number): number => Math.max(1e-6, (criteria - 1) / spread ** 2 - 1)

export type Robustness = { readonly draws: number; readonly seed: number; readonly spread: number }

/** How often each site is first when the weights vary (Dirichlet about the given ones). Ties share the draw. */
const firstShares = (
  scores: readonly (readonly number[])[],
  weights: readonly number[],
  { draws, seed, spread }: Robustness,
): number[] => {
  const random = seededRandom(seed)
  const k = concentration(weights.length, spread)
  const firsts = scores.map(() => 0)
  for (let draw = 0; draw < draws; draw++) {
    const drawn = weights.map((weight) => (weight === 0 ? 0 : gamma(random, k * weight)))
    const totals = scores.map((parts) => parts.reduce((sum, score, index) => sum + score * (drawn[index] ?? 0), 0))
    const best = Math.max(...totals)
    const winners = totals.flatMap((total, index) => (total === best ? [index] : []))
    for (const winner of winners) firsts[winner] = (firsts[winner] ?? 0) + 1 / winners.length
  }
  return firsts.map((count) => count / draws)
}

/**
 * Scores sites: hard exclusions first, then Σ weight × score of the criterion. A missing criterion gives the range
 * from 0 to 100 for its part, never silently 50. With `robustness`, complete sites are also ranked under drawn weights.
 * @throws Problem not_computable `weights_not_positive`, `curve`, `duplicate_id`, `unknown_criterion`
 */
export const suitability = (
  criteria: readonly Criterion[],
  sites: readonly Site[],
  robustness: Robustness | null,
): SiteScore[] => {
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0)
  if (!(total > 0)) throw Problem.field('/criteria', 'weights_not_positive', '权重合计须大于 0')
  criteria.forEach(({ id, curve }, index) => {
    if (criteria.findIndex((other) => other.id === id) !== index) {
      throw Problem.field(`/criteria/${index}/id`, 'duplicate_id', `准则“${id}”重复`)
    }
    checkCurve(curve, `/criteria/${index}/curve`)
  })
  const known = new Set(criteria.map(({ id }) => id))
  const seen = new Set<string>()
  sites.forEach(({ id, values }, index) => {
    if (seen.has(id)) throw Problem.field(`/sites/${index}/id`, 'duplicate_id', `地块“${id}”重复`)
    seen.add(id)
    const stray = Object.keys(values).find((key) => !known.has(key))
    if (stray !== undefined) throw Problem.field(`/sites/${index}/values`, 'unknown_criterion', `没有准则“${stray}”`)
  })
  const rows = sites.map(({ id, values, excluded }) => {
    const scores = criteria.map((criterion) => {
      const value = values[criterion.id] ?? null
      return value === null ? null : onCurve(criterion.curve, value)
    })
    const sum = (unknown: number) =>
      criteria.reduce((all, { weight }, index) => all + (weight / total) * (scores[index] ?? unknown), 0)
    const [low, high] = [sum(0), sum(100)]
    const missing = criteria.flatMap((criterion, index) => (scores[index] === null ? [criterion.id] : []))
    const parts = Object.fromEntries(criteria.map((criterion, index) => [criterion.id, scores[index] ?? null]))
    return { id, excluded, scores, parts, missing, low, high }
  })
  const inPlay = rows.filter(({ excluded }) => excluded.length === 0)
  const order = ranks(inPlay.map(({ low }) => low))
  const complete = inPlay.filter(({ missing }) => missing.length === 0)
  const shares =
    robustness === null || complete.length === 0
      ? []
      : firstShares(
          complete.map(({ scores }) => scores.map((score) => score ?? 0)),
          criteria.map(({ weight }) => weight / total),
          robustness,
        )
  return rows.map((row): SiteScore => {
    const { id, excluded, parts, missing, low, high } = row
    const out = excluded.length > 0
    const share = shares[complete.indexOf(row)]
    return {
      id,
      excluded,
      score: out || missing.length > 0 ? null : low,
      low: out ? null : low,
      high: out ? null : high,
      parts,
      missing,
      rank: order[inPlay.indexOf(row)] ?? null,
      firstProbability: share ?? null,
    }
  })
}
