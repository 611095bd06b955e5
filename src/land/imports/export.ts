import ExcelJS from 'exceljs'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { contentTypes } from '../../platform/files/kind.ts'
import { muOf } from '../../platform/geo/ellipsoid.ts'
import { partsOfGeometry } from '../../platform/geo/shapes.ts'
import { Download } from '../../platform/http/route.ts'
import type { Layer, LayerFeature } from '../../platform/layers/layer.ts'
import type { ExportParams } from '../api/imports/schema.ts'
import { landLayers } from '../layers.ts'
import type { ExportTable } from './formats/export-table.ts'
import { writeGeoPackage } from './formats/write-geopackage.ts'
import { writeShapefile } from './formats/write-shapefile.ts'

const pageSize = 5_000

/** Shapefile names of ten letters for the properties whose own are longer. */
const shorts: Readonly<Record<string, string>> = {
  parcelCode: 'ZDDM',
  areaRegisteredM2: 'AREA_REG',
  areaGeodesicM2: 'AREA_GEO',
}

const allFeatures = async (context: Context, layer: Layer): Promise<LayerFeature[]> => {
  const features: LayerFeature[] = []
  for (let after: string | undefined; ; ) {
    const page = await layer.features(context, { ...(after === undefined ? {} : { after }), limit: pageSize })
    features.push(...page)
    after = page.at(-1)?.id
    if (page.length < pageSize) return features
  }
}

const tableOf = async (context: Context, kind: 'parcels' | 'zones'): Promise<ExportTable> => {
  const layer = landLayers.find(({ id }) => id === (kind === 'parcels' ? 'land.parcels' : 'land.controlZones'))
  if (layer === undefined) throw new Error(`no layer of ${kind}`)
  const columns = layer.properties.map(({ key, title, type }) => ({
    key,
    title,
    short: shorts[key] ?? key.slice(0, 10),
    type: type === 'number' || type === 'integer' ? ('number' as const) : ('string' as const),
  }))
  return {
    name: kind,
    title: layer.title,
    columns,
    rows: (await allFeatures(context, layer)).map(({ geometry, properties }) => ({
      // Both layers hold MultiPolygons only.
      area: partsOfGeometry(geometry as GeoJSON.MultiPolygon),
      values: columns.map(({ key, type }) => {
        const value = properties[key]
        return value === null || value === undefined ? null : type === 'number' ? Number(value) : String(value)
      }),
    })),
  }
}

/** All cells of text are text, so that none is a formula. */
const writeSheet = async (table: ExportTable): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(table.title)
  const area = table.columns.findIndex(({ key }) => key === 'areaGeodesicM2')
  sheet.addRow([...table.columns.map(({ title }) => title), ...(area < 0 ? [] : ['面积（亩）'])]).font = { bold: true }
  for (const { values } of table.rows) {
    const squareMetres = values[area]
    sheet.addRow([
      ...values,
      ...(area < 0 || typeof squareMetres !== 'number' ? [] : [Number(muOf(squareMetres).toFixed(4))]),
    ])
  }
  sheet.columns.forEach((column) => {
    column.width = 22
  })
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** What the actor may see of parcels or control zones of today, as a file of his trade. */
export const exportLayer = async (context: Context, file: z.output<typeof ExportParams>['file']): Promise<Download> => {
  const [kind, form] = file.split('.') as ['parcels' | 'zones', 'gpkg' | 'zip' | 'xlsx']
  const table = await tableOf(context, kind)
  const name = `${table.title}.${form}`
  if (form === 'gpkg') return new Download(contentTypes.gpkg, writeGeoPackage(table, context.clock.now()), name)
  if (form === 'zip') return new Download(contentTypes.zip, writeShapefile(table), name)
  return new Download(contentTypes.xlsx, await writeSheet(table), name)
}
