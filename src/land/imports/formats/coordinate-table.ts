/** 界址点成果表: one boundary point a row, X northing and Y easting as surveyors write them. */
import type { Position, Ring } from '../../../platform/geo/shapes.ts'
import { Budget, FileRefused, importLimits, type RawFeature, type RawFile, tooManyVertices } from '../raw.ts'

export type TableRow = { readonly number: number; readonly cells: readonly string[] }

const find = (header: readonly string[], pattern: RegExp): number =>
  header.findIndex((title) => pattern.test(title.trim()))

const numberOf = (text: string | undefined): number =>
  text === undefined || text.trim() === '' ? Number.NaN : Number(text.replaceAll(',', ''))

type Group = {
  readonly name: string
  readonly first: number
  readonly cells: readonly string[]
  points: Position[]
  wrong: number | null
}

/** Points of one plot: a ring ends where its first point comes again; what follows is a hole. */
const ringsOf = (points: readonly Position[]): Ring[] => {
  const rings: Ring[] = []
  let ring: Position[] = []
  for (const point of points) {
    ring.push(point)
    const [first] = ring
    if (ring.length > 1 && first !== undefined && first[0] === point[0] && first[1] === point[1]) {
      rings.push(ring)
      ring = []
    }
  }
  const [first] = ring
  // Tables often leave the closing point out.
  return first === undefined ? rings : [...rings, [...ring, first]]
}

export const readCoordinateTable = (header: readonly string[], rows: readonly TableRow[]): RawFile => {
  const [x, y] = [find(header, /^(x|纵坐标|北坐标)/i), find(header, /^(y|横坐标|东坐标)/i)]
  if (x < 0 || y < 0) throw new FileRefused('no_coordinates', '表头须有“X”（北）和“Y”（东）两列')
  const plot = find(header, /宗地|地块|代码|编号|名称/)
  const mark = find(header, /点号|界址点/)
  if (plot < 0 && mark < 0) throw new FileRefused('no_plot', '表头须有“宗地代码”或“点号”一列')
  const budget = new Budget()
  const groups: Group[] = []
  let last = ''
  for (const { number, cells } of rows) {
    const name = plot < 0 ? last : cells[plot]?.trim() || last
    const restarts = plot < 0 && /^\D*0*1$/.test(cells[mark]?.trim() ?? '')
    if (groups.length === 0 || name !== last || restarts) {
      budget.feature()
      groups.push({ name, first: number, cells, points: [], wrong: null })
      last = name
    }
    const group = groups.at(-1)
    if (group === undefined) continue
    const point: Position = [numberOf(cells[y]), numberOf(cells[x])]
    budget.vertices(1)
    if (!point.every(Number.isFinite)) group.wrong ??= number
    group.points.push(point)
  }
  const fields = header.filter((title, index) => title !== '' && index !== x && index !== y && index !== mark)
  return {
    format: 'xlsx',
    fields,
    crs: null,
    encoding: null,
    features: groups.map((group): RawFeature => {
      const refused =
        group.wrong !== null
          ? { code: 'coordinate', message: `第 ${group.wrong} 行的坐标不是数字` }
          : group.points.length > importLimits.verticesOfFeature
            ? tooManyVertices
            : null
      return {
        place: `第 ${group.first} 行起`,
        properties: Object.fromEntries(fields.map((title) => [title, group.cells[header.indexOf(title)] ?? ''])),
        area: refused === null ? [ringsOf(group.points)] : null,
        refused,
      }
    }),
  }
}
