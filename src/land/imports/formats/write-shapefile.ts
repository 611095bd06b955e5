import { zipSync } from 'fflate'
import { boxOfArea, type Ring, signedRingArea } from '../../../platform/geo/shapes.ts'
import type { ExportTable } from './export-table.ts'
import { cgcs2000Wkt } from './wkt.ts'

const polygon = 5

const record = (rings: readonly Ring[]): Uint8Array => {
  const points = rings.reduce((sum, ring) => sum + ring.length, 0)
  const bytes = new Uint8Array(44 + 4 * rings.length + 16 * points)
  const data = new DataView(bytes.buffer)
  const box = boxOfArea(rings.map((ring) => [ring]))
  data.setInt32(0, polygon, true)
  ;[box.minX, box.minY, box.maxX, box.maxY].forEach((value, index) => data.setFloat64(4 + 8 * index, value, true))
  data.setInt32(36, rings.length, true)
  data.setInt32(40, points, true)
  let [start, at] = [0, 44 + 4 * rings.length]
  rings.forEach((ring, index) => {
    data.setInt32(44 + 4 * index, start, true)
    start += ring.length
    for (const [x, y] of ring) {
      data.setFloat64(at, x, true)
      data.setFloat64(at + 8, y, true)
      at += 16
    }
  })
  return bytes
}

/** Shapefiles want outlines clockwise and holes anticlockwise. */
const turned = (table: ExportTable): Ring[][] =>
  table.rows.map(({ area }) =>
    area.flatMap((part) =>
      part.map((ring, index) => (signedRingArea(ring) > 0 === (index === 0) ? [...ring].reverse() : ring)),
    ),
  )

const header = (lengthBytes: number, box: ReturnType<typeof boxOfArea>): Uint8Array => {
  const data = new DataView(new ArrayBuffer(100))
  data.setInt32(0, 9994, false)
  data.setInt32(24, lengthBytes / 2, false)
  data.setInt32(28, 1000, true)
  data.setInt32(32, polygon, true)
  ;[box.minX, box.minY, box.maxX, box.maxY].forEach((value, index) => data.setFloat64(36 + 8 * index, value, true))
  return new Uint8Array(data.buffer)
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const numberWidth = 20
const textWidth = 200

/** dBASE III in UTF-8, as the .cpg says; a text longer than its field ends at a whole character. */
const writeTable = ({ columns, rows }: ExportTable): Uint8Array => {
  const encoder = new TextEncoder()
  const widths = columns.map(({ type }) => (type === 'number' ? numberWidth : textWidth))
  const width = 1 + widths.reduce((a, b) => a + b, 0)
  const head = 33 + 32 * columns.length
  const bytes = new Uint8Array(head + width * rows.length + 1).fill(0x20, head)
  const data = new DataView(bytes.buffer)
  bytes.set([3, 126, 1, 1])
  data.setUint32(4, rows.length, true)
  data.setUint16(8, head, true)
  data.setUint16(10, width, true)
  columns.forEach(({ short, type }, index) => {
    const at = 32 + 32 * index
    bytes.set(encoder.encode(short).subarray(0, 10), at)
    bytes[at + 11] = type === 'number' ? 0x4e : 0x43
    bytes[at + 16] = widths[index] ?? 0
    bytes[at + 17] = type === 'number' ? 6 : 0
  })
  bytes[head - 1] = 0x0d
  rows.forEach(({ values }, row) => {
    let at = head + row * width + 1
    values.forEach((value, index) => {
      const room = widths[index] ?? 0
      const text = value === null ? '' : typeof value === 'number' ? value.toFixed(6).padStart(room) : value
      encoder.encodeInto(text, bytes.subarray(at, at + room))
      at += room
    })
  })
  bytes[bytes.length - 1] = 0x1a
  return bytes
}

/** A table as a zipped Shapefile in CGCS2000 degrees, texts in UTF-8. */
export const writeShapefile = (table: ExportTable): Uint8Array => {
  const shapes = turned(table)
  const records = shapes.map(record)
  const box = boxOfArea(table.rows.flatMap(({ area }) => area))
  const shp: Uint8Array[] = []
  const index = new DataView(new ArrayBuffer(8 * records.length))
  let offset = 100
  records.forEach((bytes, at) => {
    const lead = new DataView(new ArrayBuffer(8))
    lead.setInt32(0, at + 1, false)
    lead.setInt32(4, bytes.length / 2, false)
    index.setInt32(8 * at, offset / 2, false)
    index.setInt32(8 * at + 4, bytes.length / 2, false)
    shp.push(new Uint8Array(lead.buffer), bytes)
    offset += 8 + bytes.length
  })
  const text = (value: string) => new TextEncoder().encode(value)
  return zipSync({
    [`${table.name}.shp`]: joined([header(offset, box), ...shp]),
    [`${table.name}.shx`]: joined([header(100 + index.byteLength, box), new Uint8Array(index.buffer)]),
    [`${table.name}.dbf`]: writeTable(table),
    [`${table.name}.prj`]: text(cgcs2000Wkt),
    [`${table.name}.cpg`]: text('UTF-8'),
  })
}
