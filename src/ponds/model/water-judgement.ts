/** What a reading means for the animals of a pond (ponds 4.6). */

export const waterProperties = [
  'temp',
  'sal',
  'sal_change_24h',
  'ph',
  'ph_amplitude',
  'do',
  'nh3n',
  'no2n',
  'alkalinity',
] as const
export type WaterQuantity = (typeof waterProperties)[number]

export const waterTitles: Readonly<Record<WaterQuantity, string>> = {
  temp: '水温',
  sal: '盐度',
  sal_change_24h: '24 小时盐度变化',
  ph: 'pH',
  ph_amplitude: 'pH 昼夜变幅',
  do: '溶解氧',
  nh3n: '非离子氨氮',
  no2n: '亚硝酸盐氮',
  alkalinity: '总碱度（以 CaCO₃ 计）',
}

/** pH has none. */
export const waterUnits: Readonly<Partial<Record<WaterQuantity, string>>> = {
  temp: '°C',
  sal: 'PSU',
  sal_change_24h: 'PSU',
  do: 'mg/L',
  nh3n: 'mg/L',
  no2n: 'mg/L',
  alkalinity: 'mg/L',
}

/** Null: no such bound. `included`: the bound itself is already past. */
export type WaterLimits = {
  readonly targetLow: number | null
  readonly targetHigh: number | null
  readonly warnLow: number | null
  readonly warnHigh: number | null
  readonly criticalLow: number | null
  readonly criticalHigh: number | null
  readonly included: boolean
  readonly source: string
}

export type WaterLevel = 'target' | 'tolerable' | 'warn' | 'critical'

const pick = (values: readonly (number | null)[], choose: (...numbers: number[]) => number): number | null => {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : choose(...known)
}

/** Of several species the strictest bound each: the highest of the lows, the lowest of the highs. */
export const strictest = (limits: readonly WaterLimits[]): WaterLimits => {
  const low = (key: 'targetLow' | 'warnLow' | 'criticalLow') =>
    pick(
      limits.map((one) => one[key]),
      Math.max,
    )
  const high = (key: 'targetHigh' | 'warnHigh' | 'criticalHigh') =>
    pick(
      limits.map((one) => one[key]),
      Math.min,
    )
  return {
    targetLow: low('targetLow'),
    targetHigh: high('targetHigh'),
    warnLow: low('warnLow'),
    warnHigh: high('warnHigh'),
    criticalLow: low('criticalLow'),
    criticalHigh: high('criticalHigh'),
    included: limits.some(({ included }) => included),
    source: [...new Set(limits.map(({ source }) => source))].join('；'),
  }
}

const beyond = (value: number, low: number | null, high: number | null, included: boolean): boolean =>
  (low !== null && (included ? value <= low : value < low)) ||
  (high !== null && (included ? value >= high : value > high))

export const judgeWater = (value: number, limits: WaterLimits): WaterLevel => {
  if (beyond(value, limits.criticalLow, limits.criticalHigh, limits.included)) return 'critical'
  if (beyond(value, limits.warnLow, limits.warnHigh, limits.included)) return 'warn'
  return beyond(value, limits.targetLow, limits.targetHigh, limits.included) ? 'tolerable' : 'target'
}
