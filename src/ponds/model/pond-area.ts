import { Problem } from '../../platform/errors/problem.ts'
import { type Crs, crsRegistry, transformer } from '../../platform/geo/crs.ts'
import { geodesicArea, muOf } from '../../platform/geo/ellipsoid.ts'
import { type Area, type Box, type Position, boxOfArea } from '../../platform/geo/shapes.ts'
import { findShapeFaults } from '../../platform/geo/validity.ts'
import { rounded } from './rounding.ts'

export const areaSource = 'CGCS2000 椭球面积（Karney, J. Geodesy 87 (2013)）；1 亩 = 10000/15 m²'

/** Ponds of Sanmen with their tidal flats and sea area, degrees, widened by about 5 km (civil affairs map 2019; sea to 121.94°E). */
export const countyBox: Box = { minX: 121.15, minY: 28.79, maxX: 121.99, maxY: 29.26 }

/** The largest single pond that is believed (ponds 10). */
export const largestMu = 5_000

/** Full easting of a 3° belt carries its number: 40 500 000 is belt 40, meridian 120°. */
const zoneStep = 1_000_000

/**
 * Takes the belt number off eastings where the system is stated without it (EPSG:4549 with Y = 40 500 000).
 * @throws Problem not_computable `crs_not_accepted` when the belt is another one than the stated meridian.
 */
const unwrapped = (area: Area, crs: Crs): Area => {
  if (crs.centralMeridian === undefined || crs.falseEasting === undefined || crs.falseEasting >= zoneStep) return area
  const belt = crs.centralMeridian / 3
  return area.map((part) =>
    part.map((ring) =>
      ring.map(([x, y]): Position => {
        const zone = Math.floor(x / zoneStep)
        if (zone < 1) return [x, y]
        if (zone !== belt) throw Problem.field('/crs', 'crs_not_accepted', `横坐标带号 ${zone} 与所称坐标系不符`)
        return [x - zone * zoneStep, y]
      }),
    ),
  )
}

/** The polygon in degrees CGCS2000. @throws Problem not_computable `crs_not_accepted`, `invalid_geometry`. */
const inDegrees = (area: Area, crs: Crs): Area => {
  const image = transformer(crs, crsRegistry['EPSG:4490'])
  return unwrapped(area, crs).map((part, partIndex) =>
    part.map((ring, ringIndex) =>
      ring.map((position, index) => {
        try {
          return image(position)
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          const pointer = `/geometry/coordinates/${partIndex}/${ringIndex}/${index}`
          throw Problem.field(pointer, 'invalid_geometry', error.message)
        }
      }),
    ),
  )
}

const refuseFaults = (area: Area): void => {
  const faults = findShapeFaults(area)
  if (faults.length === 0) return
  throw new Problem(
    'not_computable',
    faults[0]?.message,
    faults.map(({ pointer, message }) => ({ pointer: `/geometry${pointer}`, code: 'invalid_geometry', message })),
  )
}

/**
 * Geodesic area of a surveyed pond, m² (ponds 4.1): never in a plane, because the county lies across the border of two
 * belts and neighbours surveyed in different belts must agree.
 * @throws Problem not_computable: `invalid_geometry`, `outside_county`, `crs_not_accepted`.
 */
export const pondArea = (surveyed: Area, crs: Crs, county: Box = countyBox): number => {
  refuseFaults(surveyed)
  const area = inDegrees(surveyed, crs)
  const box = boxOfArea(area)
  if (box.minX < county.minX || box.maxX > county.maxX || box.minY < county.minY || box.maxY > county.maxY) {
    throw Problem.field('/geometry', 'outside_county', '塘口不在本县范围内，请核对坐标系与坐标顺序')
  }
  const squareMetres = geodesicArea(area)
  if (muOf(squareMetres) > largestMu) {
    throw Problem.field('/geometry', 'invalid_geometry', `单个塘口不得超过 ${largestMu} 亩`)
  }
  return squareMetres
}

/** 0.01 mu, half up. */
export const shownMu = (squareMetres: number): number => rounded(muOf(squareMetres), 2)

/** Share by which a registered area differs from the computed one. */
export const areaDifference = (computedMu: number, registeredMu: number): number =>
  Math.abs(computedMu - registeredMu) / registeredMu

/** Overlap of two ponds that is borne: the larger of 1 % of the smaller pond and 50 m² (ponds 3). */
export const overlapTolerance = (smallerM2: number): number => Math.max(0.01 * smallerM2, 50)
