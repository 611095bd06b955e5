import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { rounded } from './exact.ts'

/** A storey higher than this counts twice, once, whatever its height (工业项目建设用地控制指标：层高超过8米的，该层建筑面积加倍计算). */
export const doubledAboveM = 8

/** No storey of an industrial building is higher; what is, is a slip (land 10). */
const highestStoreyM = 60

export type Storey = {
  readonly no: number | string
  readonly areaM2: number
  readonly heightM: number
  readonly below?: boolean | undefined
  /** A basement that opens to daylight on its whole front counts like a storey above ground (assumption, land 4.5). */
  readonly aboveGroundDaylight?: boolean | undefined
}

export type Building = { readonly id: string; readonly footprintM2: number; readonly storeys: readonly Storey[] }

export type Plot = {
  readonly landAreaM2: number
  readonly buildings: readonly Building[]
  /** Structures for production, e.g. tanks and towers, by their footprint. */
  readonly structuresM2: number
  /** Open yards and stores. */
  readonly yardM2: number
  readonly greenM2: number
  /** Land of offices and living services; null when it cannot be told apart. */
  readonly adminLandM2: number | null
  /** Floor of offices and living services: stands in for the land when that cannot be told apart. */
  readonly adminFloorM2: number | null
}

export type PlotFigures = {
  /** All floors, basements included. */
  readonly grossFloorAreaM2: number
  /** 计容建筑面积 */
  readonly countedFloorAreaM2: number
  readonly far: number
  readonly buildingCoefficient: number
  readonly greenRatio: number
  readonly adminLandShare: number | null
  readonly adminFloorShare: number | null
}

const source = '《工业项目建设用地控制指标》'

const checkPlot = ({ landAreaM2, buildings }: Plot): void => {
  if (!(landAreaM2 > 0)) throw Problem.field('/landAreaM2', 'land_area_not_positive', '土地面积须大于 0')
  const seen = new Set<string>()
  let footprints = 0
  buildings.forEach(({ id, footprintM2, storeys }, index) => {
    const at = `/buildings/${index}`
    if (seen.has(id)) throw Problem.field(`${at}/id`, 'duplicate_building', `建筑物“${id}”重复`)
    seen.add(id)
    footprints += footprintM2
    storeys.forEach(({ heightM }, storey) => {
      if (!(heightM > 0) || heightM > highestStoreyM) {
        const message = `层高须大于 0 且不超过 ${highestStoreyM} 米`
        throw Problem.field(`${at}/storeys/${storey}/heightM`, 'storey_height', message)
      }
    })
    if (footprints > landAreaM2) {
      throw Problem.field(`${at}/footprintM2`, 'footprint_exceeds_land', '建筑占地面积超过土地面积')
    }
  })
}

/** Floor that counts for the ratio: storeys above ground, those higher than 8 m twice, m². */
export const countedFloorArea = (buildings: readonly Building[]): number =>
  buildings.reduce(
    (total, { storeys }) =>
      total +
      storeys.reduce((sum, { areaM2, heightM, below = false, aboveGroundDaylight = false }) => {
        if (below && !aboveGroundDaylight) return sum
        return sum + areaM2 * (heightM > doubledAboveM ? 2 : 1)
      }, 0),
    0,
  )

/**
 * Floor area ratio and its relatives of an industrial plot, unrounded (land 4.5).
 * Source: 工业项目建设用地控制指标 (国土资发〔2008〕24号; 自然资源部 2023).
 * @throws Problem not_computable: `land_area_not_positive`, `footprint_exceeds_land`, `storey_height`, `duplicate_building`
 */
export const plotFigures = (plot: Plot, working: Working): PlotFigures => {
  checkPlot(plot)
  const { landAreaM2, buildings, structuresM2, yardM2, greenM2, adminLandM2, adminFloorM2 } = plot
  const storeys = buildings.flatMap((building) => building.storeys)
  const grossFloorAreaM2 = storeys.reduce((sum, { areaM2 }) => sum + areaM2, 0)
  const footprints = buildings.reduce((sum, { footprintM2 }) => sum + footprintM2, 0)
  const land = { value: landAreaM2, unit: 'm²' }
  const countedFloorAreaM2 = working.step({
    label: '计容建筑面积',
    formula: 'Σ 地上各层建筑面积 ×（层高 > 8 米 ? 2 : 1）',
    inputs: {
      总建筑面积: { value: grossFloorAreaM2, unit: 'm²' },
      加倍层数: storeys.filter(({ heightM, below = false }) => !below && heightM > doubledAboveM).length,
    },
    result: countedFloorArea(buildings),
    unit: 'm²',
    source: `${source}：层高超过 8 米的，该层建筑面积加倍计算`,
  })
  const far = working.step({
    label: '容积率',
    formula: '计容建筑面积 ÷ 土地面积',
    inputs: { 计容建筑面积: { value: countedFloorAreaM2, unit: 'm²' }, 土地面积: land },
    result: countedFloorAreaM2 / landAreaM2,
    source,
  })
  const buildingCoefficient = working.step({
    label: '建筑系数',
    formula: '（建筑占地 + 构筑物 + 露天堆场）÷ 土地面积',
    inputs: { 建筑占地: footprints, 构筑物: structuresM2, 露天堆场: yardM2, 土地面积: land },
    result: (footprints + structuresM2 + yardM2) / landAreaM2,
    source,
  })
  const greenRatio = working.step({
    label: '绿地率',
    formula: '绿地面积 ÷ 土地面积',
    inputs: { 绿地面积: greenM2, 土地面积: land },
    result: greenM2 / landAreaM2,
    source,
  })
  const adminFloorShare = adminFloorM2 === null || grossFloorAreaM2 === 0 ? null : adminFloorM2 / grossFloorAreaM2
  const adminLandShare = working.step({
    label: '行政办公及生活服务设施用地比重',
    formula: '该类用地 ÷ 土地面积；无法单独计算时，以其建筑面积占总建筑面积的比重代替',
    inputs: { 该类用地: adminLandM2, 该类建筑面积: adminFloorM2, 土地面积: land },
    result: adminLandM2 === null ? adminFloorShare : adminLandM2 / landAreaM2,
    source,
  })
  return {
    grossFloorAreaM2,
    countedFloorAreaM2,
    far,
    buildingCoefficient,
    greenRatio,
    adminLandShare,
    adminFloorShare,
  }
}

/** Investment per land: 万元 per mu. Buildings, equipment and the price of the land (land 4.5). */
export const investmentIntensity = (
  investment: { readonly buildingsFen: number; readonly equipmentFen: number; readonly landPriceFen: number },
  landAreaM2: number,
  working: Working,
): number => {
  const fen = investment.buildingsFen + investment.equipmentFen + investment.landPriceFen
  return working.step({
    label: '投资强度',
    formula: '（厂房 + 设备 + 地价）÷ 土地面积',
    inputs: { 固定资产总投资: { value: fen, unit: '分' }, 土地面积: { value: landAreaM2, unit: 'm²' } },
    result: rounded(fen / 1_000_000 / ((landAreaM2 * 15) / 10_000), 4),
    unit: '万元/亩',
    source,
  })
}
