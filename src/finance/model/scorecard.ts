import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { separation } from '../../platform/stats/classification.ts'
import { type LogisticFit, fitLogistic, varianceInflation } from './logistic.ts'
import { type BinOptions, type Binning, type Breaks, type Cell, type Column, binOf, binVariable } from './woe-bins.ts'

export const scorecardSource = 'Siddiqi, Credit Risk Scorecards (2006)：证据权重、逻辑回归与 PDO 刻度'

/** `pdo`: points0 at odds0 (bad:good), pdo points double the odds. `min_max`: the best record has max, the worst min. */
export type Scaling =
  | { readonly method: 'pdo'; readonly points0: number; readonly odds0: number; readonly pdo: number }
  | { readonly method: 'min_max'; readonly min: number; readonly max: number }

export type ScorecardModel = {
  readonly intercept: number
  /** Only variables that stayed. */
  readonly coefficients: Readonly<Record<string, number>>
  /** Of every column, in the order of the columns, so that a record can be read. */
  readonly bins: readonly Binning[]
  readonly scaling: Scaling
}

export type CardLine = { readonly name: string; readonly bin: string; readonly points: number }

export type Performance = { readonly auc: number; readonly ks: number }

export type FitOptions = BinOptions & {
  /** Variables that tell less are left out. */
  readonly minIv: number
  /** Variables that repeat the others are left out. */
  readonly maxVif: number
  readonly ridge: number
  /** Variables whose coefficient has the wrong sign are left out. */
  readonly dropNonPositive: boolean
}

/** The least that a statistical card should be built on; below, the expert card decides. */
export const [leastObservations, leastBads] = [1_000, 100]
const suspiciousIv = 0.5

/** score = shift − slope × ln(p ÷ (1 − p)). */
const scaleOf = (
  scaling: Scaling,
  intercept: number,
  bins: readonly Binning[],
  coefficients: Readonly<Record<string, number>>,
) => {
  if (scaling.method === 'pdo') {
    const slope = scaling.pdo / Math.LN2
    return { slope, shift: scaling.points0 + slope * Math.log(scaling.odds0) }
  }
  let [lowest, highest] = [intercept, intercept]
  for (const { name, bins: each } of bins) {
    const coefficient = coefficients[name]
    if (coefficient === undefined) continue
    const parts = each.filter(({ count }) => count > 0).map(({ woe }) => coefficient * woe)
    lowest += Math.min(...parts)
    highest += Math.max(...parts)
  }
  if (!(highest > lowest))
    throw Problem.field('/scaling', 'no_spread', '模型对所有记录给出相同的分数，无法按最小最大刻度')
  const slope = (scaling.max - scaling.min) / (highest - lowest)
  return { slope, shift: scaling.max + slope * lowest }
}

const scoredWith = ({ intercept, coefficients, bins, scaling }: ScorecardModel) => {
  const { slope, shift } = scaleOf(scaling, intercept, bins, coefficients)
  return { slope, shift, base: shift - slope * intercept }
}

/** Points of every bin; `basepoints` is what everybody has. The sum over a record's bins is its score. */
export const cardLines = (model: ScorecardModel): readonly CardLine[] => {
  const { slope, base } = scoredWith(model)
  return [
    { name: 'basepoints', bin: '', points: base },
    ...model.bins.flatMap(({ name, bins }) => {
      const coefficient = model.coefficients[name]
      if (coefficient === undefined) return []
      return bins.map(({ bin, woe }) => ({ name, bin, points: -slope * coefficient * woe }))
    }),
  ]
}

const woeOf = (binning: Binning, cell: Cell): number => binning.bins[binOf(binning, cell)]?.woe ?? 0

/** Scores of records whose cells stand in the order of the model's columns; a value never seen weighs nothing. */
export const scoreRows = (model: ScorecardModel, rows: readonly (readonly Cell[])[]): readonly number[] => {
  const { slope, base } = scoredWith(model)
  const used = model.bins.flatMap((binning, index) => {
    const coefficient = model.coefficients[binning.name]
    return coefficient === undefined ? [] : [{ binning, index, weight: -slope * coefficient }]
  })
  return rows.map((row) => {
    let score = base
    for (const { binning, index, weight } of used) score += weight * woeOf(binning, row[index] ?? null)
    return score
  })
}

/** AUC and KS of a score where more is better; null without both classes. */
const performance = (scores: readonly number[], labels: readonly (0 | 1)[]): Performance | null => {
  const found = separation(scores.map((score, index) => ({ score: -score, positive: labels[index] === 1 })))
  return found === null ? null : { auc: found.auc, ks: found.ks }
}

type Dropped = { readonly name: string; readonly why: string }

