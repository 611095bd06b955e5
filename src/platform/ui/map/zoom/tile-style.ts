import type { StyleSpecification } from 'maplibre-gl'

/** The share of a town as a tint of teal: 0 is the sand of the land, 1 the full tint. */
export const tintOf = (share: number | null | undefined): string => {
  if (share === null || share === undefined || !Number.isFinite(share)) return '#e9e2d3'
  const part = Math.min(1, Math.max(0, share))
  const [from, to] = [
    [228, 240, 239],
    [11, 110, 110],
  ] as const
  const mix = from.map((low, index) => Math.round(low + ((to[index] ?? low) - low) * part))
  return `rgb(${mix.join(',')})`
}

/** The tints of a legend: five steps over 0–100 %. */
export const tintSteps: readonly number[] = [0, 0.25, 0.5, 0.75, 1]

const tiles = (origin: string, layer: string) => ({
  type: 'vector' as const,
  tiles: [`${origin}/tiles/${layer}/{z}/{x}/{y}.pbf`],
  minzoom: 0,
  maxzoom: 14,
})

/**
 * The county's own base as a MapLibre style: land, towns and villages from the vector tiles of this server, neighbours
 * from a file shipped with the application. Nothing is asked of the internet, not even glyphs: names are drawn by the
 * browser (`localIdeographFontFamily`), so that only Han characters may be written on the canvas.
 */
export const tileStyle = (
  origin: string,
  neighboursUrl: string,
  shares: Readonly<Record<string, number | null>> | null,
): StyleSpecification => {
  const tinted = Object.entries(shares ?? {}).flatMap(([code, share]) => [code, tintOf(share)])
  return {
    version: 8,
    sources: {
      neighbours: { type: 'geojson', data: neighboursUrl },
      county: tiles(origin, 'platform.counties'),
      towns: tiles(origin, 'platform.towns'),
      villages: tiles(origin, 'platform.villages'),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': '#cfe3e6' } },
      {
        id: 'water-line',
        type: 'line',
        source: 'county',
        'source-layer': 'platform.counties',
        paint: { 'line-color': '#eaf4f4', 'line-width': 8 },
      },
      {
        id: 'neighbours',
        type: 'fill',
        source: 'neighbours',
        paint: { 'fill-color': '#eeece5', 'fill-outline-color': '#d5d3ca' },
      },
      {
        id: 'county',
        type: 'fill',
        source: 'county',
        'source-layer': 'platform.counties',
        paint: { 'fill-color': '#e9e2d3' },
      },
      {
        id: 'town-tint',
        type: 'fill',
        source: 'towns',
        'source-layer': 'platform.towns',
        paint: {
          'fill-color': tinted.length === 0 ? '#e9e2d3' : ['match', ['get', 'code'], ...pairs(tinted), '#e9e2d3'],
        },
      },
      {
        id: 'town-border',
        type: 'line',
        source: 'towns',
        'source-layer': 'platform.towns',
        paint: { 'line-color': '#a49a80', 'line-width': 1, 'line-dasharray': [1, 2.5] },
      },
      {
        id: 'coast',
        type: 'line',
        source: 'county',
        'source-layer': 'platform.counties',
        paint: { 'line-color': '#7f8f8d', 'line-width': 1 },
      },
      {
        id: 'village',
        type: 'circle',
        source: 'villages',
        'source-layer': 'platform.villages',
        minzoom: 10.5,
        paint: {
          'circle-radius': 2.5,
          'circle-color': '#7c7f77',
          'circle-stroke-color': '#fff',
          'circle-stroke-width': 1,
        },
      },
      {
        id: 'village-name',
        type: 'symbol',
        source: 'villages',
        'source-layer': 'platform.villages',
        minzoom: 11,
        layout: { 'text-field': ['get', 'name'], 'text-size': 12, 'text-offset': [0, 0.9], 'text-anchor': 'top' },
        paint: { 'text-color': '#46535f', 'text-halo-color': '#f7f8f6', 'text-halo-width': 1.4 },
      },
    ],
  }
}

/** `match` wants at least one pair by its type. */
const pairs = (flat: readonly string[]): [string, string, ...string[]] => {
  const [first = '', second = '', ...rest] = flat
  return [first, second, ...rest]
}
