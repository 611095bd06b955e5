import type { Context } from '../context.ts'

export type LayerProperty = {
  readonly key: string
  readonly title: string
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'date-time'
}

/** GeoJSON geometry in CGCS2000 degrees (EPSG:4490), longitude first. */
export type LayerFeature = {
  readonly id: string
  readonly geometry: GeoJSON.Geometry
  readonly properties: Readonly<Record<string, unknown>>
}

/** A map layer (图层), served as OGC API Features, vector tiles and GeoJSON from one definition. */
export type Layer = {
  /** `<module>.<camelCase>`, e.g. `land.parcels`. */
  readonly id: string
  readonly title: string
  readonly description: string
  readonly geometry: 'Point' | 'LineString' | 'Polygon' | 'MultiPolygon' | 'Geometry'
  readonly properties: readonly LayerProperty[]
  readonly access: 'public' | (string & {})
  /** Positions are made up for the demo: the map says 演示数据. */
  readonly synthetic?: boolean
  /** Keyset page in id order; `bbox` = [west, south, east, north]. */
  readonly features: (
    context: Context,
    query: { bbox?: readonly [number, number, number, number]; asOf?: string; after?: string; limit: number },
  ) => Promise<readonly LayerFeature[]>
  readonly feature: (context: Context, id: string) => Promise<LayerFeature | null>
  readonly count: (
    context: Context,
    query: { bbox?: readonly [number, number, number, number]; asOf?: string },
  ) => Promise<number>
  /** Changes whenever the layer's content does; tiles are cached by it. */
  readonly version: (context: Context) => Promise<string>
}

export const defineLayer = (layer: Layer): Layer => layer
