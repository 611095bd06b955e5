import type { Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import type { Layer, LayerProperty } from './layer.ts'

/** Layers that the actor may read, in the order of the modules. */
export const visibleLayers = (context: Context): readonly Layer[] =>
  context.modules
    .flatMap((module) => module.layers)
    .filter((layer) => layer.access === 'public' || context.actor.permissions.has(layer.access))

/**
 * The layer of that id. A layer that the actor may not read is not found: its existence is no business of his.
 * @throws Problem not_found
 */
export const layerOf = (context: Context, id: string): Layer => {
  const layer = visibleLayers(context).find((candidate) => candidate.id === id)
  if (!layer) throw new Problem('not_found', `没有图层“${id}”`)
  return layer
}

const jsonType: Readonly<Record<LayerProperty['type'], Readonly<Record<string, string>>>> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  'date-time': { type: 'string', format: 'date-time' },
}

/**
 * JSON Schema of a layer's features. GDAL types a column by the first ten features unless it finds this schema: an
 * area of 1000 would make the column an integer and later decimals would be cut without a word.
 */
export const layerSchema = (layer: Layer, href: string): Readonly<Record<string, unknown>> => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: href,
  type: 'object',
  title: layer.title,
  properties: {
    geometry: { $ref: 'https://geojson.org/schema/Geometry.json' },
    ...Object.fromEntries(
      layer.properties.map((property) => [property.key, { title: property.title, ...jsonType[property.type] }]),
    ),
  },
})

export type Box = readonly [west: number, south: number, east: number, north: number]

/** The whole county fits in this box; a collection without features still needs an extent. */
export const countyExtent: Box = [120.85, 28.5, 122.4, 29.75]
