/** One class of a layer: its colour on the map, its words in the legend. */
export type FeatureClass = { readonly value: string; readonly title: string; readonly colour: string }

/**
 * Records on the map: parcels, zones, ponds, households' points. The data come whole (a county has some thousands), so
 * that picture, movable map and legend show the same. Every feature has `properties[key]`, the record's key.
 */
export type FeatureLayer = {
  readonly id: string
  readonly title: string
  readonly data: GeoJSON.FeatureCollection
  readonly key: string
  /** Property that holds the class; a value that no class names is not drawn. */
  readonly classOf: string
  readonly classes: readonly FeatureClass[]
  /** Not to be clicked: zones under the parcels. */
  readonly backdrop?: boolean
}

export type Selected = { readonly layer: string; readonly key: string }

const firstPosition = (coordinates: unknown): readonly [number, number] | null => {
  if (!Array.isArray(coordinates)) return null
  const [first, second] = coordinates as readonly unknown[]
  return typeof first === 'number' && typeof second === 'number' ? [first, second] : null
}

const positionsOf = (coordinates: unknown): readonly (readonly [number, number])[] => {
  const here = firstPosition(coordinates)
  if (here !== null) return [here]
  return Array.isArray(coordinates) ? (coordinates as readonly unknown[]).flatMap(positionsOf) : []
}

/** West, south, east, north of a geometry; null when it has no positions. */
export const boxOf = (geometry: GeoJSON.Geometry): readonly [number, number, number, number] | null => {
  const places =
    geometry.type === 'GeometryCollection'
      ? geometry.geometries.flatMap((part) => ('coordinates' in part ? positionsOf(part.coordinates) : []))
      : positionsOf(geometry.coordinates)
  if (places.length === 0) return null
  return places.reduce<readonly [number, number, number, number]>(
    ([west, south, east, north], [x, y]) => [
      Math.min(west, x),
      Math.min(south, y),
      Math.max(east, x),
      Math.max(north, y),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  )
}

export const centreOf = (geometry: GeoJSON.Geometry): readonly [longitude: number, latitude: number] | null => {
  const box = boxOf(geometry)
  return box === null ? null : [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
}

/** A factory of two hectares is a pixel on the county's map: seen from afar every feature is a point. */
export const pointsOf = (data: GeoJSON.FeatureCollection): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: data.features.flatMap((feature) => {
    const centre = feature.geometry === null ? null : centreOf(feature.geometry)
    if (centre === null) return []
    return [{ ...feature, geometry: { type: 'Point' as const, coordinates: [...centre] } }]
  }),
})

/** The value of a property as the classes and keys name it. */
export const propertyText = (feature: GeoJSON.Feature, name: string): string => String(feature.properties?.[name] ?? '')

export const countOf = (layer: FeatureLayer, value: string): number =>
  layer.data.features.filter((feature) => propertyText(feature, layer.classOf) === value).length
