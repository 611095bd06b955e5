/** How the frequency calculators are told a distribution: by a sample to fit, or by its parameters. */
import { z } from 'zod'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import {
  type Distribution,
  type LMoments,
  type Moments,
  checkSample,
  gevByLMoments,
  gevMoments,
  gumbelByLMoments,
  gumbelByLambda,
  gumbelByMoments,
  lMomentsOf,
  momentsOf,
  pearson3ByLMoments,
} from '../model/frequency.ts'
import { rounded } from '../model/rounding.ts'
import { Figure, Positive } from '../schemas.ts'

/** The names in use for each distribution and fit; the first is ours. */
const distributionNames = {
  pearson3: ['pearson3', 'p3', 'P-III', 'PIII', 'pearsonIII', 'pearson_iii', 'pearson-iii'],
  gumbel: ['gumbel', 'ev1'],
  gev: ['gev'],
} as const
const fitNames = {
  moments: ['moments', 'moment'],
  lmoments: ['lmoments', 'l_moments', 'l-moments', 'L-moments', 'lMoments', 'lmom'],
  lambda: ['lambda', 'lambda_method'],
} as const

const everyName = <T extends Record<string, readonly string[]>>(names: T) =>
  Object.values(names).flat() as [T[keyof T][number], ...T[keyof T][number][]]

const keyOf = <T extends Record<string, readonly string[]>>(names: T, name: string): keyof T & string =>
  // A name of the enumeration is in one of the lists.
  Object.keys(names).find((key) => names[key]?.includes(name)) as keyof T & string

export const DistributionInput = {
  sample: z.array(Figure(-100, 1_000)).max(2_000).optional(),
  params: z
    .strictObject({
      mean: Figure(-100, 1_000).optional(),
      sd: Positive(100).optional(),
      cv: Figure(-100, 100).optional(),
      cs: Figure(-10, 10).optional(),
      loc: Figure(-100, 1_000).optional(),
      scale: Positive(100).optional(),
      shape: Figure(-0.49, 5).optional(),
    })
    .optional(),
  distribution: z.enum(everyName(distributionNames)).default('pearson3'),
  /** Gumbel: `moments` and `lambda` are the method of the codes. GEV: L-moments only. */
  fit: z.enum(everyName(fitNames)).optional(),
}

type Told = {
  readonly sample?: readonly number[] | undefined
  readonly params?:
    | Readonly<Partial<Record<'mean' | 'sd' | 'cv' | 'cs' | 'loc' | 'scale' | 'shape', number | undefined>>>
    | undefined
  readonly distribution: string
  readonly fit?: string | undefined
}

export type Fitted = {
  readonly distribution: Distribution
  readonly moments: Moments | null
  readonly lMoments: LMoments | null
  /** Mean and sd by which a value is standardised. */
  readonly mean: number
  readonly sd: number
}

const source = 'SL 44-2006 水利水电工程设计洪水计算规范；JTS 145-2015 港口与航道水文规范；Hosking & Wallis (1997)'

const byParams = (params: NonNullable<Told['params']>, kind: Distribution['kind']): Fitted => {
  const need = (key: 'mean' | 'cs' | 'shape' | 'loc' | 'scale'): number => {
    const value = params[key]
    if (value === undefined) throw Problem.field(`/params/${key}`, 'required', `须给出参数 ${key}`, 'malformed')
    return value
  }
  const spread = (mean: number): number => {
    if (params.sd !== undefined && params.cv !== undefined) {
      throw Problem.field('/params/cv', 'conflict', '标准差与变差系数只能给出一种')
    }
    const sd = params.sd ?? (params.cv === undefined ? undefined : params.cv * mean)
    if (sd === undefined) throw Problem.field('/params/sd', 'required', '须给出标准差或变差系数', 'malformed')
    if (sd <= 0) throw Problem.field('/params/cv', 'out_of_range', '标准差须大于 0')
    return sd
  }
  const standard = { moments: null, lMoments: null }
  if (kind === 'pearson3') {
    const mean = need('mean')
    const sd = spread(mean)
    return { ...standard, mean, sd, distribution: { kind, mean, sd, cs: need('cs') } }
  }
  if (kind === 'gumbel') {
    if (params.loc === undefined && params.mean !== undefined) {
      const sd = spread(params.mean)
      return { ...standard, mean: params.mean, sd, distribution: gumbelByMoments(params.mean, sd) }
    }
    const [loc, scale] = [need('loc'), need('scale')]
    return { ...standard, ...gevMoments(loc, scale, 0), distribution: { kind, loc, scale } }
  }
  const [loc, scale, shape] = [need('loc'), need('scale'), need('shape')]
  return { ...standard, ...gevMoments(loc, scale, shape), distribution: { kind, loc, scale, shape } }
}

