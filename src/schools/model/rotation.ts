import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'

/** Rotation of teachers (交流轮岗): at least 10 % of those eligible, at least 20 % of them backbone teachers. */
export const source = '《关于推进县（区）域内义务教育学校校长教师交流轮岗的意见》（教师〔2014〕4号）'

/** What the county must reach, as fractions: 10 % and 20 % by the national opinion. */
export type RotationDuty = { readonly rate: number; readonly backboneShare: number }

/** A share reaches its duty; what products of decimals lose does not fail it. */
const reaches = (part: number, whole: number, duty: number): boolean => part >= duty * whole - 1e-9

export type Rotation = {
  readonly rate: number | null
  readonly backboneShare: number | null
  readonly ratePass: boolean | null
  readonly backbonePass: boolean | null
}

/** A denominator of 0 gives null, never a pass. @throws Problem not_computable (`subcount_exceeds_total`, `negative_quantity`) */
export const rotation = (
  counts: { readonly eligible: number; readonly rotated: number; readonly rotatedBackbone: number },
  duty: RotationDuty,
  working: Working,
): Rotation => {
  const { eligible, rotated, rotatedBackbone } = counts
  for (const [name, count] of Object.entries(counts)) {
    if (count < 0) throw Problem.field(`/${name}`, 'negative_quantity', '人数不能为负')
  }
  if (rotated > eligible) throw Problem.field('/rotated', 'subcount_exceeds_total', '交流人数超过符合条件人数')
  if (rotatedBackbone > rotated)
    throw Problem.field('/rotatedBackbone', 'subcount_exceeds_total', '骨干教师人数超过交流人数')
  const rate = eligible === 0 ? null : rotated / eligible
  const backboneShare = rotated === 0 ? null : rotatedBackbone / rotated
  working.step({
    label: '交流轮岗比例',
    formula: '实际交流 ÷ 符合条件',
    inputs: { 实际交流: rotated, 符合条件: eligible },
    result: rate,
    source,
  })
  working.step({
    label: '骨干教师占比',
    formula: '交流骨干 ÷ 实际交流',
    inputs: { 交流骨干: rotatedBackbone, 实际交流: rotated },
    result: backboneShare,
    source,
  })
  return {
    rate,
    backboneShare,
    ratePass: rate === null ? null : reaches(rotated, eligible, duty.rate),
    backbonePass: backboneShare === null ? null : reaches(rotatedBackbone, rotated, duty.backboneShare),
  }
}
