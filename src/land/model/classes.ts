import { Problem } from '../../platform/errors/problem.ts'
import { ranks } from '../../platform/stats/ranks.ts'
import { exact } from './exact.ts'

/** Facts that move a firm out of the class of its rank (land 4.7). */
export type ClassFacts = {
  /** 一票否决: last class. */
  readonly veto: boolean
  /** 暂不评价: outside the ranking, treated as the second class. */
  readonly notClassed: boolean
  /** 万元 per mu; null when unknown. */
  readonly taxPerMu: number | null
}

export type ClassRules = {
  /** Cumulative shares of the classes, ending with 100 (percent) or 1. */
  readonly cumulative: readonly number[]
  /** 万元 per mu of the county; null: no floors and ceilings by tax. */
  readonly countyMeanTaxPerMu: number | null
}

/** A firm with at least this multiple of the county's mean is never in the last class (assumption, land 4.7). */
const neverLastFrom = 1.5
/** A firm with at most this, 万元 per mu, is never in the first class (assumption, land 4.7). */
const neverFirstUpTo = 1

export const classLetter = (index: number): string => String.fromCharCode(65 + index)

/** @throws Problem not_computable `cumulative` unless shares rise to 100 or 1 */
export const checkCumulative = (cumulative: readonly number[], pointer = '/cumulative'): void => {
  const last = cumulative.at(-1)
  const rises = cumulative.every((share, index) => share >= (cumulative[index - 1] ?? 0))
  if ((last !== 100 && last !== 1) || !rises) {
    throw Problem.field(pointer, 'cumulative', '累计比例须不减，末项为 100 或 1')
  }
}

/** Ranks 1…`ofN` that belong to the first `classes` classes: r/N ≤ share as exact fractions. */
export const lastRankOf = (cumulative: readonly number[], classes: number, ofN: number): number => {
  const share = exact(cumulative[classes - 1] ?? 0)
  return share
    .times(ofN)
    .dividedBy(exact(cumulative.at(-1) ?? 1))
    .floor()
    .toNumber()
}

/** Class of rank r of N: the first whose cumulative share is at least r/N. */
const classOfRank = (lastRanks: readonly number[], rank: number): number => {
  const index = lastRanks.findIndex((last) => rank <= last)
  return index < 0 ? lastRanks.length - 1 : index
}

const withFacts = (index: number, classes: number, facts: ClassFacts | undefined, mean: number | null): number => {
  if (facts === undefined) return index
  if (facts.veto) return classes - 1
  const { taxPerMu } = facts
  if (taxPerMu === null || mean === null || classes < 2) return index
  if (index === classes - 1 && taxPerMu >= neverLastFrom * mean) return index - 1
  return index === 0 && taxPerMu <= neverFirstUpTo ? 1 : index
}

/**
 * Letters A, B, … by rank within the group; equal scores share the best rank. Firms not classed take no rank.
 * Source: 浙政发〔2018〕5号; shares 20/80/95/100 and 5/75/95/100 of Wenling's parks.
 * @throws Problem not_computable `cumulative`
 */
export const classesOf = (
  scores: readonly number[],
  { cumulative, countyMeanTaxPerMu }: ClassRules,
  facts: readonly ClassFacts[] = [],
): string[] => {
  checkCumulative(cumulative)
  const ranked = scores.flatMap((score, index) => (facts[index]?.notClassed === true ? [] : [{ score, index }]))
  const order = ranks(ranked.map(({ score }) => score))
  const lastRanks = cumulative.map((_, index) => lastRankOf(cumulative, index + 1, ranked.length))
  const letters = scores.map(() => classLetter(Math.min(1, cumulative.length - 1)))
  ranked.forEach(({ index }, at) => {
    const byRank = classOfRank(lastRanks, order[at] ?? 1)
    letters[index] = classLetter(withFacts(byRank, cumulative.length, facts[index], countyMeanTaxPerMu))
  })
  return letters
}

export const countClasses = (letters: readonly string[], classes: number): Record<string, number> =>
  Object.fromEntries(
    Array.from({ length: classes }, (_, index) => {
      const letter = classLetter(index)
      return [letter, letters.filter((each) => each === letter).length]
    }),
  )
