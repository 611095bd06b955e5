import type { Working } from '../../platform/explain.ts'
import {
  type BandItem,
  type DeductionKind,
  type FamilyFacts,
  type FamilyGrade,
  type HonourLevel,
  type ScoreItem,
  type Veto,
  honourLevels,
  itemTitle,
  scoreItems,
} from './family-facts.ts'

export const familyScoreSource = '农户家庭信用评分卡（规则表 finance.score-*）'

/** A way up: the condition of the next better row and a value that fulfils it. */
export type NextBand = { readonly condition: string; readonly value: number | string | boolean | null }

/** The card as officials publish it; built from the rule tables finance.score-*. */
export type ScoreCard = {
  readonly points: (item: BandItem, value: number | string | boolean | null) => number
  readonly max: (item: BandItem) => number
  readonly next: (item: BandItem, value: number | string | boolean | null) => NextBand | null
  readonly honour: (level: HonourLevel) => number
  readonly deduction: (kind: DeductionKind) => number
  readonly parameter: (name: 'honour_further' | 'honour_cap' | 'review_factor' | 'deduction_cap') => number
  readonly grade: (total: number) => FamilyGrade
}

export type ItemPoints = { readonly id: ScoreItem; readonly points: number; readonly max: number }
export type Reason = ItemPoints & { readonly title: string; readonly lost: number }
export type Counterfactual = {
  readonly id: ScoreItem
  readonly from: number | string | boolean | null
  /** What would have to hold, as the card says it. */
  readonly to: string
  readonly gain: number
  readonly total: number
  readonly grade: FamilyGrade
}

export type FamilyScore = {
  readonly total: number
  readonly grade: FamilyGrade
  readonly items: readonly ItemPoints[]
  readonly deducted: number
  readonly veto: readonly Veto[] | null
}

const honourPoints = (honours: readonly HonourLevel[], card: ScoreCard): number => {
  const best = honourLevels.find((level) => honours.includes(level))
  if (best === undefined) return 0
  const further = card.parameter('honour_further') * (honours.length - 1)
  return Math.min(card.parameter('honour_cap'), card.honour(best) + further)
}

const reviewPoints = (mean: number | null, card: ScoreCard): number =>
  mean === null ? 0 : Math.round(Number((mean * card.parameter('review_factor')).toFixed(6)))

const pointsOf = (id: ScoreItem, facts: FamilyFacts, card: ScoreCard): ItemPoints => {
  if (id === 'honours') {
    return { id, points: honourPoints(facts.honours, card), max: card.parameter('honour_cap') }
  }
  if (id === 'villageReviewMean') {
    return { id, points: reviewPoints(facts[id], card), max: reviewPoints(100, card) }
  }
  return { id, points: card.points(id, facts[id]), max: card.max(id) }
}

/**
 * The family's credit score, 0 to 1000 (家庭信用分, finance 4.4): the sum of its items less deductions, at least 0. A veto
 * sets it to 0.
 */
export const familyScore = (
  facts: FamilyFacts,
  deductions: readonly DeductionKind[],
  vetoed: readonly Veto[],
  card: ScoreCard,
  working: Working,
): FamilyScore => {
  const items = scoreItems.map((id) => pointsOf(id, facts, card))
  const deducted = Math.min(
    card.parameter('deduction_cap'),
    deductions.reduce((sum, kind) => sum + card.deduction(kind), 0),
  )
  const sum = items.reduce((total, { points }) => total + points, 0)
  const total = vetoed.length > 0 ? 0 : Math.max(0, sum - deducted)
  const grade = card.grade(total)
  if (working.recording) {
    for (const { id, points, max } of items) {
      const fact = facts[id]
      working.step({
        label: itemTitle[id],
        formula: `所在档的分值，最高 ${max} 分`,
        inputs: { [itemTitle[id]]: typeof fact === 'object' && fact !== null ? fact.join('、') : fact },
        result: points,
        unit: '分',
        source: familyScoreSource,
      })
    }
    working.step({
      label: '家庭信用分',
      formula: vetoed.length > 0 ? '一票否决，计 0 分' : 'max(0, 各项分值之和 − 扣分)',
      inputs: { 各项分值之和: { value: sum, unit: '分' }, 扣分: { value: deducted, unit: '分' }, 等级: grade },
      result: total,
      unit: '分',
      source: familyScoreSource,
    })
  }
  return { total, grade, items, deducted, veto: vetoed.length > 0 ? vetoed : null }
}

/** Where most points are lost: the four largest, ties in the order of the card. */
export const scoreReasons = (items: readonly ItemPoints[]): readonly Reason[] =>
  items
    .map((item) => ({ ...item, title: itemTitle[item.id], lost: item.max - item.points }))
    .filter(({ lost }) => lost > 0)
    .toSorted((a, b) => b.lost - a.lost)
    .slice(0, 4)

const reviewStep = 10
const firstReview = 60

/** The facts with one item one band better, and how the card words it; null at the top. */
const oneBetter = (
  id: ScoreItem,
  facts: FamilyFacts,
  card: ScoreCard,
): { readonly facts: FamilyFacts; readonly to: string } | null => {
  // Nobody can choose an age.
  if (id === 'mainWorkerAge') return null
  if (id === 'honours') {
    const honours = [...facts.honours, 'village'] as const
    return { facts: { ...facts, honours }, to: '再获得一项村级荣誉' }
  }
  if (id === 'villageReviewMean') {
    const mean = facts[id] === null ? firstReview : Math.min(100, facts[id] + reviewStep)
    return { facts: { ...facts, villageReviewMean: mean }, to: `>= ${mean}` }
  }
  const next = card.next(id, facts[id])
  return next === null ? null : { facts: { ...facts, [id]: next.value }, to: next.condition }
}

/**
 * What one step up in each item would make of the score: the real card run again, not an estimate. The largest gains
 * first. A veto must fall first, so it has none.
 */
export const scoreCounterfactuals = (
  facts: FamilyFacts,
  deductions: readonly DeductionKind[],
  score: FamilyScore,
  card: ScoreCard,
  silent: Working,
): readonly Counterfactual[] => {
  if (score.veto !== null) return []
  return scoreItems
    .flatMap((id): Counterfactual[] => {
      const better = oneBetter(id, facts, card)
      if (better === null) return []
      const { total, grade } = familyScore(better.facts, deductions, [], card, silent)
      const gain = total - score.total
      const fact = facts[id]
      const from = typeof fact === 'object' && fact !== null ? fact.join('|') : fact
      return gain > 0 ? [{ id, from, to: better.to, gain, total, grade }] : []
    })
    .toSorted((a, b) => b.gain - a.gain)
}
