/** Polygons in well-known binary (OGC 06-103r4 §8), as GeoPackage stores them (OGC 12-128r18 §2.1.3). */
import type { Area, Position, Ring } from '../../../platform/geo/shapes.ts'
import { type Budget, FileRefused, importLimits, type Refused, tooManyVertices } from '../raw.ts'

const damaged = (): FileRefused => new FileRefused('damaged', 'GeoPackage 图形已损坏')

class Reader {
  readonly #data: DataView
  #at: number
  #little = true

  constructor(bytes: Uint8Array, at: number) {
    this.#data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#at = at
  }

  #take(size: number): number {
    const at = this.#at
    if (at + size > this.#data.byteLength) throw damaged()
    this.#at += size
    return at
  }

  order(): void {
    this.#little = this.#data.getUint8(this.#take(1)) === 1
  }

  count(): number {
    return this.#data.getUint32(this.#take(4), this.#little)
  }

  number(): number {
    return this.#data.getFloat64(this.#take(8), this.#little)
  }
}

const readRing = (reader: Reader, dimensions: number, budget: Budget): Ring => {
  const count = reader.count()
  budget.vertices(count)
  return Array.from({ length: count }, (): Position => {
    const position: Position = [reader.number(), reader.number()]
    for (let more = 2; more < dimensions; more++) reader.number()
    return position
  })
}

const readPolygon = (reader: Reader, dimensions: number, budget: Budget): Ring[] => {
  const rings = reader.count()
  if (rings > importLimits.vertices) throw damaged()
  return Array.from({ length: rings }, () => readRing(reader, dimensions, budget))
}

/** Type and number of coordinates; Z, M and ZM stand as thousands (ISO) or as high bits (EWKB). */
const typeOf = (code: number): { readonly type: number; readonly dimensions: number } => {
  const flags = (code & 0x80000000 ? 1 : 0) + (code & 0x40000000 ? 1 : 0)
  const plain = code & 0x0fffffff
  const thousands = Math.floor(plain / 1_000)
  return { type: plain % 1_000, dimensions: 2 + flags + (thousands === 0 ? 0 : thousands === 3 ? 2 : 1) }
}

type Read = { readonly area: Area | null; readonly refused: Refused | null }

const refusedAs = (code: string, message: string): Read => ({ area: null, refused: { code, message } })

export const readGeoPackageGeometry = (bytes: Uint8Array, budget: Budget): Read => {
  if (bytes.length < 8 || bytes[0] !== 0x47 || bytes[1] !== 0x50) throw damaged()
  const flags = bytes[3] ?? 0
  if (flags & 0x10) return refusedAs('empty_geometry', '要素没有图形')
  const envelope = [0, 32, 48, 48, 64][(flags >> 1) & 7]
  if (envelope === undefined) throw damaged()
  const reader = new Reader(bytes, 8 + envelope)
  reader.order()
  const { type, dimensions } = typeOf(reader.count())
  if (type !== 3 && type !== 6) return refusedAs('not_a_polygon', '图形不是面')
  const area: Ring[][] = []
  if (type === 3) area.push(readPolygon(reader, dimensions, budget))
  else {
    const parts = reader.count()
    if (parts > importLimits.vertices) throw damaged()
    for (let part = 0; part < parts; part++) {
      reader.order()
      const own = typeOf(reader.count())
      area.push(readPolygon(reader, own.dimensions, budget))
    }
  }
  const count = area.reduce((sum, part) => sum + part.reduce((all, ring) => all + ring.length, 0), 0)
  if (count === 0) return refusedAs('empty_geometry', '要素没有图形')
  return count > importLimits.verticesOfFeature ? { area: null, refused: tooManyVertices } : { area, refused: null }
}

/** A MultiPolygon as GeoPackage binary, little endian, with its envelope. */
export const writeGeoPackageGeometry = (area: Area, srs: number): Uint8Array => {
  const count = area.reduce((sum, part) => sum + part.reduce((all, ring) => all + ring.length, 0), 0)
  const rings = area.reduce((sum, part) => sum + part.length, 0)
  const bytes = new Uint8Array(8 + 32 + 9 + area.length * 9 + rings * 4 + count * 16)
  const data = new DataView(bytes.buffer)
  bytes.set([0x47, 0x50, 0, 0b11])
  data.setInt32(4, srs, true)
  const xs = area.flatMap((part) => (part[0] ?? []).map(([x]) => x))
  const ys = area.flatMap((part) => (part[0] ?? []).map(([, y]) => y))
  ;[Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)].forEach((value, index) =>
    data.setFloat64(8 + 8 * index, value, true),
  )
  let at = 40
  const head = (type: number, number: number): void => {
    data.setUint8(at, 1)
    data.setUint32(at + 1, type, true)
    data.setUint32(at + 5, number, true)
    at += 9
  }
  head(6, area.length)
  for (const part of area) {
    head(3, part.length)
    for (const ring of part) {
      data.setUint32(at, ring.length, true)
      at += 4
      for (const [x, y] of ring) {
        data.setFloat64(at, x, true)
        data.setFloat64(at + 8, y, true)
        at += 16
      }
    }
  }
  return bytes
}
