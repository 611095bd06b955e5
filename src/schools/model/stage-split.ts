import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'

/** How the bureaus divide what a multi-stage school shares: weighted pupils, primary : junior : senior = 1 : 1.1 : 1.32. */
export const source = '《测算均衡系数拆分公式》'

export type StageRatio = { readonly primary: number; readonly junior: number; readonly senior: number }

export type StageSplit = {
  readonly perWeightedHead: number
  readonly primaryQuantity: number
  readonly juniorQuantity: number
  readonly seniorQuantity: number
}

/**
 * Splits a shared quantity. In a full secondary school (no primary pupils) the ratio is renormalised to junior 1,
 * senior 1.2, which changes the figure per weighted head and not the shares.
 * @throws Problem not_computable: `negative_quantity`, `pupils_zero_with_resources`, `ratio_not_positive`, and with `actual`
 * (what each stage really uses, taken as it is) `split_mismatch` where the parts are not the whole
 */
export const splitStage = (
  pupils: { readonly primary: number; readonly junior: number; readonly senior: number },
  quantity: number,
  ratio: StageRatio,
  working: Working,
  actual?: StageRatio,
): StageSplit => {
  for (const stage of ['primary', 'junior', 'senior'] as const) {
    if (pupils[stage] < 0) throw Problem.field(`/${stage}`, 'negative_quantity', '学生数不能为负')
    if (!(ratio[stage] > 0)) throw Problem.field(`/ratio/${stage}`, 'ratio_not_positive', '折算比例须大于 0')
  }
  if (quantity < 0) throw Problem.field('/quantity', 'negative_quantity', '数量不能为负')
  const base = pupils.primary === 0 && pupils.senior > 0 ? ratio.junior : 1
  const weights = { primary: ratio.primary / base, junior: ratio.junior / base, senior: ratio.senior / base }
  const heads = pupils.primary * weights.primary + pupils.junior * weights.junior + pupils.senior * weights.senior
  if (heads === 0)
    throw Problem.field('/primary', quantity > 0 ? 'pupils_zero_with_resources' : 'no_pupils', '没有学生，无法拆分')
  working.step({
    label: '折算学生数',
    formula: '小学 × 比例 + 初中 × 比例 + 高中 × 比例',
    inputs: {
      小学: pupils.primary,
      初中: pupils.junior,
      高中: pupils.senior,
      小学比例: weights.primary,
      初中比例: weights.junior,
      高中比例: weights.senior,
    },
    result: heads,
    unit: '人',
    source,
  })
  const perWeightedHead = working.step({
    label: '每折算学生',
    formula: '数量 ÷ 折算学生数',
    inputs: { 数量: quantity, 折算学生数: heads },
    result: quantity / heads,
    source,
  })
  if (actual) {
    const sum = actual.primary + actual.junior + actual.senior
    for (const stage of ['primary', 'junior', 'senior'] as const) {
      if (actual[stage] < 0) throw Problem.field(`/actual/${stage}`, 'negative_quantity', '数量不能为负')
      if (actual[stage] > 0 && pupils[stage] === 0)
        throw Problem.field(`/actual/${stage}`, 'pupils_zero_with_resources', '该学段没有学生却有资源')
    }
    if (Math.abs(sum - quantity) > 1e-9 * Math.max(1, quantity))
      throw Problem.field('/actual', 'split_mismatch', `各学段合计 ${sum} 与全校 ${quantity} 不符`)
    return {
      perWeightedHead,
      primaryQuantity: actual.primary,
      juniorQuantity: actual.junior,
      seniorQuantity: actual.senior,
    }
  }
  return {
    perWeightedHead,
    primaryQuantity: perWeightedHead * pupils.primary * weights.primary,
    juniorQuantity: perWeightedHead * pupils.junior * weights.junior,
    seniorQuantity: perWeightedHead * pupils.senior * weights.senior,
  }
}
