import type { z } from 'zod'
import { type Loaded, useGet } from '../../platform/ui/api/query.ts'
import type { ImportReply, ImportsReply } from '../api/imports/schema.ts'
import type { LayerDiff, LayersReply, ParcelVerdictsReply } from '../api/layers/schema.ts'
import type { MapReply } from '../api/maps/schema.ts'
import type { ParcelReply } from '../api/parcels/schema.ts'

const land = '/api/land'

export const useImports = (): Loaded<z.output<typeof ImportsReply>> => useGet(`${land}/imports`)
export const useImport = (id: string): Loaded<ImportReply> => useGet(`${land}/imports/${encodeURIComponent(id)}`)

export const useLayers = (): Loaded<z.output<typeof LayersReply>> => useGet(`${land}/layers`)
export const useLayerDiff = (version: string | null): Loaded<z.output<typeof LayerDiff>> =>
  useGet(version === null ? null : `${land}/layer-versions/${version}/diff`)

export const useParcel = (id: string): Loaded<z.output<typeof ParcelReply>> =>
  useGet(`${land}/parcels/${encodeURIComponent(id)}`)
export const useParcelVerdicts = (id: string): Loaded<z.output<typeof ParcelVerdictsReply>> =>
  useGet(`${land}/parcels/${encodeURIComponent(id)}/verdicts`)

/** The map stays while the next day is fetched: the slider must not blink. */
export const useLandOnMap = (asOf: string | null): Loaded<z.output<typeof MapReply>> =>
  useGet(`${land}/map`, { asOf }, { keepPrevious: true })

export type MapData = z.output<typeof MapReply>

export const useParcelShapes = (asOf: string | null): Loaded<GeoJSON.FeatureCollection> =>
  useGet('/ogc/collections/land.parcels/items', { limit: 10_000, ...(asOf === null ? {} : { datetime: asOf }) })
