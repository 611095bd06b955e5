/** ASCII DXF: closed LWPOLYLINE, POLYLINE and the polyline paths of HATCH; texts inside become labels. */
import { placeInRing } from '../../../platform/geo/inside.ts'
import type { Position, Ring } from '../../../platform/geo/shapes.ts'
import { Budget, FileRefused, importLimits, type RawFeature, type RawFile, tooManyVertices } from '../raw.ts'
import { encodingOf, guessEncoding } from './text-encoding.ts'

/** Arcs are replaced by chords that miss them by at most this much, m (land 7). */
const chordErrorM = 0.01

type Pair = readonly [code: number, value: string]
type Vertex = { readonly x: number; readonly y: number; readonly bulge: number }
type Entity = { readonly type: string; readonly pairs: readonly Pair[] }

const readPairs = (text: string): Pair[] => {
  const lines = text.split(/\r\n|\r|\n/)
  const pairs: Pair[] = []
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const code = Number((lines[at] ?? '').trim())
    if (!Number.isInteger(code)) throw new FileRefused('damaged', `DXF 第 ${at + 1} 行不是组码`)
    pairs.push([code, (lines[at + 1] ?? '').trim()])
  }
  return pairs
}

/** Corners of an arc between two vertices, without its ends. Bulge = tan(angle/4), positive anticlockwise. */
export const arcCorners = (from: Vertex, to: Vertex): Position[] => {
  if (from.bulge === 0) return []
  const angle = 4 * Math.atan(from.bulge)
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const chord = Math.hypot(dx, dy)
  if (chord === 0) return []
  const radius = Math.abs(chord / (2 * Math.sin(angle / 2)))
  const step = 2 * Math.acos(Math.max(-1, 1 - Math.min(chordErrorM / radius, 1)))
  const count = Math.min(720, Math.ceil(Math.abs(angle) / step))
  const away = chord / 2 / Math.tan(angle / 2)
  const [cx, cy] = [(from.x + to.x) / 2 - (dy / chord) * away, (from.y + to.y) / 2 + (dx / chord) * away]
  const start = Math.atan2(from.y - cy, from.x - cx)
  return Array.from({ length: count - 1 }, (_, index): Position => {
    const at = start + (angle * (index + 1)) / count
    return [cx + radius * Math.cos(at), cy + radius * Math.sin(at)]
  })
}

const ringOf = (vertices: readonly Vertex[]): Ring => {
  const [first] = vertices
  if (first === undefined) return []
  const ring = vertices.flatMap((vertex, index): Position[] => [
    [vertex.x, vertex.y],
    ...arcCorners(vertex, vertices[index + 1] ?? first),
  ])
  const open = ring[0]?.[0] !== ring.at(-1)?.[0] || ring[0]?.[1] !== ring.at(-1)?.[1]
  return open ? [...ring, [first.x, first.y]] : ring
}

const valueOf = (entity: Entity, code: number): string | undefined => entity.pairs.find(([each]) => each === code)?.[1]

/** Vertices of a run of pairs: 10 opens one, 20 and 42 belong to it. */
const verticesOf = (pairs: readonly Pair[]): Vertex[] => {
  const vertices: { x: number; y: number; bulge: number }[] = []
  for (const [code, value] of pairs) {
    const last = vertices.at(-1)
    if (code === 10) vertices.push({ x: Number(value), y: Number.NaN, bulge: 0 })
    else if (code === 20 && last !== undefined) last.y = Number(value)
    else if (code === 42 && last !== undefined) last.bulge = Number(value)
  }
  return vertices
}

const isClosed = (entity: Entity): boolean => (Number(valueOf(entity, 70) ?? 0) & 1) === 1

/** Polyline boundary paths of a hatch; the others are made of edges and are not land boundaries. */
const hatchRings = (entity: Entity): Ring[] | null => {
  const rings: Ring[] = []
  let at = entity.pairs.findIndex(([code]) => code === 91)
  if (at < 0) return null
  for (let path = 0, paths = Number(entity.pairs[at]?.[1] ?? 0); path < paths; path++) {
    at = entity.pairs.findIndex(([code], index) => index > at && code === 92)
    if (at < 0) return null
    if ((Number(entity.pairs[at]?.[1]) & 2) === 0) return null
    const start = entity.pairs.findIndex(([code], index) => index > at && code === 93)
    const count = Number(entity.pairs[start]?.[1] ?? 0)
    const rest = entity.pairs.slice(start + 1)
    const stop = rest.findIndex(([code]) => code === 97 || code === 92 || code === 75)
    rings.push(ringOf(verticesOf(stop < 0 ? rest : rest.slice(0, stop)).slice(0, count)))
  }
  return rings
}

