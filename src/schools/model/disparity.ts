import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'

/**
 * Disparity coefficient between the schools of a county (校际差异系数), weighted by pupils:
 *
 *   x_s = q_s/N_s,  x̄ = Q/N,  V = Σ (N_s/N)(x_s − x̄)²,  CV = √V / x̄
 *
 * Source: 教督〔2017〕6号 with the bureaus' worked layout 《县域义务教育校际均衡指标计算方法》. The unweighted σ/μ is another
 * number and is not what the rule asks for.
 */
export const source = '教督〔2017〕6号；《县域义务教育校际均衡指标计算方法》'

export type SchoolQuantity = {
  readonly id: string
  readonly pupils: number
  /** The quantity itself (people, m², yuan, rooms), not per pupil. */
  readonly quantity: number | null
}

export type SchoolDisparity = {
  readonly id: string
  /** q_s·per/N_s */
  readonly value: number
  /** N_s/N */
  readonly weight: number
  /** (N_s/N)(x_s − x̄)² in squared "per" units. */
  readonly term: number
  /** (x_s − x̄)/√V; null when all schools are equal. */
  readonly z: number | null
  /** ∂CV/∂q_s: change of the coefficient by one more unit here, first order. Adding helps only where z < CV. */
  readonly marginalCv: number | null
}

export type Disparity = {
  readonly mean: number
  readonly cv: number
  readonly sd: number
  readonly schools: readonly SchoolDisparity[]
  /** Schools without pupils and without the resource: they take no part. */
  readonly excluded: readonly string[]
}

/** Below this share of the mean a deviation is floating-point noise, and the schools are equal. */
const equality = 1e-12

type Counted = { readonly id: string; readonly pupils: number; readonly quantity: number }

const checked = (
  schools: readonly SchoolQuantity[],
  at: { readonly school: (index: number) => string; readonly quantity: (index: number) => string },
): { counted: Counted[]; excluded: string[] } => {
  const seen = new Set<string>()
  const counted: Counted[] = []
  const excluded: string[] = []
  schools.forEach(({ id, pupils, quantity }, index) => {
    if (seen.has(id)) throw Problem.field(`${at.school(index)}/id`, 'duplicate_school', `学校“${id}”重复`)
    seen.add(id)
    if (quantity === null)
      throw Problem.field(at.quantity(index), 'missing_quantity', `学校“${id}”缺少数量；缺数不能当作 0`)
    if (pupils < 0) throw Problem.field(`${at.school(index)}/pupils`, 'negative_quantity', `学校“${id}”的学生数为负`)
    if (quantity < 0) throw Problem.field(at.quantity(index), 'negative_quantity', `学校“${id}”的数量为负`)
    if (pupils === 0 && quantity > 0)
      throw Problem.field(`${at.school(index)}/pupils`, 'pupils_zero_with_resources', `学校“${id}”没有学生却有资源`)
    if (pupils === 0) excluded.push(id)
    else counted.push({ id, pupils, quantity })
  })
  return { counted, excluded }
}

/**
 * @param schoolAt where a school, and its quantity, stand in the request; `whole` where all of them do
 * @param per 100 for "per hundred pupils", 1 for "per pupil"; it scales mean, sd, value and term, never the coefficient
 * @throws Problem not_computable: `no_schools`, `zero_mean`, `missing_quantity`, `negative_quantity`, `pupils_zero_with_resources`, `duplicate_school`
 */
