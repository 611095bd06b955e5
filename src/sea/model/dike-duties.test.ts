import { describe, expect, it } from 'vitest'
import { parseDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { type RingSection, inspectionDuties, protectionStrip, ringStandard, stripZone } from './dike-duties.ts'

const silent = Working.silent

describe('protection strip', () => {
  it('is wider for grades 1 to 3', () => {
    expect([3, 4].map((grade) => protectionStrip(grade, silent))).toEqual([
      { managementSeawardM: 70, managementLandwardM: 30, protectionLandwardM: 20 },
      { managementSeawardM: 60, managementLandwardM: 20, protectionLandwardM: 20 },
    ])
  })
  it('is shown with its whole width', () => {
    const working = new Working()
    protectionStrip(2, working)
    expect(working.explain(null).working[0]).toMatchObject({ result: 120, unit: 'm' })
  })
  it('counts its edges, and has no protection zone at sea', () => {
    const strip = protectionStrip(5, silent)
    const landward = [20, 20.01, 40, 40.01].map((metres) => stripZone(strip, 'landward', metres))
    expect(landward).toEqual(['management', 'protection', 'protection', 'outside'])
    expect([60, 60.01].map((metres) => stripZone(strip, 'seaward', metres))).toEqual(['management', 'outside'])
  })
})

describe('closed ring', () => {
  const dike = (id: string, returnPeriod: number | null, lengthKm = 1): RingSection => ({
    id,
    kind: 'dike',
    returnPeriod,
    lengthKm,
  })
  it('is as strong as its weakest parts; a required standard that is reached counts', () => {
    const ring = [dike('a', 50, 2), dike('b', 30), dike('c', 30), { ...dike('d', 30), kind: 'sluice' as const }]
    expect(ringStandard(ring, 50, silent)).toEqual({
      returnPeriod: 30,
      weakest: ['b', 'c', 'd'],
      belowRequired: ['b', 'c', 'd'],
      sluicesBelowDike: [],
      toStandardShare: 0.5,
    })
  })
  it('has no weakest part where all lie beyond the curve, and no share without a length', () => {
    expect(ringStandard([dike('a', null, 0)], 100, silent)).toMatchObject({
      returnPeriod: null,
      weakest: [],
      belowRequired: [],
      toStandardShare: 0,
    })
  })
})

describe('inspections', () => {
  const delays = { beforeSeasonDays: 45, afterSeasonDays: 30, afterSurgeDays: 7 }
  const record = {
    seasonFrom: parseDate('2022-04-15'),
    seasonTo: parseDate('2022-10-15'),
    surges: [parseDate('2022-09-14')],
    inspections: [] as ReturnType<typeof parseDate>[],
    designCheckedOn: null,
    extremeSurgeOn: null,
  }
  const duties = (asOf: string, change: Partial<typeof record> = {}) =>
    inspectionDuties({ ...record, ...change }, delays, parseDate(asOf)).map(
      ({ duty, dueOn, doneOn, overdue }) => `${duty} ${dueOn} ${doneOn ?? '-'}${overdue ? ' overdue' : ''}`,
    )
  it('open 45 days before the season and not before', () => {
    expect(duties('2022-02-28')).toEqual([])
    expect(duties('2022-03-01')).toEqual(['before_flood_season 2022-04-14 -'])
    expect(duties('2022-04-14')).toEqual(['before_flood_season 2022-04-14 -'])
    expect(duties('2022-04-15')).toEqual(['before_flood_season 2022-04-14 - overdue'])
  })
  it('one on the last day is in time, one a day later is not, one before it opened does not count', () => {
    const after = (day: string) => duties('2022-09-22', { inspections: [parseDate('2022-03-10'), parseDate(day)] })[1]
    expect(after('2022-09-14')).toBe('after_surge 2022-09-21 2022-09-14')
    expect(after('2022-09-21')).toBe('after_surge 2022-09-21 2022-09-21')
    expect(after('2022-09-22')).toBe('after_surge 2022-09-21 2022-09-22 overdue')
    expect(after('2022-09-13')).toBe('after_surge 2022-09-21 - overdue')
    expect(after('2022-09-23')).toBe('after_surge 2022-09-21 - overdue')
  })
  it('take the first inspection that counts, in whatever order they are listed, and one after the season', () => {
    const inspections = [parseDate('2022-09-20'), parseDate('2022-10-20'), parseDate('2022-09-15')]
    expect(duties('2022-11-30', { inspections }).slice(1)).toEqual([
      'after_surge 2022-09-21 2022-09-15',
      'after_flood_season 2022-11-14 2022-10-20',
    ])
  })
  it('follow the season, and the design is checked after ten years or an extreme surge', () => {
    expect(duties('2022-10-15', { surges: [] })).toHaveLength(1)
    expect(duties('2022-10-16', { surges: [] })[1]).toBe('after_flood_season 2022-11-14 -')
    const checked = (change: object) => duties('2022-03-01', { surges: [], ...change }).at(-1)
    const designCheckedOn = parseDate('2013-03-01') as never
    expect(checked({ designCheckedOn })).toBe('design_recheck 2023-03-01 -')
    expect(checked({ designCheckedOn, extremeSurgeOn: parseDate('2012-08-08') })).toBe('design_recheck 2023-03-01 -')
    expect(
      duties('2022-03-01', { surges: [], designCheckedOn, extremeSurgeOn: parseDate('2019-08-10') as never })[0],
    ).toBe('design_recheck 2019-08-10 - overdue')
  })
})
