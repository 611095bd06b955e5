import GeoJSONVT from 'geojson-vt'
import vtpbf from 'vt-pbf'
import { z } from 'zod'
import type { Context } from '../context.ts'
import type { Database } from '../database/database.ts'
import { Download, type Route, route } from '../http/route.ts'
import { layerOf } from './collections.ts'
import type { Layer } from './layer.ts'

/**
 * Vector tiles (Mapbox Vector Tile 2.1) of a layer. Tiles are cut in Node, not by ST_AsMVT: the embedded database has
 * no protobuf, and one way must serve both databases.
 */

type TileIndex = GeoJSONVT

const maxZoom = 16
const pageSize = 5_000
/** Indexes kept in memory; the least recently used goes first. */
const maxIndexes = 24
const maxVersions = 1_000

/** What a row policy may look at decides who may share an index. */
const audience = ({ actor }: Context): string =>
  [actor.county, actor.organisationId, actor.area, actor.householdId, [...actor.permissions].toSorted().join(' ')].join(
    '|',
  )

/** A map asks for dozens of tiles at once: they share one look at the layer's version. */
const versionAgeMs = 1_000

class TileIndexes {
  readonly #indexes = new Map<string, Promise<TileIndex>>()
  readonly #versions = new Map<string, { readonly version: string; readonly seenAt: number }>()

  async #version(context: Context, layer: Layer, who: string): Promise<string> {
    const key = `${layer.id}|${who}`
    const seenAt = context.clock.now().getTime()
    const known = this.#versions.get(key)
    if (known && seenAt - known.seenAt < versionAgeMs) return known.version
    const version = await layer.version(context)
    if (this.#versions.size >= maxVersions) this.#versions.clear()
    this.#versions.set(key, { version, seenAt })
    return version
  }

  async of(context: Context, layer: Layer): Promise<TileIndex> {
    const who = layer.access === 'public' ? context.actor.county : audience(context)
    const key = `${layer.id}|${await this.#version(context, layer, who)}|${who}`
    const known = this.#indexes.get(key)
    if (known) {
      this.#indexes.delete(key)
      this.#indexes.set(key, known)
      return known
    }
    const built = buildIndex(context, layer)
    this.#indexes.set(key, built)
    built.catch(() => this.#indexes.delete(key))
    const [oldest] = this.#indexes.keys()
    if (this.#indexes.size > maxIndexes && oldest !== undefined) this.#indexes.delete(oldest)
    return built
  }
}

const buildIndex = async (context: Context, layer: Layer): Promise<TileIndex> => {
  const features: GeoJSON.Feature[] = []
  let after: string | undefined
  for (;;) {
    const page = await layer.features(context, { ...(after === undefined ? {} : { after }), limit: pageSize })
    for (const { id, geometry, properties } of page) {
      features.push({ type: 'Feature', geometry, properties: { ...properties, id } })
    }
    after = page.at(-1)?.id
    if (page.length < pageSize) break
  }
  return new GeoJSONVT({ type: 'FeatureCollection', features }, { maxZoom, indexMaxZoom: 5, buffer: 64, tolerance: 3 })
}

/** One for each database: tests run several in one process. */
const indexes = new WeakMap<Database, TileIndexes>()

const indexesOf = ({ database }: Context): TileIndexes => {
  const known = indexes.get(database) ?? new TileIndexes()
  indexes.set(database, known)
  return known
}

const Tile = z.object({
  layer: z.string().max(100),
  z: z.coerce.number().int().min(0).max(24),
  x: z.coerce.number().int().min(0),
  y: z.string().regex(/^\d{1,8}(\.(pbf|mvt))?$/),
})

/** A tile without features is an empty tile, not an error. */
export const tileRoutes: readonly Route[] = [
  route({
    method: 'GET',
    root: true,
    path: '/tiles/:layer/:z/:x/:y',
    summary: '图层的矢量瓦片',
    access: 'public',
    params: Tile,
    handle: async (context) => {
      const { layer: id, z: zoom, x, y } = context.params
      const layer = layerOf(context, id)
      const index = await indexesOf(context).of(context, layer)
      const tile = index.getTile(zoom, x, Number.parseInt(y, 10))
      const bytes = vtpbf.fromGeojsonVt({ [layer.id]: tile ?? { features: [] } }, { version: 2 })
      return new Download('application/vnd.mapbox-vector-tile', bytes)
    },
  }),
]
