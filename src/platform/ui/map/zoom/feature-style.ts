import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { FeatureLayer } from '../feature-layer.ts'

/** From this zoom on areas are drawn as areas; below they are points. */
export const areaZoom = 12.5

const colourOf = ({ classOf, classes }: FeatureLayer): ExpressionSpecification | string => {
  const [first, ...rest] = classes.flatMap(({ value, colour }) => [value, colour])
  const [second, ...more] = rest
  if (first === undefined || second === undefined) return 'rgba(0,0,0,0)'
  return ['match', ['to-string', ['get', classOf]], first, second, ...more, 'rgba(0,0,0,0)']
}

const isClass = ({ classOf, classes }: FeatureLayer): ExpressionSpecification => [
  'in',
  ['to-string', ['get', classOf]],
  ['literal', classes.map(({ value }) => value)],
]

export const chosenLine = (layer: string): string => `${layer}/chosen-line`
export const chosenDot = (layer: string): string => `${layer}/chosen-dot`
/** Layers that answer to a click. */
export const touchable = (layer: string): readonly string[] => [`${layer}/fill`, `${layer}/line`, `${layer}/dot`]
export const areaSource = (layer: string): string => `${layer}/areas`
export const dotSource = (layer: string): string => `${layer}/dots`

export const isChosen = (layer: FeatureLayer, key: string | null): ExpressionSpecification => [
  '==',
  ['to-string', ['get', layer.key]],
  key ?? '\u0000',
]

/** How the records of one layer are drawn: backdrops as tints, the rest with outline, from afar as points. */
export const featureStyle = (layer: FeatureLayer, chosen: string | null): readonly LayerSpecification[] => {
  const colour = colourOf(layer)
  const areas = areaSource(layer.id)
  const dots = dotSource(layer.id)
  const known = isClass(layer)
  if (layer.backdrop === true) {
    return [
      {
        id: `${layer.id}/fill`,
        type: 'fill',
        source: areas,
        filter: ['all', ['==', ['geometry-type'], 'Polygon'], known],
        paint: { 'fill-color': colour, 'fill-opacity': 0.35 },
      },
      {
        id: `${layer.id}/line`,
        type: 'line',
        source: areas,
        filter: known,
        paint: { 'line-color': colour, 'line-width': 1 },
      },
    ]
  }
  return [
    {
      id: `${layer.id}/fill`,
      type: 'fill',
      source: areas,
      minzoom: areaZoom,
      filter: ['all', ['==', ['geometry-type'], 'Polygon'], known],
      paint: { 'fill-color': colour, 'fill-opacity': 0.72 },
    },
    {
      id: `${layer.id}/line`,
      type: 'line',
      source: areas,
      minzoom: areaZoom,
      filter: ['all', ['!=', ['geometry-type'], 'Point'], known],
      paint: { 'line-color': colour, 'line-width': 1.4 },
    },
    {
      id: `${layer.id}/dot`,
      type: 'circle',
      source: dots,
      filter: known,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 3.2, areaZoom, 6],
        'circle-color': colour,
        'circle-stroke-color': '#fff',
        // Where hundreds stand close together, white rims would be all that is seen.
        'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 8, 0.2, 11, 1],
        // A point alone stays a point; the dot of an area gives way to the area.
        'circle-opacity': ['step', ['zoom'], 1, areaZoom, ['case', ['boolean', ['get', 'gongfuPoint'], false], 1, 0]],
        'circle-stroke-opacity': [
          'step',
          ['zoom'],
          1,
          areaZoom,
          ['case', ['boolean', ['get', 'gongfuPoint'], false], 1, 0],
        ],
      },
    },
    {
      id: chosenLine(layer.id),
      type: 'line',
      source: areas,
      minzoom: areaZoom,
      filter: isChosen(layer, chosen),
      paint: { 'line-color': '#d9622b', 'line-width': 3 },
    },
    {
      id: chosenDot(layer.id),
      type: 'circle',
      source: dots,
      filter: isChosen(layer, chosen),
      paint: {
        'circle-radius': 10,
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': '#d9622b',
        'circle-stroke-width': 2.5,
      },
    },
  ]
}
