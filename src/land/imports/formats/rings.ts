import { placeInRing } from '../../../platform/geo/inside.ts'
import { type Area, type Ring, signedRingArea } from '../../../platform/geo/shapes.ts'

/**
 * Parts from loose rings as Shapefiles and DXF have them: clockwise ones are outlines where the format says so; else a
 * ring inside another is its hole.
 */
export const areaOfRings = (rings: readonly Ring[], clockwiseOutside: boolean): Area => {
  const outlines = clockwiseOutside
    ? rings.filter((ring) => signedRingArea(ring) <= 0)
    : rings.filter((ring, index) => !isInner(ring, rings, index))
  const shells = outlines.length === 0 ? rings : outlines
  const holes = rings.filter((ring) => !shells.includes(ring))
  const parts = shells.map((shell) => [shell])
  for (const hole of holes) {
    const first = hole[0]
    const home = first === undefined ? -1 : shells.findIndex((shell) => placeInRing(first, shell) !== 'outside')
    // A hole outside of everything stays with the first outline, where the check finds and names it.
    parts[Math.max(0, home)]?.push(hole)
  }
  return parts
}

const isInner = (ring: Ring, rings: readonly Ring[], index: number): boolean => {
  const first = ring[0]
  if (first === undefined) return false
  const around = rings.filter((other, at) => at !== index && placeInRing(first, other) === 'inside').length
  return around % 2 === 1
}
