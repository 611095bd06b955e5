import type { DeepReadonly } from '../../platform/read-only.ts'
import type { AnalysisReply, AnalysisResults } from '../api/analyses/schema.ts'
import { criterionWords } from './criterion-words.ts'
import type { SiteMap } from './map-picture.ts'
import { verdictWords } from './verdict-words.ts'

export type Report = {
  readonly title: string
  /** 草稿 until it is issued. */
  readonly subtitle: string
  readonly verdict: { readonly word: string; readonly hex: string }
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly layers: readonly {
    readonly cells: readonly [title: string, verdict: string, area: string, basis: string, version: string]
    readonly hex: string
  }[]
  readonly suitability: readonly (readonly [name: string, value: string, weight: string, score: string])[]
  readonly forecast: readonly (readonly [year: string, tax: string])[]
  readonly alternatives: readonly string[]
  readonly legend: string
  readonly foot: readonly string[]
}

const figure = (value: number, places = 2): string =>
  value.toFixed(places).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',')
const orDash = (value: number | null, places = 2, unit = ''): string =>
  value === null ? '无资料' : `${figure(value, places)}${unit}`
const wan = (fen: number): string => `${figure(fen / 1_000_000)} 万元`

const scoreOf = ({ suitability }: DeepReadonly<AnalysisResults>): string => {
  const { score, low, high, excluded } = suitability
  if (excluded.length > 0) return `不参评（${excluded.join('、')}）`
  if (score !== null) return `${figure(score, 1)} 分`
  return low === null || high === null ? '无资料' : `${figure(low, 1)}–${figure(high, 1)} 分（有缺项）`
}

const nearWords = (near: { readonly name: string; readonly km: number } | null): string =>
  near === null ? '无资料' : `${near.name} ${figure(near.km)} 公里`

/**
 * What one page says of a site. Every figure is the analysis's own; nothing is computed here.
 * @throws Error for an analysis without results
 */
export const reportOf = (analysis: DeepReadonly<AnalysisReply>, map: SiteMap, address: string): Report => {
  const { results } = analysis
  if (results === null) throw new Error('a draft without results has no report')
  const { areas, facts, suitability } = results
  const { terrain, near } = facts
  const parts = suitability.weights.criteria.map(({ id, weight }): readonly [string, string, string, string] => [
    criterionWords[id]?.title ?? id,
    orDash(suitability.values[id] ?? null, criterionWords[id]?.places ?? 2, ` ${criterionWords[id]?.unit ?? ''}`),
    `${figure(weight * 100, 1)}%`,
    orDash(suitability.parts[id] ?? null, 1),
  ])
  const shown = new Set(map.zones.map(({ layer }) => layer))
  const drawn = results.layers.filter(({ layer }) => shown.has(layer)).map(({ title }) => title)
  return {
    title: `${analysis.title}选址分析报告`,
    subtitle:
      analysis.state === 'issued'
        ? `出具日期 ${analysis.issuedOn ?? ''}　审核 ${analysis.reviewedByName ?? ''}　编制 ${analysis.createdByName}`
        : `未出具，仅供讨论　计算日期 ${results.computedOn}　编制 ${analysis.createdByName}`,
    verdict: verdictWords[results.verdict],
    facts: [
      ['面积', `${figure(areas.mu)} 亩（椭球 ${figure(areas.geodesicM2)} m²）`],
      [
        '三种面积',
        `国土调查 ${figure(areas.td1055M2)} m²，平面 ${figure(areas.projectedM2)} m²，中误差 ±${figure(areas.sigmaM2)} m²`,
      ],
      ['宽度、紧凑度', `${figure(results.widthM, 1)} 米，${figure(results.compactness)}`],
      [
        '坡度',
        terrain === null
          ? '无高程资料'
          : `平均 ${figure(terrain.meanPercent, 1)}%，最大 ${figure(terrain.maxPercent, 1)}%，平均高程 ${figure(terrain.meanHeightM, 1)} 米`,
      ],
      ['公路', nearWords(near.highway)],
      ['港口', nearWords(near.port)],
      [
        '供电',
        near.substation === null
          ? '无资料'
          : `${nearWords(near.substation)}，余量 ${orDash(near.substation.spareMva, 1, ' MVA')}`,
      ],
      ['污水处理', nearWords(near.sewage)],
      ['最近村居', facts.homesM === null ? '无资料' : `${figure(facts.homesM, 0)} 米`],
      ['适宜性', scoreOf(results)],
      ['预期用工', `${figure(results.jobs, 0)} 人`],
      ['预期出让价款', wan(results.priceFen)],
    ],
    layers: results.layers.map(({ title, verdict, conflictM2, share, basis, versionNo, publishedOn }) => ({
      cells: [
        title,
        verdictWords[verdict].word,
        conflictM2 === 0 ? '–' : `${figure(conflictM2)} m²，${figure(share * 100, 1)}%`,
        basis,
        `第 ${versionNo} 版 ${publishedOn}`,
      ],
      hex: verdictWords[verdict].hex,
    })),
    suitability: parts,
    forecast: results.forecast.map(({ year, taxFen }) => [String(year), wan(taxFen)]),
    alternatives: results.alternatives.map(
      ({ location, areaMu, score, verdict }) =>
        `${location} ${figure(areaMu)} 亩，${orDash(score, 1, ' 分')}，${verdictWords[verdict].word}`,
    ),
    legend: `橙框为本地块，浅色为周边宗地${drawn.length === 0 ? '' : `，有色范围为${[...new Set(drawn)].join('、')}`}；上北下南，标尺 ${map.barMetres} 米`,
    foot: [
      `管控结论取自所列图层版本和规则 ${Object.entries(results.rules)
        .map(([table, version]) => `${table} ${version}`)
        .join('、')}；面积、距离、坡度由平台计算，距离为直线距离。`,
      analysis.digest === null ? '草稿，未出具' : `校验值（SM3）：${analysis.digest}`,
      address,
    ],
  }
}
