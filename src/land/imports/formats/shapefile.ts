/** Shapefile: ESRI Shapefile Technical Description (1998); attributes in dBASE III (.dbf). */
import type { Position, Ring } from '../../../platform/geo/shapes.ts'
import { Budget, FileRefused, importLimits, type RawFeature, type RawFile, tooManyVertices } from '../raw.ts'
import { crsOfPrj } from './prj.ts'
import { areaOfRings } from './rings.ts'
import { type Encoding, encodingOf, guessEncoding } from './text-encoding.ts'

type Parts = {
  readonly shp: Uint8Array
  readonly dbf?: Uint8Array
  readonly prj?: Uint8Array
  readonly cpg?: Uint8Array
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const polygonTypes = new Set([5, 15, 25])

type Shape = { readonly rings: readonly Ring[]; readonly fault: RawFeature['refused'] }

const readPolygon = (data: DataView, at: number, end: number, budget: Budget): Shape => {
  const type = data.getInt32(at, true)
  if (type === 0) return { rings: [], fault: { code: 'empty_geometry', message: '要素没有图形' } }
  if (!polygonTypes.has(type)) return { rings: [], fault: { code: 'not_a_polygon', message: '图形不是面' } }
  const partCount = data.getInt32(at + 36, true)
  const pointCount = data.getInt32(at + 40, true)
  const points = at + 44 + 4 * partCount
  if (partCount < 0 || pointCount < 0 || points + 16 * pointCount > end) {
    throw new FileRefused('damaged', '.shp 文件不完整')
  }
  budget.vertices(pointCount)
  if (pointCount > importLimits.verticesOfFeature) return { rings: [], fault: tooManyVertices }
  const starts = Array.from({ length: partCount }, (_, part) => data.getInt32(at + 44 + 4 * part, true))
  const rings = starts.map((start, part): Ring => {
    const stop = starts[part + 1] ?? pointCount
    if (start < 0 || stop > pointCount || stop < start) throw new FileRefused('damaged', '.shp 文件不完整')
    return Array.from({ length: stop - start }, (_, index): Position => {
      const place = points + 16 * (start + index)
      return [data.getFloat64(place, true), data.getFloat64(place + 8, true)]
    })
  })
  return { rings, fault: null }
}

const readShapes = (bytes: Uint8Array, budget: Budget): Shape[] => {
  const data = view(bytes)
  if (bytes.length < 100 || data.getInt32(0, false) !== 9994) throw new FileRefused('damaged', '.shp 文件已损坏')
  const shapes: Shape[] = []
  for (let at = 100; at + 12 <= bytes.length; ) {
    const length = 2 * data.getInt32(at + 4, false)
    if (length < 4 || at + 8 + length > bytes.length) throw new FileRefused('damaged', '.shp 文件不完整')
    budget.feature()
    shapes.push(readPolygon(data, at + 8, at + 8 + length, budget))
    at += 8 + length
  }
  return shapes
}

type Table = {
  readonly fields: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly encoding: Encoding
  readonly guessed: boolean
}

const languageDrivers: Readonly<Record<number, Encoding>> = { 0x4d: 'gb18030', 0x7a: 'gb18030' }

const readTable = (bytes: Uint8Array, named: Encoding | null): Table => {
  const data = view(bytes)
  const damaged = new FileRefused('damaged', '.dbf 文件已损坏')
  if (bytes.length < 33) throw damaged
  const [count, head, width] = [data.getUint32(4, true), data.getUint16(8, true), data.getUint16(10, true)]
  if (head < 33 || head > bytes.length || width < 1 || count > importLimits.features) throw damaged
  const columns: { readonly name: Uint8Array; readonly length: number }[] = []
  for (let at = 32; at + 32 <= head && bytes[at] !== 0x0d; at += 32) {
    const raw = bytes.subarray(at, at + 11)
    const stop = raw.indexOf(0)
    columns.push({ name: raw.subarray(0, stop < 0 ? 11 : stop), length: bytes[at + 16] ?? 0 })
    if (columns.length > importLimits.fields) throw damaged
  }
  const told = named ?? languageDrivers[bytes[29] ?? 0] ?? null
  const encoding = told ?? guessEncoding(bytes.subarray(32))
  const decoder = new TextDecoder(encoding)
  const rows: string[][] = []
  for (let row = 0; row < count; row++) {
    let at = head + row * width
    if (at + width > bytes.length) break
    at += 1
    rows.push(
      columns.map(({ length }) => {
        const text = decoder
          .decode(bytes.subarray(at, at + length))
          .replaceAll('\0', '')
          .trim()
        at += length
        return text
      }),
    )
  }
  return { fields: columns.map(({ name }) => decoder.decode(name).trim()), rows, encoding, guessed: told === null }
}

/** A Shapefile's parts as features. Shapes without a row and rows without a shape are named, none is dropped. */
export const readShapefile = ({ shp, dbf, prj, cpg }: Parts, chosen: Encoding | null): RawFile => {
  const budget = new Budget()
  const shapes = readShapes(shp, budget)
  const named = chosen ?? (cpg === undefined ? null : encodingOf(new TextDecoder().decode(cpg)))
  const table = dbf === undefined ? null : readTable(dbf, named)
  const features = shapes.map(({ rings, fault }, index): RawFeature => {
    const row = table?.rows[index]
    return {
      place: `第 ${index + 1} 个要素`,
      properties: Object.fromEntries((table?.fields ?? []).map((field, at) => [field, row?.[at] ?? ''])),
      area: fault === null ? areaOfRings(rings, true) : null,
      refused:
        fault ?? (table !== null && row === undefined ? { code: 'no_row', message: '.dbf 中没有对应的一行' } : null),
    }
  })
  return {
    format: 'shapefile',
    features,
    fields: table?.fields ?? [],
    crs: prj === undefined ? null : crsOfPrj(new TextDecoder().decode(prj)),
    encoding: table === null ? null : { name: table.encoding, guessed: table.guessed && chosen === null },
  }
}