const bySample = (sample: readonly number[], kind: Distribution['kind'], fit: keyof typeof fitNames): Fitted => {
  checkSample(sample)
  const moments = momentsOf(sample)
  const { mean, sd } = moments
  if (kind === 'gev') {
    if (fit !== 'lmoments') throw Problem.field('/fit', 'not_available', '广义极值分布只用线性矩法')
    const lMoments = lMomentsOf(sample)
    const distribution = gevByLMoments(lMoments)
    if (distribution.kind === 'gev' && !(Number.isFinite(distribution.loc) && distribution.scale > 0)) {
      throw Problem.field('/sample', 'not_fitted', '样本的线性矩没有对应的广义极值分布')
    }
    return { distribution, moments, lMoments, mean, sd }
  }
  if (fit === 'lmoments') {
    const lMoments = lMomentsOf(sample)
    const distribution = kind === 'gumbel' ? gumbelByLMoments(lMoments) : pearson3ByLMoments(lMoments)
    return { distribution, moments, lMoments, mean, sd }
  }
  if (kind === 'gumbel') return { distribution: gumbelByLambda(sample), moments, lMoments: null, mean, sd }
  if (fit === 'lambda') throw Problem.field('/fit', 'not_available', 'λ 法只用于耿贝尔分布')
  return { distribution: { kind, mean, sd, cs: moments.cs }, moments, lMoments: null, mean, sd }
}

/** Fits or takes the distribution, and shows its parameters. @throws Problem for a sample or parameters that do not do. */
export const distributionFrom = (told: Told, working: Working): Fitted => {
  const kind = keyOf(distributionNames, told.distribution)
  const fit = told.fit === undefined ? (kind === 'gev' ? 'lmoments' : 'moments') : keyOf(fitNames, told.fit)
  if ((told.sample === undefined) === (told.params === undefined)) {
    throw Problem.field('/sample', 'one_of', '样本与参数须且只须给出一种', 'malformed')
  }
  const fitted = told.params === undefined ? bySample(told.sample ?? [], kind, fit) : byParams(told.params, kind)
  const { distribution } = fitted
  const parameters =
    distribution.kind === 'pearson3'
      ? { 均值: distribution.mean, 标准差: distribution.sd, Cs: distribution.cs }
      : distribution.kind === 'gumbel'
        ? { 位置: distribution.loc, 尺度: distribution.scale }
        : { 位置: distribution.loc, 尺度: distribution.scale, 形状: distribution.shape }
  working.step({
    label: '频率曲线参数',
    formula: { pearson3: '皮尔逊 III 型', gumbel: '耿贝尔（极值 I 型）', gev: '广义极值' }[distribution.kind],
    inputs: {
      ...Object.fromEntries(
        Object.entries(parameters).map(([name, value]) => [
          name,
          // Skewness and shape have no unit.
          name === 'Cs' || name === '形状' ? rounded(value, 6) : { value: rounded(value, 6), unit: 'm' },
        ]),
      ),
      估计方法: told.params === undefined ? { moments: '矩法', lmoments: '线性矩法', lambda: 'λ 法' }[fit] : '给定参数',
    },
    result: told.sample?.length ?? null,
    unit: '个样本',
    source,
  })
  return fitted
}

/** What the answer calls `params`. */
export const parametersOf = ({ distribution, moments, mean, sd }: Fitted) => {
  if (distribution.kind === 'gumbel') {
    return { loc: rounded(distribution.loc, 6), scale: rounded(distribution.scale, 6) }
  }
  if (distribution.kind === 'gev') {
    return {
      loc: rounded(distribution.loc, 6),
      scale: rounded(distribution.scale, 6),
      shape: rounded(distribution.shape, 6),
    }
  }
  const centre = moments === null ? mean : distribution.mean
  const spread = moments === null ? sd : distribution.sd
  return {
    ...(moments === null ? {} : { n: moments.n }),
    mean: rounded(centre, 6),
    sd: rounded(spread, 6),
    cv: centre === 0 ? null : rounded(spread / centre, 6),
    cs: rounded(distribution.cs, 6),
  }
}
