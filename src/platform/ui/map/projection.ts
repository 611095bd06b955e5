export type Bounds = readonly [west: number, south: number, east: number, north: number]
export type Padding = { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }

export type Projection = {
  readonly point: (longitude: number, latitude: number) => readonly [x: number, y: number]
  /** The inverse: where on the ground a point of the screen lies. */
  readonly place: (x: number, y: number) => readonly [longitude: number, latitude: number]
  /** Screen units of one kilometre. */
  readonly kilometre: number
}

const kmPerDegree = 111.32

/**
 * Equirectangular about the middle of `bounds`, fitted into width × height less the padding. Over one county (0.6°) its
 * scale error is below 0.3 %, less than a line's width on the screen.
 */
export const fitProjection = (bounds: Bounds, width: number, height: number, padding: Padding): Projection => {
  const [west, south, east, north] = bounds
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const room = [
    Math.max(1, width - padding.left - padding.right),
    Math.max(1, height - padding.top - padding.bottom),
  ] as const
  const scale = Math.min(room[0] / ((east - west) * squeeze), room[1] / (north - south))
  const left = padding.left + (room[0] - (east - west) * squeeze * scale) / 2
  const top = padding.top + (room[1] - (north - south) * scale) / 2
  return {
    point: (longitude, latitude) => [left + (longitude - west) * squeeze * scale, top + (north - latitude) * scale],
    place: (x, y) => [west + (x - left) / (squeeze * scale), north - (y - top) / scale],
    kilometre: scale / kmPerDegree,
  }
}

const ring = (coordinates: readonly GeoJSON.Position[], projection: Projection, close: boolean): string => {
  let path = ''
  let previous = ''
  for (const [longitude = 0, latitude = 0] of coordinates) {
    const [x, y] = projection.point(longitude, latitude)
    const at = `${x.toFixed(1)} ${y.toFixed(1)}`
    if (at !== previous) path += `${path === '' ? 'M' : 'L'}${at}`
    previous = at
  }
  return close ? `${path}Z` : path
}

/** SVG path of a geometry; points have none. */
export const geometryPath = (geometry: GeoJSON.Geometry, projection: Projection): string => {
  switch (geometry.type) {
    case 'Polygon':
      return geometry.coordinates.map((coordinates) => ring(coordinates, projection, true)).join('')
    case 'MultiPolygon':
      return geometry.coordinates
        .flatMap((polygon) => polygon.map((coordinates) => ring(coordinates, projection, true)))
        .join('')
    case 'LineString':
      return ring(geometry.coordinates, projection, false)
    case 'MultiLineString':
      return geometry.coordinates.map((coordinates) => ring(coordinates, projection, false)).join('')
    case 'GeometryCollection':
      return geometry.geometries.map((part) => geometryPath(part, projection)).join('')
    default:
      return ''
  }
}

export const collectionPath = (collection: GeoJSON.FeatureCollection, projection: Projection): string =>
  collection.features.map((feature) => geometryPath(feature.geometry, projection)).join('')

const inRing = (ring: readonly GeoJSON.Position[], longitude: number, latitude: number): boolean => {
  let inside = false
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index, index += 1) {
    const [ax = 0, ay = 0] = ring[index] ?? []
    const [bx = 0, by = 0] = ring[before] ?? []
    if (ay > latitude !== by > latitude && longitude < ((bx - ax) * (latitude - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** Whether a place lies on one of the polygons; by crossings, so that holes count as outside. */
export const isOnLand = (land: GeoJSON.FeatureCollection, longitude: number, latitude: number): boolean =>
  land.features.some(({ geometry }) => {
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : []
    return polygons.some((rings) => rings.filter((ring) => inRing(ring, longitude, latitude)).length % 2 === 1)
  })
