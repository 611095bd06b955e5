import { travel } from '../../platform/geo/ellipsoid.ts'
import { placeInArea } from '../../platform/geo/inside.ts'
import { type Position, boxOfArea } from '../../platform/geo/shapes.ts'
import { type Random, seededRandom } from '../../platform/stats/random.ts'
import { type Block, polygonOf } from './blocks.ts'
import type { Town } from './towns.ts'

export type DemoZone = {
  readonly code: string
  readonly name: string
  readonly level: string | null
  readonly shape: { readonly type: 'MultiPolygon'; readonly coordinates: number[][][][] }
}

export type DemoLayer = {
  readonly id: string
  readonly title: string
  readonly legalBasis: string
  readonly publishedOn: string
  readonly zones: readonly DemoZone[]
}

/** A ring around its middle whose distance varies: simple by construction, and no circle. */
const patch = ([x, y]: Position, radiusM: number, random: Random): Position[] => {
  const count = 9 + random.integer(8)
  return Array.from({ length: count }, (_, index): Position => {
    const angle = (2 * Math.PI * index) / count
    const distance = radiusM * (0.6 + 0.4 * random.next())
    return [x + distance * Math.cos(angle), y + distance * Math.sin(angle)]
  })
}

type Kind = {
  readonly id: string
  readonly count: number
  readonly radiusM: readonly [number, number]
  readonly name: string
}

/** Patches scattered over the towns, clear of each other; some reach the edge of a block. */
const scatter = (towns: readonly Town[], blocks: readonly Block[], { id, count, radiusM, name }: Kind) => {
  const random = seededRandom(`land demo ${id}`)
  const placed: { centre: Position; radius: number }[] = []
  const zones: DemoZone[] = []
  for (let attempt = 0; attempt < count * 40 && zones.length < count; attempt++) {
    const town = towns[random.integer(towns.length)]
    if (town === undefined) break
    const box = boxOfArea(town.territory)
    const centre: Position = [
      box.minX + random.next() * (box.maxX - box.minX),
      box.minY + random.next() * (box.maxY - box.minY),
    ]
    const radius = radiusM[0] + random.next() * (radiusM[1] - radiusM[0])
    const apart = (other: Position, sum: number) => Math.hypot(other[0] - centre[0], other[1] - centre[1]) >= sum
    // Into a block by a sixth of the patch at most.
    const clear =
      placeInArea(centre, town.territory) === 'inside' &&
      placed.every((other) => apart(other.centre, other.radius + radius)) &&
      blocks.every((block) => apart(block.centre, block.radiusM + radius * 0.7))
    if (!clear) continue
    placed.push({ centre, radius })
    const no = String(zones.length + 1).padStart(4, '0')
    zones.push({
      code: `${id}-${no}`,
      name: `${town.name}${name}${no}（演示）`,
      level: null,
      shape: polygonOf(patch(centre, radius, random)),
    })
  }
  return zones
}

const ringAround = (centre: Position, metres: number): DemoZone['shape'] => {
  const ring = Array.from({ length: 72 }, (_, index) =>
    [...travel(centre, 360 - index * 5, metres)].map((each) => Number(each.toFixed(9))),
  )
  return { type: 'MultiPolygon', coordinates: [[[...ring, ring[0] ?? []]]] }
}

/** The nuclear station on the headland (data/README.md). */
const station: Position = [121.642, 29.101]

/** Boundary of development around every block but each ninth, which lies outside. */
const developmentBoundary = (blocks: readonly Block[]): DemoZone[] =>
  blocks
    .filter((_, index) => index % 9 !== 8)
    .map(({ name, frame, centre }, index) => ({
      code: `boundary-${String(index + 1).padStart(3, '0')}`,
      name: `${name}开发边界（演示）`,
      level: null,
      // Twenty metres beyond the outermost plots.
      shape: polygonOf(
        frame.map(([x, y]): Position => {
          const away = Math.hypot(x - centre[0], y - centre[1])
          const factor = (away + 20) / away
          return [centre[0] + (x - centre[0]) * factor, centre[1] + (y - centre[1]) * factor]
        }),
      ),
    }))

/** Control layers fitted to the demo county; the dike's layer comes from the sea module. All made up. */
export const makeLayers = (towns: readonly Town[], blocks: readonly Block[]): DemoLayer[] => [
  {
    id: 'permanentBasicFarmland',
    title: '永久基本农田',
    legalBasis: '《土地管理法》第三十五条',
    publishedOn: '2022-01-20',
    zones: scatter(towns, blocks, { id: 'farmland', count: 420, radiusM: [80, 320], name: '永农片' }),
  },
  {
    id: 'ecologicalRedline',
    title: '生态保护红线',
    legalBasis: '中共中央办公厅、国务院办公厅《关于划定并严守生态保护红线的若干意见》',
    publishedOn: '2022-01-20',
    zones: scatter(towns, blocks, { id: 'redline', count: 60, radiusM: [300, 900], name: '红线片' }),
  },
  {
    id: 'urbanDevelopmentBoundary',
    title: '城镇开发边界',
    legalBasis: '自然资源部《关于全面开展国土空间规划工作的通知》',
    publishedOn: '2022-02-25',
    zones: developmentBoundary(blocks),
  },
  {
    id: 'geologicalHazard',
    title: '地质灾害易发区',
    legalBasis: '《地质灾害防治条例》',
    publishedOn: '2022-03-10',
    zones: scatter(towns, blocks, { id: 'hazard', count: 90, radiusM: [60, 200], name: '地灾区' }).map(
      (zone, index) => ({
        ...zone,
        level: index % 3 === 0 ? 'high' : index % 3 === 1 ? 'medium' : 'low',
      }),
    ),
  },
  {
    id: 'waterSource',
    title: '饮用水水源保护区',
    legalBasis: '《水污染防治法》第六十五条至第六十七条',
    publishedOn: '2022-03-28',
    zones: scatter(towns, blocks, { id: 'water', count: 14, radiusM: [200, 600], name: '水源保护区' }),
  },
  {
    id: 'nuclearExclusion',
    title: '核电厂非居住区',
    legalBasis: 'GB 6249',
    publishedOn: '2022-04-15',
    zones: [{ code: 'nuclear-500', name: '核电厂 500 米（演示）', level: null, shape: ringAround(station, 500) }],
  },
  {
    id: 'nuclearRestriction',
    title: '核电厂规划限制区',
    legalBasis: 'GB 6249',
    publishedOn: '2022-04-15',
    zones: [{ code: 'nuclear-5000', name: '核电厂 5 千米（演示）', level: null, shape: ringAround(station, 5_000) }],
  },
  {
    id: 'heritage',
    title: '文物保护范围',
    legalBasis: '《文物保护法》',
    publishedOn: '2022-05-30',
    zones: scatter(towns, blocks, { id: 'heritage', count: 24, radiusM: [40, 110], name: '文保范围' }),
  },
]
