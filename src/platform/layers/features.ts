import { z } from 'zod'
import type { Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { Download, type Route, route } from '../http/route.ts'
import { type Box, countyExtent, layerOf, layerSchema, visibleLayers } from './collections.ts'
import { boxInDegrees, crs84, reproject, servedCrs, storageCrs } from './crs.ts'
import type { Layer, LayerFeature } from './layer.ts'

/**
 * OGC API Features, Part 1 core (OGC 17-069r4) and Part 2 CRS (OGC 18-058r1), under /ogc. QGIS and GDAL connect here.
 */

const maxPage = 10_000

const Format = z.strictObject({ f: z.enum(['json', 'html']).optional() })
const CollectionId = z.object({ collection: z.string().max(100) })
const ItemsQuery = z.strictObject({
  f: z.enum(['json']).optional(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .transform((limit) => Math.min(limit, maxPage))
    .default(10),
  after: z.string().max(200).optional(),
  bbox: z.string().max(200).optional(),
  'bbox-crs': z.string().default(crs84),
  crs: z.string().default(crs84),
  datetime: z.string().max(100).optional(),
})
type ItemsQuery = z.output<typeof ItemsQuery>

type Link = { readonly href: string; readonly rel: string; readonly type?: string; readonly title?: string }

type Site = { readonly origin: string }

/** GDAL joins a relative link to the landing page, not to the host: links are whole addresses. */
const whole =
  ({ origin }: Site) =>
  (link: Link): Link => ({ ...link, href: `${origin}${link.href}` })

const json = (body: unknown, type = 'application/json'): Download => new Download(type, JSON.stringify(body))
const self = (href: string, type = 'application/json'): Link => ({ href, rel: 'self', type })

const conformance = {
  conformsTo: [
    'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
    'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
    'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
    'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
  ],
}

const collection = (site: Site, layer: Layer): Readonly<Record<string, unknown>> => {
  const href = `/ogc/collections/${layer.id}`
  const schema = `${href}/schema`
  return {
    id: layer.id,
    title: layer.title,
    description: layer.synthetic ? `${layer.description}（演示数据）` : layer.description,
    itemType: 'feature',
    extent: { spatial: { bbox: [countyExtent], crs: crs84 } },
    crs: servedCrs,
    storageCrs,
    links: [
      self(href),
      { href: `${href}/items`, rel: 'items', type: 'application/geo+json', title: layer.title },
      // GDAL looks for "describedBy", the registered relation is "describedby": both are given.
      { href: schema, rel: 'describedBy', type: 'application/schema+json' },
      { href: schema, rel: 'describedby', type: 'application/schema+json' },
    ].map(whole(site)),
  }
}

const asOfOf = (datetime: string | undefined): { asOf?: string } => {
  if (datetime === undefined) return {}
  const date = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(datetime)?.[1]
  if (!date) throw Problem.field('/query/datetime', 'datetime', '日期应为 2022-09-30 这样的一天', 'malformed')
  return { asOf: date }
}

const feature = (item: LayerFeature, crs: string): Readonly<Record<string, unknown>> => ({
  type: 'Feature',
  id: item.id,
  geometry: reproject(item.geometry, crs),
  properties: item.properties,
})

const withCrs = (body: unknown, crs: string): Download =>
  new Download('application/geo+json', JSON.stringify(body), undefined, { 'content-crs': `<${crs}>` })

const items = async (context: Context & Site, layer: Layer, query: ItemsQuery): Promise<Download> => {
  const box: Box | undefined = query.bbox === undefined ? undefined : boxInDegrees(query.bbox, query['bbox-crs'])
  const wanted = { ...(box ? { bbox: box } : {}), ...asOfOf(query.datetime) }
  const page = await layer.features(context, {
    ...wanted,
    ...(query.after === undefined ? {} : { after: query.after }),
    // One more than asked tells whether a next page exists.
    limit: query.limit + 1,
  })
  const shown = page.slice(0, query.limit)
  const last = shown.at(-1)
  const links: Link[] = [self(`/ogc/collections/${layer.id}/items`, 'application/geo+json')]
  if (page.length > shown.length && last) {
    // GDAL asks for 10 and then follows `next` as it is: a large limit there saves it thousands of requests.
    const next = new URLSearchParams({
      ...definedStrings(query),
      after: last.id,
      limit: String(Math.max(query.limit, 2_000)),
    })
    links.push({ href: `/ogc/collections/${layer.id}/items?${next}`, rel: 'next', type: 'application/geo+json' })
  }
  return withCrs(
    {
      type: 'FeatureCollection',
      timeStamp: context.clock.now().toISOString(),
      numberMatched: await layer.count(context, wanted),
      numberReturned: shown.length,
      links: links.map(whole(context)),
      features: shown.map((item) => feature(item, query.crs)),
    },
    query.crs,
  )
}

const definedStrings = (query: ItemsQuery): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, String(value)]),
  )

