import { type CrsCode, crsRegistry, transformer } from './crs.ts'
import type { Box, Position } from './shapes.ts'

export type CrsReading = { readonly crs: CrsCode; readonly axisSwapped: boolean }

const candidates: readonly CrsCode[] = ['EPSG:4490', 'EPSG:4549', 'EPSG:4550', 'EPSG:4528', 'EPSG:4529', 'EPSG:3857']

/**
 * Readings of the numbers that put every point into `box` (degrees, CGCS2000), best first: unswapped before swapped.
 * Empty when there is none: ask. GCJ-02 cannot be told from CGCS2000 by numbers (land 4.3).
 */
export const detectCrs = (points: readonly Position[], box: Box): CrsReading[] => {
  if (points.length === 0) return []
  const readings: CrsReading[] = []
  for (const axisSwapped of [false, true]) {
    for (const crs of candidates) {
      const { kind, falseEasting } = crsRegistry[crs]
      const toDegrees = transformer(crsRegistry[crs], crsRegistry['EPSG:4490'])
      const fits = points.every(([x, y]) => {
        const [easting, northing] = axisSwapped ? [y, x] : [x, y]
        const possible =
          kind === 'geographic'
            ? Math.abs(easting) <= 180 && Math.abs(northing) <= 90
            : Math.abs(northing) < 2e7 && (falseEasting === undefined || Math.abs(easting - falseEasting) < 5e5)
        if (!possible) return false
        const [longitude, latitude] = toDegrees([easting, northing])
        return longitude >= box.minX && longitude <= box.maxX && latitude >= box.minY && latitude <= box.maxY
      })
      if (fits) readings.push({ crs, axisSwapped })
    }
  }
  return readings
}
