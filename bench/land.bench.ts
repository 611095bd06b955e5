// Land: the county's overlay with verdicts, one site's verdict, the yearly evaluation, and the idle-land clock of every
// parcel. Synthetic, seeded. Limits are those of the pages: a site answers at once, a county within seconds.
import { addDays, type CivilDate } from '../src/platform/dates.ts'
import { Working } from '../src/platform/explain.ts'
import { crsRegistry } from '../src/platform/geo/crs.ts'
import type { Area, Position } from '../src/platform/geo/shapes.ts'
import { seededRandom } from '../src/platform/stats/random.ts'
import { classesOf } from '../src/land/model/classes.ts'
import { evaluate } from '../src/land/model/evaluation.ts'
import { type IdleFacts, idleVerdict } from '../src/land/model/idle-land.ts'
import { nextClass } from '../src/land/model/next-class.ts'
import {
  type LayerVerdictRule,
  type Parcel,
  type Zone,
  overlay,
  prepareLayers,
  ruleKey,
} from '../src/land/model/overlay.ts'
import { publishedSchemes } from '../src/land/model/schemes.ts'
import { type BenchLine, measure, milliseconds } from './line.ts'

const [parcelCount, zoneCount, firmCount, side] = [50_000, 2_390, 1_600, 20_000] as const
const layers = ['permanentBasicFarmland', 'ecologicalRedline', 'urbanDevelopmentBoundary', 'seaDike'] as const
const random = seededRandom('land')

const closed = (points: Position[]): Position[] => [...points, points[0] as Position]

const star = (x: number, y: number, radius: number, vertices: number): Area => [
  [
    closed(
      Array.from({ length: vertices }, (_, index): Position => {
        const angle = (2 * Math.PI * index) / vertices
        const reach = radius * (0.8 + 0.2 * random.next())
        return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)]
      }),
    ),
  ],
]

const place = (): Position => [630_000 + side * random.next(), 3_210_000 + side * random.next()]

/** Zones of a layer stand on a grid of their own, so that they do not overlap: layers are dissolved at import. */
const makeZones = (): Zone[] => {
  const perLayer = Math.ceil(zoneCount / layers.length)
  const columns = Math.ceil(Math.sqrt(perLayer))
  const cell = side / columns
  return Array.from({ length: zoneCount }, (_, index): Zone => {
    const [layer, at] = [layers[index % layers.length] ?? layers[0], Math.floor(index / layers.length)]
    const [x, y] = [630_000 + ((at % columns) + 0.5) * cell, 3_210_000 + (Math.floor(at / columns) + 0.5) * cell]
    return { id: `z${index}`, layer, level: null, area: star(x, y, 0.45 * cell, 221) }
  })
}

const makeParcel = (index: number): Parcel => {
  const [x, y] = place()
  const corners: Position[] = [
    [x, y],
    [x + 40, y],
    [x + 40, y + 40],
    [x, y + 40],
  ]
  return { id: `p${index}`, area: [[closed(corners)]] }
}

const rulesOf = (zones: readonly Zone[]): Map<string, LayerVerdictRule> =>
  new Map(
    zones.map((zone): [string, LayerVerdictRule] => [
      ruleKey(zone),
      zone.layer === 'urbanDevelopmentBoundary'
        ? { verdict: 'conditional', side: 'outside', sliver: 'sliver' }
        : { verdict: 'prohibited', side: 'inside', sliver: 'checkBySurvey' },
    ]),
  )

const logNormal = (median: number, sigma: number) => median * Math.exp(sigma * random.normal())

const makeFirm = (index: number) => ({
  id: `f${index}`,
  landM2: logNormal(6_000, 0.9),
  taxFen: Math.round(logNormal(10, 1) * 9 * 1_000_000),
  valueAddedFen: Math.round(logNormal(80, 0.8) * 9 * 1_000_000),
  energyTce: logNormal(300, 1),
  pollutantTonnes: random.next() < 0.3 ? null : logNormal(0.4, 1),
  staff: Math.ceil(logNormal(60, 0.8)),
  rdFen: Math.round(logNormal(100, 1) * 1_000_000),
  revenueFen: Math.round(logNormal(5_000, 0.8) * 1_000_000),
  powerKwh: logNormal(800_000, 1),
  bonus: 0,
  deduction: 0,
})

const makeIdleFacts = (): IdleFacts => ({
  tenure: 'grant',
  startDue: addDays('2013-01-01' as CivilDate, random.integer(3_600)),
  handoverOn: null,
  supplements: [],
  completedOn: null,
  priceFen: random.integer(1_000_000_000),
  pricePaid: true,
  projectFundsReady: true,
  governmentCauses:
    random.next() < 0.2 ? [{ code: 'planChanged', from: '2021-01-01' as CivilDate, to: null, verified: true }] : [],
  asOf: '2022-06-30' as CivilDate,
  started: random.next() < 0.8,
  startedOn: null,
  startEvidence: null,
  suspendedSince: null,
  areaToDevelopM2: 10_000,
  developedAreaM2: 5_000,
  totalInvestmentFen: null,
  investedFen: null,
})

const limited = (what: string, ms: number, limitMs: number): BenchLine => ({
  what,
  ours: milliseconds(ms),
  against: 'limit',
  theirs: milliseconds(limitMs),
  ratio: limitMs / ms,
  goal: '≥ 1 ×',
})

export default async function* land(): AsyncIterable<BenchLine> {
  const zones = makeZones()
  const rules = rulesOf(zones)
  const parcels = Array.from({ length: parcelCount }, (_, index) => makeParcel(index))
  const county = await measure(() => overlay(parcels, prepareLayers(zones, crsRegistry['EPSG:4549'], rules), true), {
    runs: 1,
    warmUp: 0,
  })
  yield limited(`county overlay with verdicts, ${parcelCount} parcels × ${zoneCount} zones`, county.median, 10_000)

  let turn = 0
  const prepared = prepareLayers(zones, crsRegistry['EPSG:4549'], rules)
  const site = await measure(
    () => {
      const near = parcels[turn++ % parcels.length] as Parcel
      return overlay([near], prepared, false)
    },
    { runs: 40 },
  )
  yield limited(`verdict of one site on ${zoneCount} zones made ready once, p95`, site.p95, 50)

  const firms = Array.from({ length: firmCount }, (_, index) => makeFirm(index))
  const scheme = publishedSchemes['huangyan-2021']
  const cumulative = [20, 80, 95, 100]
  const evaluation = await measure(() => {
    const rows = evaluate(firms, scheme, Working.silent)
    return classesOf(
      rows.map(({ total }) => total),
      { cumulative, countyMeanTaxPerMu: null },
    )
  })
  yield limited(`evaluation and classes of ${firmCount} firms, p95`, evaluation.p95, 200)

  const least = await measure(() => nextClass(firms, scheme, cumulative, 'f7', Working.silent), { runs: 5, warmUp: 1 })
  yield limited(`least change to the next class among ${firmCount} firms, p95`, least.p95, 3_000)

  const facts = Array.from({ length: 2_100 }, makeIdleFacts)
  const clock = await measure(() => facts.map((each) => idleVerdict(each, Working.silent)))
  yield limited(`idle-land clock of ${facts.length} parcels, p95`, clock.p95, 500)
}
