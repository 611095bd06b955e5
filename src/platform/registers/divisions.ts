import { readFileSync } from 'node:fs'
import type { MultiPolygon, Polygon } from 'geojson'
import { z } from 'zod'
import type { Database } from '../database/database.ts'
import { countyRegister, town, village } from './tables.ts'

const Towns = z.object({
  county: z.object({ code: z.string(), name: z.string(), city: z.string(), province: z.string() }),
  towns: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      name_en: z.string(),
      kind: z.enum(['subdistrict', 'town', 'township']),
      seat: z.object({ lon: z.number(), lat: z.number() }),
    }),
  ),
})
const Villages = z.object({
  rows: z.array(
    z.tuple([z.string(), z.string(), z.string(), z.string(), z.enum(['village', 'community']), z.number(), z.number()]),
  ),
})
const Territory = z.custom<Polygon | MultiPolygon>(
  (value) => z.looseObject({ coordinates: z.array(z.unknown()) }).safeParse(value).success,
)
const Areas = z.object({
  features: z.array(
    z.object({
      properties: z.object({ code: z.string().optional(), note: z.string().optional() }),
      geometry: Territory,
    }),
  ),
})

const readData = <T>(path: string, schema: z.ZodType<T>): T =>
  schema.parse(JSON.parse(readFileSync(new URL(`../../../data/${path}`, import.meta.url), 'utf8')))

const asMulti = (geometry: Polygon | MultiPolygon): MultiPolygon =>
  geometry.type === 'MultiPolygon' ? geometry : { type: 'MultiPolygon', coordinates: [geometry.coordinates] }

const point = (lon: number, lat: number) => ({ type: 'Point' as const, coordinates: [lon, lat] })

/**
 * Enters county, towns and villages from data/admin and data/geo; what is there already stays. Returns the number of
 * villages. Village seats and town territories of the demo county are synthetic, see data/README.md.
 */
export const loadDivisions = async (database: Database): Promise<number> => {
  const { county, towns } = readData('admin/towns.json', Towns)
  const villages = readData('admin/villages.json', Villages).rows
  const territories = new Map(
    readData('geo/towns-demo.geojson', Areas).features.map((each) => [each.properties.code, each]),
  )
  const [boundary] = readData('geo/sanmen-land.geojson', Areas).features
  await database.asSystem(county.code, 'divisions', async (tx) => {
    await tx
      .insert(countyRegister)
      .values({
        county: county.code,
        name: county.name,
        city: county.city.split(' ').at(-1) ?? county.city,
        province: county.province.split(' ').at(-1) ?? county.province,
        boundary: boundary === undefined ? null : asMulti(boundary.geometry),
      })
      .onConflictDoNothing()
    await tx
      .insert(town)
      .values(
        towns.map((each) => {
          const territory = territories.get(each.code)
          return {
            county: county.code,
            code: each.code,
            name: each.name,
            nameEnglish: each.name_en,
            kind: each.kind,
            seat: point(each.seat.lon, each.seat.lat),
            territory: territory === undefined ? null : asMulti(territory.geometry),
            territorySource: territory?.properties.note ?? null,
          }
        }),
      )
      .onConflictDoNothing()
    await tx
      .insert(village)
      .values(
        villages.map(([code, name, officialName, townCode, kind, lon, lat]) => ({
          county: county.code,
          code,
          townCode,
          name,
          officialName,
          kind,
          seat: point(lon, lat),
        })),
      )
      .onConflictDoNothing()
  })
  return villages.length
}