const entitiesOf = (pairs: readonly Pair[]): Entity[] => {
  const start = pairs.findIndex(
    ([code, value], index) => code === 2 && value === 'ENTITIES' && pairs[index - 1]?.[1] === 'SECTION',
  )
  if (start < 0) throw new FileRefused('damaged', 'DXF 没有 ENTITIES 段')
  const entities: { type: string; pairs: Pair[] }[] = []
  for (const pair of pairs.slice(start + 1)) {
    if (pair[0] === 0) {
      if (pair[1] === 'ENDSEC') break
      entities.push({ type: pair[1], pairs: [] })
    } else entities.at(-1)?.pairs.push(pair)
  }
  return entities
}

type Drawn = { readonly entity: Entity; readonly rings: readonly Ring[] | null; readonly closed: boolean }

const drawnOf = (entities: readonly Entity[]): Drawn[] => {
  const drawn: Drawn[] = []
  entities.forEach((entity, index) => {
    if (entity.type === 'LWPOLYLINE') {
      drawn.push({ entity, rings: [ringOf(verticesOf(entity.pairs))], closed: isClosed(entity) })
    } else if (entity.type === 'POLYLINE') {
      const end = entities.findIndex((other, at) => at > index && other.type !== 'VERTEX')
      const vertices = entities.slice(index + 1, end < 0 ? undefined : end).flatMap(({ pairs }) => verticesOf(pairs))
      drawn.push({ entity, rings: [ringOf(vertices)], closed: isClosed(entity) })
    } else if (entity.type === 'HATCH') drawn.push({ entity, rings: hatchRings(entity), closed: true })
  })
  return drawn
}

/** Closed figures of a drawing as features; what is open or made of arcs alone is named by its handle. */
export const readDxf = (bytes: Uint8Array): RawFile => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 20_000))
  const page = /\$DWGCODEPAGE\s+3\s+(\S+)/.exec(head)?.[1]
  const named = page === undefined ? null : encodingOf(page)
  const encoding = named ?? guessEncoding(bytes)
  const entities = entitiesOf(readPairs(new TextDecoder(encoding).decode(bytes)))
  const budget = new Budget()
  const labels = entities
    .filter(({ type }) => type === 'TEXT' || type === 'MTEXT')
    .map((entity) => ({
      text: (valueOf(entity, 1) ?? '').replaceAll(/\\[A-Za-z][^;]*;|[{}]/g, '').trim(),
      at: [Number(valueOf(entity, 10)), Number(valueOf(entity, 20))] as const,
    }))
  const features = drawnOf(entities).map(({ entity, rings, closed }): RawFeature => {
    budget.feature()
    const handle = valueOf(entity, 5) ?? '?'
    const count = (rings ?? []).reduce((sum, ring) => sum + ring.length, 0)
    budget.vertices(count)
    const outer = rings?.[0] ?? []
    const inside = labels.filter(
      ({ text, at }) => text !== '' && outer.length > 3 && placeInRing(at, outer) === 'inside',
    )
    const refused =
      rings === null
        ? { code: 'hatch_without_polyline', message: '填充边界由散线组成，请改为闭合多段线' }
        : !closed
          ? { code: 'open_polyline', message: '多段线没有闭合' }
          : count > importLimits.verticesOfFeature
            ? tooManyVertices
            : null
    return {
      place: `DXF 句柄 ${handle}`,
      properties: {
        layer: valueOf(entity, 8) ?? '',
        handle,
        label: inside.map(({ text }) => text).join(' '),
      },
      area: refused === null && rings !== null ? [rings] : null,
      refused,
    }
  })
  return {
    format: 'dxf',
    features,
    fields: ['layer', 'handle', 'label'],
    crs: null,
    encoding: { name: encoding, guessed: named === null },
  }
}
