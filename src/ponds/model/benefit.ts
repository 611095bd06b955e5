/** Benefit per mu and income per head on panels (ponds 4.10, 4.15): the same ponds, the same households, two years. */
import { type Fen, Rational } from '../../platform/money.ts'
import { sumExact } from '../../platform/rational.ts'

export const benefitSource = '亩均效益口径：同塘口面积加权（共富渔塘指标说明 4.10）'
export const incomeSource = '养殖户人均收入口径：同户面板（共富渔塘指标说明 4.15）'

export type BenefitRow = { readonly areaMu: Rational; readonly beforeFenPerMu: Fen; readonly afterFenPerMu: Fen }

export type BenefitLift = {
  readonly beforeFenPerMu: Fen
  readonly afterFenPerMu: Fen
  readonly gainFenPerMu: Fen
  readonly panelAreaMu: Rational
}

/** Σ aᵢ·bᵢ ÷ Σ aᵢ over ponds with complete books in both years; each figure is rounded once from exact sums. */
export const benefitLift = (rows: readonly BenefitRow[]): BenefitLift => {
  const panelAreaMu = sumExact(rows.map(({ areaMu }) => areaMu))
  const mean = (of: (row: BenefitRow) => Fen) =>
    sumExact(rows.map((row) => row.areaMu.times(of(row)))).dividedBy(panelAreaMu)
  const [before, after] = [mean((row) => row.beforeFenPerMu), mean((row) => row.afterFenPerMu)]
  return {
    beforeFenPerMu: before.round(),
    afterFenPerMu: after.round(),
    gainFenPerMu: after.minus(before).round(),
    panelAreaMu,
  }
}

/** The panel must hold this share of the county's pond area. */
export const leastPanelShare = '0.30'

export type PanelHousehold = { readonly members: number; readonly beforeFen: Fen; readonly afterFen: Fen }

export type IncomePanel = {
  readonly beforeFenPerHead: Fen
  readonly afterFenPerHead: Fen
  readonly growthPercent: Rational
  /** Of the households' income per head in the later year. */
  readonly medianFenPerHead: Fen
}

/** now ÷ base − 1, in percent. `before` > 0. */
export const growthPercent = (before: Rational, after: Rational): Rational =>
  after.dividedBy(before).minus(1).times(100)

/** Of at least one value; of an even number the mean of the two in the middle. */
export const medianRational = (values: readonly Rational[]): Rational => {
  const sorted = [...values].sort((a, b) => a.compare(b))
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Rational.zero
  return sorted.length % 2 === 1 ? upper : upper.plus(sorted[middle - 1] ?? upper).dividedBy(2)
}

/** Σ net income ÷ Σ members, both years. Null when the base is not above 0, where growth means nothing. */
export const incomePanel = (households: readonly PanelHousehold[]): IncomePanel | null => {
  const members = households.reduce((sum, one) => sum + one.members, 0)
  const perHead = (of: (one: PanelHousehold) => Fen) =>
    Rational.of(households.reduce((sum, one) => sum + of(one), 0n)).dividedBy(members)
  const [before, after] = [perHead((one) => one.beforeFen), perHead((one) => one.afterFen)]
  if (before.sign <= 0) return null
  return {
    beforeFenPerHead: before.round(),
    afterFenPerHead: after.round(),
    growthPercent: growthPercent(before, after),
    medianFenPerHead: medianRational(households.map((one) => Rational.of(one.afterFen).dividedBy(one.members))).round(),
  }
}

/** Below this income per head a household counts as not yet lifted: the base of the official table, 3.6万元. */
export const baseIncomeFen: Fen = 3_600_000n
/** Figures of fewer households are suppressed where they are published. */
export const smallestCell = 5