const item = async (context: Context & Site, layer: Layer, id: string, crs: string): Promise<Download> => {
  const found = await layer.feature(context, id)
  if (!found) throw new Problem('not_found', `图层“${layer.title}”中没有要素“${id}”`)
  return withCrs(
    {
      ...feature(found, crs),
      links: [self(`/ogc/collections/${layer.id}/items/${id}`, 'application/geo+json')].map(whole(context)),
    },
    crs,
  )
}

export const ogcRoutes: readonly Route[] = [
  route({
    method: 'GET',
    root: true,
    path: '/ogc',
    summary: 'OGC API 首页',
    access: 'public',
    query: Format,
    handle: async (context) =>
      json({
        title: '共富图层服务',
        description: '县域图层，OGC API Features',
        links: [
          self('/ogc'),
          { href: '/openapi.json', rel: 'service-desc', type: 'application/vnd.oai.openapi+json;version=3.1' },
          { href: '/docs/api', rel: 'service-doc', type: 'text/html' },
          { href: '/ogc/conformance', rel: 'conformance', type: 'application/json' },
          { href: '/ogc/collections', rel: 'data', type: 'application/json' },
        ].map(whole(context)),
      }),
  }),
  route({
    method: 'GET',
    root: true,
    path: '/ogc/conformance',
    summary: 'OGC API 符合性类',
    access: 'public',
    query: Format,
    handle: async () => json(conformance),
  }),
  route({
    method: 'GET',
    root: true,
    path: '/ogc/collections',
    summary: '可读取的图层',
    access: 'public',
    query: Format,
    handle: async (context) =>
      json({
        links: [self('/ogc/collections')].map(whole(context)),
        crs: servedCrs,
        collections: visibleLayers(context).map((layer) => collection(context, layer)),
      }),
  }),
  route({
    method: 'GET',
    root: true,
    path: '/ogc/collections/:collection',
    summary: '一个图层',
    access: 'public',
    params: CollectionId,
    query: Format,
    handle: async (context) => json(collection(context, layerOf(context, context.params.collection))),
  }),
  route({
    method: 'GET',
    root: true,
    path: '/ogc/collections/:collection/schema',
    summary: '图层要素的 JSON Schema',
    access: 'public',
    params: CollectionId,
    query: Format,
    handle: async (context) => {
      const layer = layerOf(context, context.params.collection)
      return json(layerSchema(layer, `${context.origin}/ogc/collections/${layer.id}/schema`), 'application/schema+json')
    },
  }),
  route({
    method: 'GET',
    root: true,
    path: '/ogc/collections/:collection/items',
    summary: '图层要素，分页',
    access: 'public',
    params: CollectionId,
    query: ItemsQuery,
    handle: async (context) => items(context, layerOf(context, context.params.collection), context.query),
  }),
  route({
    method: 'GET',
    root: true,
    path: '/ogc/collections/:collection/items/:feature',
    summary: '一个要素',
    access: 'public',
    params: CollectionId.extend({ feature: z.string().max(200) }),
    query: z.strictObject({ f: z.enum(['json']).optional(), crs: z.string().default(crs84) }),
    handle: async (context) =>
      item(context, layerOf(context, context.params.collection), context.params.feature, context.query.crs),
  }),
]
