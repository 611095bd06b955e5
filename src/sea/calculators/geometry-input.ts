/** GeoJSON areas in requests, with the refusals of sea 10. */
import { z } from 'zod'
import { Problem } from '../../platform/errors/problem.ts'
import { geodesicArea } from '../../platform/geo/ellipsoid.ts'
import { type Area, partsOfGeometry } from '../../platform/geo/shapes.ts'
import { findShapeFaults } from '../../platform/geo/validity.ts'
import { Figure } from '../schemas.ts'

const Position = z.tuple([Figure(-180, 180), Figure(-90, 90)])
const Rings = z.array(z.array(Position).min(4).max(2_000)).min(1).max(100)
export const Geometry = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Polygon'), coordinates: Rings }),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(Rings).min(1).max(100) }),
])

/** @throws Problem not_computable: self-crossing, or below a square metre (sea 10). */
export const readArea = (geometry: z.output<typeof Geometry>, pointer: string): Area => {
  const area = partsOfGeometry(geometry)
  const [fault] = findShapeFaults(area, 1)
  if (fault !== undefined) throw Problem.field(`${pointer}${fault.pointer}`, fault.code, fault.message)
  const vertices = area.flat().reduce((sum, ring) => sum + ring.length, 0)
  if (vertices > 4_000) throw Problem.field(pointer, 'too_many_vertices', '界址点不超过 4000 个', 'too_large')
  if (geodesicArea(area) < 1) throw Problem.field(pointer, 'too_small', '面积小于 1 m²')
  return area
}
