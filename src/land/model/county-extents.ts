import type { Box } from '../../platform/geo/shapes.ts'

/**
 * Extents of counties with their sea areas, degrees CGCS2000, widened by about 5 km: the box in which a file of the
 * county must fall (land 4.3). 331022: land 121.20°–121.80°E, 28.84°–29.20°N (civil affairs map, 2019), sea to 121.94°E.
 */
export const countyExtents: ReadonlyMap<string, Box> = new Map([
  ['331022', { minX: 121.15, minY: 28.79, maxX: 121.99, maxY: 29.26 }],
])
