import { formatYuan, showMoney } from '../../platform/money.ts'
import type { LightState, TargetRow } from '../api/targets/schema.ts'

const titles: Readonly<Record<LightState, string>> = {
  met: '已完成',
  on_track: '推进顺利',
  at_risk: '有风险',
  overdue: '逾期',
  no_data: '暂无数据',
}
const colours: Readonly<Record<LightState, { readonly word: string; readonly hex: string }>> = {
  met: { word: '绿灯', hex: '1F7A4D' },
  on_track: { word: '绿灯', hex: '1F7A4D' },
  at_risk: { word: '黄灯', hex: 'B07A00' },
  overdue: { word: '红灯', hex: 'B3261E' },
  no_data: { word: '灰灯', hex: '6B6B6B' },
}

export const lightTitle = (light: LightState): string => titles[light]
export const lightColour = (light: LightState): string => colours[light].hex

/** The light of a whole reform: the worst of its targets, and met only when every one is. */
export const worstLight = (lights: readonly LightState[]): LightState => {
  for (const light of ['overdue', 'at_risk', 'no_data', 'on_track'] as const) if (lights.includes(light)) return light
  return lights.length === 0 ? 'no_data' : 'met'
}

/** 亮灯: the colour, then how many targets stand how. */
export const lightWords = (light: LightState, lights: readonly LightState[]): string => {
  const counts = (Object.keys(titles) as LightState[]).flatMap((each) => {
    const count = lights.filter((one) => one === each).length
    return count === 0 ? [] : [`${titles[each]}${count}项`]
  })
  return [colours[light].word, ...counts].join('\n')
}

export const chineseDate = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

const rounded = (value: number, digits: number): string => String(Number(value.toFixed(digits)))

/** A figure as official papers write it: 亿元, 万元, per cent, or the number with its measure word. */
export const figureWords = (value: number, unit: string, word: string | null): string => {
  if (unit === 'fen') {
    const { figure, unit: money } = showMoney(BigInt(Math.round(value)))
    return money === '元' ? `${formatYuan(BigInt(Math.round(value)))}元` : `${figure}${money}`
  }
  if (unit === 'fraction') return `${rounded(value * 100, 2)}%`
  if (unit === 'yuan/mu') return `${rounded(value, 2)}元/亩`
  return `${rounded(value, 4)}${word ?? ''}`
}

const signs: Readonly<Record<TargetRow['comparator'], string>> = {
  '≥': '目标不低于',
  '≤': '目标不高于',
  '=': '目标为',
  rises: '须较基数提升',
  falls: '须较基数下降',
  covers: '目标全覆盖',
}

const standing = (target: TargetRow): string => {
  const { light, metOn, verdict } = target
  if (light === 'met') return metOn === null ? '已完成' : `已于${chineseDate(metOn)}完成`
  if (light === 'overdue') {
    return verdict.daysEarly === null ? '逾期未完成' : `逾期${Math.abs(verdict.daysEarly)}天未完成`
  }
  if (light === 'no_data') return '暂无数据'
  return `${titles[light]}（时限${chineseDate(target.due)}）`
}

/** One sentence on one target: what stands, the figure beside its aim. */
export const targetSentence = (target: TargetRow): string => {
  const stands = `${target.title}：${standing(target)}`
  if (target.kind === 'deliverable' || target.value === null || target.light === 'no_data') return `${stands}。`
  const now = `现值${figureWords(target.value, target.unit, target.word)}`
  const aim =
    target.threshold === null || target.comparator === 'covers'
      ? signs[target.comparator]
      : `${signs[target.comparator]}${figureWords(target.threshold, target.unit, target.word)}`
  return `${stands}，${now}，${aim}。`
}

/** 实际进展 of a reform, one numbered line a target. */
export const progressText = (targets: readonly TargetRow[]): string =>
  targets.map((target, index) => `${index + 1}.${targetSentence(target)}`).join('\n')