export const disparity = (
  schools: readonly SchoolQuantity[],
  per: number,
  working: Working,
  schoolAt: (index: number) => string = (index) => `/schools/${index}`,
  quantityAt: (index: number) => string = (index) => `${schoolAt(index)}/quantity`,
  whole = '/schools',
): Disparity => {
  const { counted, excluded } = checked(schools, { school: schoolAt, quantity: quantityAt })
  if (counted.length === 0) throw Problem.field(whole, 'no_schools', '没有可计算的学校')
  const pupils = counted.reduce((sum, school) => sum + school.pupils, 0)
  const quantity = counted.reduce((sum, school) => sum + school.quantity, 0)
  if (quantity === 0) throw Problem.field(whole, 'zero_mean', '全县均值为 0，差异系数没有意义')

  const mean = quantity / pupils
  working.step({
    label: '全县均值',
    formula: '总量 ÷ 学生数 × 计量人数',
    inputs: { 总量: quantity, 学生数: { value: pupils, unit: '人' }, 计量人数: per },
    result: mean * per,
    source,
  })
  const parts = counted.map((school) => {
    const value = school.quantity / school.pupils
    const weight = school.pupils / pupils
    return { id: school.id, value, weight, term: weight * (value - mean) ** 2 }
  })
  const variance = parts.reduce((sum, part) => sum + part.term, 0)
  const equal = Math.sqrt(variance) <= equality * mean
  const sd = equal ? 0 : Math.sqrt(variance)
  const cv = sd / mean
  working.step({
    label: '校际标准差',
    formula: '√Σ（学生占比 ×（该校值 − 全县均值）²）',
    inputs: { 学校数: counted.length },
    result: sd * per,
    source,
  })
  working.step({
    label: '差异系数',
    formula: '标准差 ÷ 均值',
    inputs: { 标准差: sd * per, 均值: mean * per },
    result: cv,
    source,
  })
  if (counted.length === 1) working.warn('single_school', '只有一所学校，差异系数为 0')

  return {
    mean: mean * per,
    cv,
    sd: sd * per,
    schools: parts.map(({ id, value, weight, term }) => {
      const z = equal ? null : (value - mean) / sd
      return {
        id,
        value: value * per,
        weight,
        term: term * per * per,
        z,
        marginalCv: z === null ? null : (z - cv) / (pupils * mean),
      }
    }),
    excluded,
  }
}

export type IndicatorDisparity =
  | (Disparity & { readonly reason: null })
  | { readonly cv: null; readonly reason: 'zero_mean' }

export type CompositeDisparity = {
  readonly indicators: Readonly<Record<string, IndicatorDisparity>>
  /** Mean of the single coefficients, unweighted; null when one of them does not exist. */
  readonly composite: number | null
  readonly worst: { readonly indicator: string; readonly cv: number } | null
}

/** The rows of one indicator, each with where its school and its quantity stand in the request. */
export type IndicatorRows = {
  readonly name: string
  readonly per: number
  readonly at: string
  readonly rows: readonly {
    readonly school: { readonly id: string; readonly pupils: number }
    readonly quantity: number | null
    readonly pointer: string
    readonly place: string
  }[]
  /** Schools that were left out before. */
  readonly out: readonly string[]
}

/**
 * Several indicators. A mean of 0 makes that coefficient null with its reason, and so the composite: a mean of fewer
 * indicators would look better than the county is.
 * @throws Problem not_computable: as `disparity`, `no_indicators`
 */
export const compositeDisparity = (indicators: readonly IndicatorRows[], working: Working): CompositeDisparity => {
  const results: Record<string, IndicatorDisparity> = {}
  for (const { name, per, rows, at, out } of indicators) {
    // Only a sum that is 0 everywhere is excused; every other refusal concerns the data and stands.
    if (
      rows.some(({ school }) => school.pupils > 0) &&
      rows.every(({ school, quantity }) => quantity === 0 && school.pupils >= 0)
    ) {
      results[name] = { cv: null, reason: 'zero_mean' }
      working.warn('zero_mean', `指标“${name}”全县均值为 0，差异系数没有意义`)
    } else {
      const { excluded, ...result } = disparity(
        rows.map(({ school, quantity }) => ({ id: school.id, pupils: school.pupils, quantity })),
        per,
        working,
        (index) => rows[index]?.place ?? at,
        (index) => rows[index]?.pointer ?? at,
        at,
      )
      results[name] = { ...result, excluded: [...excluded, ...out], reason: null }
    }
  }
  const known = Object.entries(results).flatMap(([indicator, { cv }]) => (cv === null ? [] : [{ indicator, cv }]))
  if (Object.keys(results).length === 0) throw Problem.field('/indicators', 'no_indicators', '至少给出一个指标')
  const composite =
    known.length === Object.keys(results).length ? known.reduce((sum, { cv }) => sum + cv, 0) / known.length : null
  const worst = known.length === 0 ? null : known.reduce((a, b) => (b.cv > a.cv ? b : a))
  working.step({
    label: '综合差异系数',
    formula: '各项差异系数的算术平均',
    inputs: Object.fromEntries(Object.entries(results).map(([name, { cv }]) => [name, cv])),
    result: composite,
    source,
  })
  return { indicators: results, composite, worst }
}
