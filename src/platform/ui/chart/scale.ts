import type { Lang } from '../i18n/lang.ts'

/** Values of a chart are drawn in one unit, chosen by the largest: 亿元, 万元, %. */
export type DisplayScale = { readonly factor: number; readonly unit: string; readonly decimals: number }

export const displayScale = (unit: string, largest: number, lang: Lang): DisplayScale => {
  const size = Math.abs(largest)
  const perMu = unit.endsWith('/mu') ? (lang === 'en' ? '/mu' : '／亩') : ''
  if (unit === 'fen' || unit === 'yuan' || unit === 'yuan/mu' || unit === 'fen/mu') {
    const yuan = unit.startsWith('fen') ? 0.01 : 1
    const inYuan = size * yuan
    if (lang === 'en') {
      return inYuan >= 1e6
        ? { factor: yuan / 1e6, unit: `m yuan${perMu}`, decimals: 2 }
        : { factor: yuan, unit: `yuan${perMu}`, decimals: 0 }
    }
    if (inYuan >= 1e8) return { factor: yuan / 1e8, unit: `亿元${perMu}`, decimals: 2 }
    if (inYuan >= 1e4) return { factor: yuan / 1e4, unit: `万元${perMu}`, decimals: 2 }
    return { factor: yuan, unit: `元${perMu}`, decimals: 0 }
  }
  if (unit === 'fraction') return { factor: 100, unit: '%', decimals: 1 }
  if (unit === 'cv' || unit === 'coefficient' || unit === 'ratio') return { factor: 1, unit: '', decimals: 4 }
  return { factor: 1, unit: '', decimals: 2 }
}

/** About `count` round values that cover the range: steps of 1, 2 or 5 × 10ⁿ. */
export const roundTicks = (low: number, high: number, count = 4): readonly number[] => {
  if (!(high > low)) return [low]
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((multiple) => multiple * power >= rough) ?? 10) * power
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
}

/** Three round amounts up to `top` for a legend of circles: 0.5, 1 and 2 where the largest is 2.94. */
export const roundThree = (top: number): readonly number[] => {
  const power = 10 ** Math.floor(Math.log10(top))
  const lead = [5, 2, 1].find((one) => one * power <= top * (1 + 1e-9)) ?? 1
  const [middle, least] = lead === 5 ? [2, 0.5] : lead === 2 ? [1, 0.3] : [0.5, 0.1]
  return [least * power, middle * power, lead * power].map((value) => Number(value.toPrecision(6)))
}
