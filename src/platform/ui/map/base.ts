import { useQuery } from '@tanstack/react-query'
import landUrl from '../../../../data/geo/sanmen-land.geojson?url'
import neighboursUrl from '../../../../data/geo/neighbours.geojson?url'
import coastUrl from '../../../../data/geo/coastline-osm.geojson?url'
import townsUrl from '../../../../data/geo/towns-demo.geojson?url'
import seatsUrl from '../../../../data/admin/towns.json?url'

export type Town = {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly seat: readonly [number, number]
}

export type MapBase = {
  readonly land: GeoJSON.FeatureCollection
  readonly neighbours: GeoJSON.FeatureCollection
  readonly coast: GeoJSON.FeatureCollection
  readonly townAreas: GeoJSON.FeatureCollection
  readonly towns: readonly Town[]
}

type Seats = { towns: { code: string; name: string; name_en: string; seat: { lon: number; lat: number } }[] }

const read = async <T>(url: string): Promise<T> => {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${response.status} ${url}`)
  return (await response.json()) as T
}

/** The county's own vector base, served with the application: nothing is asked of the internet. */
const loadBase = async (): Promise<MapBase> => {
  const [land, neighbours, coast, townAreas, seats] = await Promise.all([
    read<GeoJSON.FeatureCollection>(landUrl),
    read<GeoJSON.FeatureCollection>(neighboursUrl),
    read<GeoJSON.FeatureCollection>(coastUrl),
    read<GeoJSON.FeatureCollection>(townsUrl),
    read<Seats>(seatsUrl),
  ])
  const towns = seats.towns.map((town) => ({
    code: town.code,
    name: town.name,
    nameEn: town.name_en,
    seat: [town.seat.lon, town.seat.lat] as const,
  }))
  return { land, neighbours, coast, townAreas, towns }
}

export const useMapBase = () =>
  useQuery({ queryKey: ['map-base'], queryFn: loadBase, staleTime: Infinity, gcTime: Infinity })

/** West, south, east, north of the county with its islands. */
export const countyBounds = [121.199, 28.839, 121.8, 29.203] as const