/** Leaves out, one after the other, what tells nothing, repeats the rest, or points the wrong way. */
const select = (
  bins: readonly Binning[],
  woes: ReadonlyMap<string, readonly number[]>,
  labels: readonly (0 | 1)[],
  options: FitOptions,
): { readonly names: readonly string[]; readonly fit: LogisticFit; readonly dropped: readonly Dropped[] } => {
  const dropped: Dropped[] = bins
    .filter(({ iv }) => iv < options.minIv)
    .map(({ name, iv }) => ({ name, why: `IV ${iv.toFixed(4)} < ${options.minIv}` }))
  let names = bins.filter(({ iv }) => iv >= options.minIv).map(({ name }) => name)
  const ivOf = (name: string) => bins.find((binning) => binning.name === name)?.iv ?? 0
  for (;;) {
    if (names.length === 0) throw Problem.field('/columns', 'no_variable', '没有可用的变量：信息值均低于下限')
    const columns = names.map((name) => woes.get(name) ?? [])
    const inflation = columns.length > 1 ? varianceInflation(columns) : [1]
    const worst = Math.max(...inflation)
    if (worst > options.maxVif) {
      const [name = ''] = names.filter((_, index) => inflation[index] === worst).toSorted((a, b) => ivOf(a) - ivOf(b))
      dropped.push({ name, why: `VIF ${worst.toFixed(2)} > ${options.maxVif}` })
      names = names.filter((one) => one !== name)
      continue
    }
    const fit = fitLogistic(columns, labels, options.ridge)
    const least = Math.min(...fit.coefficients)
    if (options.dropNonPositive && least <= 0) {
      const name = names[fit.coefficients.indexOf(least)] ?? ''
      dropped.push({ name, why: `系数 ${least.toFixed(4)} ≤ 0` })
      names = names.filter((one) => one !== name)
      continue
    }
    return { names, fit, dropped }
  }
}

export type Fitted = {
  readonly model: ScorecardModel
  readonly train: Performance | null
  readonly test: Performance | null
}

/**
 * Fits a scorecard: bins and weights of evidence on the training records only, logistic regression, points
 * (finance 4.5). The other records test it.
 * @throws Problem not_computable `one_class`, `no_variable`, `no_spread`, and those of `binVariable`
 */
export const fitScorecard = (
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  target: readonly (0 | 1)[],
  breaks: Readonly<Record<string, Breaks>>,
  train: readonly number[],
  scaling: Scaling,
  options: FitOptions,
  working: Working,
): Fitted => {
  const trainLabels = train.map((index) => target[index] ?? 0)
  const bads = trainLabels.filter((label) => label === 1).length
  if (bads === 0 || bads === trainLabels.length) {
    throw Problem.field(
      train.length < rows.length ? '/train' : '/target',
      'one_class',
      '训练样本须同时有好客户和坏客户',
    )
  }
  const allBads = target.filter((label) => label === 1).length
  if (rows.length < leastObservations || allBads < leastBads) {
    const least = `${leastObservations} 条、坏客户 ${leastBads} 户`
    working.warn('sample_too_small', `样本不足 ${least}：统计评分卡只供研究，授信用专家评分卡`)
  }
  const bins = columns.map((column, at) =>
    binVariable(
      column,
      train.map((index) => rows[index]?.[at] ?? null),
      trainLabels,
      breaks[column.name],
      options,
    ),
  )
  for (const { name, iv } of bins) {
    if (iv > suspiciousIv)
      working.warn('iv_suspicious', `变量“${name}”的信息值 ${iv.toFixed(2)} 过高，请核对是否泄漏结果`)
  }
  const woes = new Map(
    bins.map((binning, at) => [binning.name, train.map((index) => woeOf(binning, rows[index]?.[at] ?? null))]),
  )
  const { names, fit, dropped } = select(bins, woes, trainLabels, options)
  if (!fit.converged) working.warn('not_converged', '拟合没有收敛：好坏客户可能被完全分开，请加岭参数或减少变量')
  for (const { name, why } of dropped) {
    working.step({ label: `剔除变量 ${name}`, formula: why, inputs: {}, result: false, source: scorecardSource })
  }
  working.step({
    label: '截距',
    formula: 'ln(p ÷ (1 − p)) = 截距 + Σ 系数 × WoE，牛顿法',
    inputs: { 步数: fit.steps, 标准误: shown(fit.standardErrors[0]), p: shown(fit.pValues[0]) },
    result: fit.intercept,
    source: scorecardSource,
  })
  names.forEach((name, index) => {
    working.step({
      label: `变量 ${name} 的系数`,
      formula: '极大似然',
      inputs: { 标准误: shown(fit.standardErrors[index + 1]), p: shown(fit.pValues[index + 1]) },
      result: fit.coefficients[index] ?? 0,
      source: scorecardSource,
    })
  })
  const coefficients = Object.fromEntries(names.map((name, index) => [name, fit.coefficients[index] ?? 0]))
  const model: ScorecardModel = { intercept: fit.intercept, coefficients, bins, scaling }
  const scores = scoreRows(model, rows)
  const isTrain = new Set(train)
  const rest = rows.map((_, index) => index).filter((index) => !isTrain.has(index))
  const of = (indices: readonly number[]) =>
    performance(
      indices.map((index) => scores[index] ?? 0),
      indices.map((index) => target[index] ?? 0),
    )
  return { model, train: of(train), test: of(rest) }
}

const shown = (value = Number.NaN): string | null => (Number.isFinite(value) ? value.toPrecision(6) : null)
