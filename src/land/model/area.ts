import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { type Crs, crsRegistry, transformer } from '../../platform/geo/crs.ts'
import { geodesicArea, muOf, surveyArea } from '../../platform/geo/ellipsoid.ts'
import { type Area, type Position, planeArea } from '../../platform/geo/shapes.ts'

/** The plane of the county's registers: 3° belt, central meridian 120° (land 4.3). */
export const registerPlane = 'EPSG:4549'

/** Beyond this many degrees from the meridian the plane is outside its belt by so much that areas mean nothing. */
const farFromMeridian = 3.5

/** Runs a transformation over an area; a position without an image is refused at its place. */
export const transformArea = (area: Area, from: Crs, to: Crs, pointer: string): Area => {
  const image = transformer(from, to)
  return area.map((part, partIndex) =>
    part.map((ring, ringIndex) =>
      ring.map((position, index) => {
        try {
          return image(position)
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          const at = `${pointer}/coordinates/${partIndex}/${ringIndex}/${index}`
          throw Problem.field(at, 'coordinate', error.message)
        }
      }),
    ),
  )
}

/**
 * Standard deviation of an area from the accuracy of its corners: σ_A = (σ_xy/2)·√Σ dᵢ², dᵢ the distance between the
 * neighbours of corner i in the plane, σ_xy = point accuracy/√2. m².
 * Source: error propagation of the shoelace formula with independent corners (land 4.4).
 */
export const areaSigma = (plane: Area, pointAccuracyM: number): number => {
  let squares = 0
  for (const part of plane) {
    for (const ring of part) {
      const corners = ring.slice(0, -1)
      corners.forEach((_, index) => {
        const before = corners.at(index - 1) as Position
        const after = corners[(index + 1) % corners.length] as Position
        squares += (after[0] - before[0]) ** 2 + (after[1] - before[1]) ** 2
      })
    }
  }
  return (pointAccuracyM / Math.SQRT2 / 2) * Math.sqrt(squares)
}

export type AreaFigures = {
  /** Geodesic edges on the CGCS2000 ellipsoid. */
  readonly geodesicM2: number
  /** Edges linear in latitude and longitude, as the national land survey computes. */
  readonly td1055M2: number
  /** Shoelace in `projectedCrs`. */
  readonly projectedM2: number
  readonly projectedCrs: string
  /** Of the geodesic area. */
  readonly mu: number
  /** Plane ÷ ellipsoid. */
  readonly scaleRatio: number
  readonly sigmaM2: number
}

/**
 * The three areas of a shape side by side, and how far the corners' accuracy lets them vary (land 4.4).
 * @param pointAccuracyM accuracy of a boundary point, m; ±5 cm is grade 1 of TD/T 1001
 */
export const areaFigures = (
  area: Area,
  crs: Crs,
  pointAccuracyM: number,
  working: Working,
  pointer: string,
): AreaFigures => {
  const geographic = transformArea(area, crs, crsRegistry['EPSG:4490'], pointer)
  const plane = transformArea(geographic, crsRegistry['EPSG:4490'], crsRegistry[registerPlane], pointer)
  const [geodesicM2, td1055M2, projectedM2] = [geodesicArea(geographic), surveyArea(geographic), planeArea(plane)]
  if (!(geodesicM2 > 0)) throw Problem.field(`${pointer}/coordinates`, 'zero_area', '界线围成的面积为零')
  const meridian = crsRegistry[registerPlane].centralMeridian ?? 0
  if (geographic.some((part) => part.some((ring) => ring.some(([x]) => Math.abs(x - meridian) > farFromMeridian)))) {
    working.warn('far_from_meridian', `图形远离中央经线 ${meridian}°，投影面积没有意义`)
  }
  working.step({
    label: '椭球面积（测地线边）',
    formula: 'CGCS2000 椭球上测地线多边形面积',
    inputs: { 长半轴: { value: 6_378_137, unit: 'm' }, 扁率倒数: 298.257222101 },
    result: geodesicM2,
    unit: 'm²',
    source: 'GB 22021-2008；Karney 2013',
  })
  working.step({
    label: '椭球面积（国土调查）',
    formula: 'Σ 2b²ΔL[A sin½ΔB cosBm − B sin3/2ΔB cos3Bm + …]',
    result: td1055M2,
    unit: 'm²',
    source: 'TD/T 1055-2019',
  })
  working.step({
    label: '投影平面面积',
    formula: '高斯—克吕格平面坐标，鞋带公式',
    inputs: { 坐标系: registerPlane },
    result: projectedM2,
    unit: 'm²',
    source: '坐标解析法（GB/T 17986.1-2000）',
  })
  const mu = working.step({
    label: '亩',
    formula: '椭球面积 × 15 ÷ 10000',
    inputs: { 椭球面积: { value: geodesicM2, unit: 'm²' } },
    result: muOf(geodesicM2),
    unit: '亩',
    source: '国发〔1984〕28号',
  })
  const sigmaM2 = working.step({
    label: '面积中误差',
    formula: '（点位精度 ÷ √2 ÷ 2）× √Σ 相邻点间距²',
    inputs: { 点位精度: { value: pointAccuracyM, unit: 'm' } },
    result: areaSigma(plane, pointAccuracyM),
    unit: 'm²',
    source: 'TD/T 1001-2012；误差传播',
  })
  const scaleRatio = projectedM2 / geodesicM2
  return { geodesicM2, td1055M2, projectedM2, projectedCrs: registerPlane, mu, scaleRatio, sigmaM2 }
}

export type RegisteredComparison = {
  readonly deltaM2: number
  readonly toleranceM2: number
  readonly differs: boolean
}

/**
 * Whether a registered area disagrees with the boundary: |Δ| > 2σ_A + scale effect, because a register may show the
 * area of the plane (land 4.4).
 */
export const compareRegistered = (registeredM2: number, figures: AreaFigures): RegisteredComparison => {
  const deltaM2 = registeredM2 - figures.geodesicM2
  const toleranceM2 = 2 * figures.sigmaM2 + Math.abs(figures.projectedM2 - figures.geodesicM2)
  return { deltaM2, toleranceM2, differs: Math.abs(deltaM2) > toleranceM2 }
}
