/** Expected total high tide of a station in CN85, the datum of the warning levels (sea 4.1, 4.2). */
import type { Working } from '../../platform/explain.ts'
import { rounded } from './rounding.ts'

export type ExpectedTide = {
  /** Astronomical high water above mean sea level, m. */
  readonly predictedHighM: number
  /** Height of the station's mean sea level in CN85, m; every station has its own. */
  readonly mslInCn85M: number
  /** Forecaster's value, or the nowcast, m. */
  readonly surgeM: number
}

/** Rise of mean sea level since the middle of the years from which the constants come; null: not counted. */
export type SeaLevelTrend = { readonly mmPerYear: number; readonly epochMid: number; readonly year: number }

export type TotalLevel = {
  readonly predictedCn85M: number
  readonly seaLevelRiseM: number
  readonly totalM: number
  /** As the warning levels are written, to 0.1 cm. */
  readonly totalCm: number
}

const source = 'sea 4.1、4.2：基准面高差由测站给出；海平面上升速率为假定，单列一行'

/** Predicted high water + height of MSL in CN85 + sea-level rise + surge. */
export const totalLevel = (
  { predictedHighM, mslInCn85M, surgeM }: ExpectedTide,
  trend: SeaLevelTrend | null,
  working: Working,
): TotalLevel => {
  const predictedCn85M = working.step({
    label: '天文高潮位（1985国家高程基准）',
    formula: '平均海平面起算的高潮位 + 平均海平面高程',
    inputs: {
      平均海平面起算的高潮位: { value: predictedHighM, unit: 'm' },
      平均海平面高程: { value: mslInCn85M, unit: 'm' },
    },
    result: rounded(predictedHighM + mslInCn85M, 4),
    unit: 'm',
    source,
  })
  const seaLevelRiseM =
    trend === null
      ? 0
      : working.step({
          label: '海平面上升',
          formula: '上升速率 ×（年份 − 调和常数资料的中间年）÷ 1000',
          inputs: {
            上升速率: { value: trend.mmPerYear, unit: 'mm/年' },
            年份: { value: trend.year, unit: '年' },
            中间年: { value: trend.epochMid, unit: '年' },
          },
          result: rounded((trend.mmPerYear * (trend.year - trend.epochMid)) / 1000, 4),
          unit: 'm',
          source,
        })
  const totalM = working.step({
    label: '预计总潮位',
    formula: '天文高潮位 + 海平面上升 + 预计增水',
    inputs: {
      天文高潮位: { value: predictedCn85M, unit: 'm' },
      海平面上升: { value: seaLevelRiseM, unit: 'm' },
      预计增水: { value: surgeM, unit: 'm' },
    },
    result: rounded(predictedCn85M + seaLevelRiseM + surgeM, 4),
    unit: 'm',
    source,
  })
  return { predictedCn85M, seaLevelRiseM, totalM, totalCm: rounded(totalM * 100, 1) }
}
