import type { Working } from '../../platform/explain.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { rounded } from './rounding.ts'
import { type Colour, colourZh, colours } from './colours.ts'

/** Levels of a shore section (岸段) in cm above CN85, blue < yellow < orange < red (GB/T 17839). */
export type WarningLevels = Readonly<Record<Colour, number>>

export type SurgeLevel = {
  readonly colour: Colour | null
  /** Centimetres from the total tide to the next colour; null when red is reached. */
  readonly marginToNextCm: number | null
  readonly next: Colour | null
}

const source = '风暴潮、海浪、海啸和海冰灾害应急预案：一个或多个代表性潮位站达到红（橙、黄、蓝）色警戒潮位'

/** @throws Problem not_computable `levels_not_increasing`. */
export const checkWarningLevels = (levels: WarningLevels, pointer: string): void => {
  colours.forEach((colour, index) => {
    const below = colours[index - 1]
    if (below !== undefined && levels[colour] <= levels[below]) {
      throw Problem.field(
        `${pointer}/${colour}`,
        'levels_not_increasing',
        `${colourZh[colour]}警戒潮位须高于${colourZh[below]}警戒潮位`,
      )
    }
  })
}

/**
 * Colour of a storm surge by the expected total high tide of a shore section (sea 4.2). Compared on centimetres rounded
 * to 0.1, a level that is reached counts. `blueBySurge`: a cyclone brings so much surge that blue is issued although
 * no level is reached (GB/T 19721.1-2017).
 */
export const surgeLevel = (
  totalCm: number,
  levels: WarningLevels,
  { blueBySurge, surgeCm }: { readonly blueBySurge: boolean; readonly surgeCm: number | null },
  working: Working,
): SurgeLevel => {
  const total = rounded(totalCm, 1)
  const reached = colours.findLast((colour) => total >= rounded(levels[colour], 1)) ?? null
  const colour = reached ?? (blueBySurge ? 'blue' : null)
  const next = colours[colour === null ? 0 : colours.indexOf(colour) + 1] ?? null
  const marginToNextCm = next === null ? null : rounded(levels[next] - total, 1)
  working.step({
    label: '警报级别',
    formula:
      reached !== null || !blueBySurge
        ? '总潮位（0.1 cm）≥ 警戒潮位'
        : '总潮位未达蓝色警戒潮位，但热带气旋引起的增水达到蓝色发布标准',
    inputs: {
      总潮位: { value: total, unit: 'cm' },
      ...Object.fromEntries(colours.map((each) => [`${colourZh[each]}警戒潮位`, { value: levels[each], unit: 'cm' }])),
    },
    result: colour,
    source,
  })
  if (next !== null && marginToNextCm !== null) {
    working.step({
      label: `距${colourZh[next]}警戒潮位`,
      formula: '警戒潮位 − 总潮位',
      inputs: { 警戒潮位: { value: levels[next], unit: 'cm' }, 总潮位: { value: total, unit: 'cm' } },
      result: marginToNextCm,
      unit: 'cm',
      source,
    })
    if (surgeCm !== null) {
      working.step({
        label: `达到${colourZh[next]}警戒潮位所需增水`,
        formula: '预计增水 + 距警戒潮位',
        inputs: {
          预计增水: { value: surgeCm, unit: 'cm' },
          距警戒潮位: { value: marginToNextCm, unit: 'cm' },
        },
        result: rounded(surgeCm + marginToNextCm, 1),
        unit: 'cm',
        source: 'sea 4.2',
      })
    }
  }
  return { colour, marginToNextCm, next }
}

export type Gauge = { readonly station: string; readonly warnCm: WarningLevels; readonly totalCm: number }

export type SectionLevel = {
  readonly colour: Colour | null
  /** The gauge that decides: of the highest colour the one nearest to the next; null when none reaches a level. */
  readonly decidedBy: string | null
  readonly gauges: readonly (SurgeLevel & { readonly station: string })[]
}

/** Colour of a shore section with several representative gauges: one that reaches a level is enough. */
export const sectionLevel = (gauges: readonly Gauge[], blueBySurge: boolean, working: Working): SectionLevel => {
  const judged = gauges.map(({ station, warnCm, totalCm }) => ({
    station,
    ...surgeLevel(totalCm, warnCm, { blueBySurge: false, surgeCm: null }, working),
  }))
  const rank = (colour: Colour | null): number => (colour === null ? -1 : colours.indexOf(colour))
  const [worst] = judged.toSorted(
    (a, b) => rank(b.colour) - rank(a.colour) || (a.marginToNextCm ?? 0) - (b.marginToNextCm ?? 0),
  )
  const reached = worst?.colour ?? null
  const colour = working.step({
    label: '岸段警报级别',
    formula: reached === null && blueBySurge ? '各站均未达到，热带气旋增水达到蓝色发布标准' : '各站中的最高级别',
    inputs: { 代表站: { value: judged.length, unit: '个' } },
    result: reached ?? (blueBySurge ? 'blue' : null),
    source,
  })
  return { colour, decidedBy: reached === null ? null : (worst?.station ?? null), gauges: judged }
}
