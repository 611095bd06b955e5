import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resourceIndicators } from '../resource-indicators.ts'
import { compareLayouts, movable, resourcesThen, type ScenarioCase, type ScenarioSite } from './layout-scenario.ts'

const limits = {
  walkKm: 2.5,
  schoolSize: 2_000,
  fundedPupils: 100,
  standards: {
    advancedDegreeTeachersPer100: 4.2,
    backboneTeachersPer100: 1,
    peArtTeachersPer100: 0.9,
    teachingAreaPerPupil: 4.5,
    sportsAreaPerPupil: 7.5,
    equipmentValuePerPupil: 2000,
    multimediaRoomsPer100: 2.3,
  },
}

const site = (id: string, change: Partial<ScenarioSite> = {}): ScenarioSite => ({
  id,
  seats: 600,
  addedSeats: 0,
  openToday: true,
  openThen: true,
  quantities: {},
  added: {},
  ...change,
})

const scenario = (change: Partial<ScenarioCase> & { readonly matrix: readonly (readonly (number | null)[])[] }) =>
  compareLayouts({
    villages: [],
    sites: [],
    limits,
    secondsLeft: () => 20,
    ...change,
    km: (village, at) => change.matrix[village]?.[at] ?? null,
  })

const villages = [
  { id: '涛头', pupils: 300 },
  { id: '善岙', pupils: 90 },
  { id: '沙柳', pupils: 210 },
]
const matrix = [
  [0.5, 6, 9],
  [5, 0.5, 8],
  [9, 8, 1],
]

describe('a layout scenario', () => {
  it('closing a village school: pupils and teachers go to the central one, rooms stay behind', async () => {
    const {
      today,
      scenario: then,
      moved,
    } = await scenario({
      villages,
      matrix,
      sites: [
        site('中心校', { quantities: { backboneTeachersPer100: 6, teachingAreaPerPupil: 2700 } }),
        site('善岙小学', {
          seats: 120,
          openThen: false,
          quantities: { backboneTeachersPer100: 1, teachingAreaPerPupil: 720 },
        }),
        site('沙柳小学', { seats: 240, quantities: { backboneTeachersPer100: 2, teachingAreaPerPupil: 1050 } }),
      ],
    })
    expect(today).toMatchObject({ pupilKm: 405, meanKm: 0.675, p95Km: 1, pupilsBeyondLimit: 0, unusedSeats: 360 })
    expect(today.schools.map(({ flag }) => flag)).toEqual([null, 'small', null])
    // 300 × 0.5 + 90 × 5 + 210 × 1.
    expect(then).toMatchObject({ pupilKm: 810, meanKm: 1.35, p95Km: 5, pupilsBeyondLimit: 90, unusedSeats: 240 })
    expect(then.worstVillage).toEqual({ id: '善岙', km: 5 })
    expect(moved).toEqual([{ village: '善岙', from: '善岙小学', to: '中心校', fromKm: 0.5, toKm: 5 }])
    // Backbone teachers: x = 7/390, 2/210, mean 9/600 → V = 0.65 (7/390 − 0.015)² + 0.35 (2/210 − 0.015)².
    const variance = 0.65 * (7 / 390 - 0.015) ** 2 + 0.35 * (2 / 210 - 0.015) ** 2
    expect(then.indicators.backboneTeachersPer100?.cv).toBeCloseTo(Math.sqrt(variance) / 0.015, 12)
    expect(then.indicators.teachingAreaPerPupil?.mean).toBeCloseTo(3750 / 600, 12)
    expect(then.compliantSchools).toBeNull()
    const cvs = Object.values(then.indicators).map(({ cv }) => cv)
    expect(then.composite).toBeCloseTo((cvs[0] ?? 0) / 2 + (cvs[1] ?? 0) / 2, 12)
  })

  it('a village goes as a whole, even past its nearest school', async () => {
    const { today } = await scenario({
      villages: [
        { id: 'a', pupils: 60 },
        { id: 'b', pupils: 50 },
      ],
      matrix: [
        [1, 9],
        [1, 3],
      ],
      sites: [site('A', { seats: 100 }), site('B', { seats: 100 })],
    })
    expect(today.schools.map(({ pupils }) => pupils)).toEqual([60, 50])
    expect(today.pupilKm).toBe(60 + 150)
  })

  it('the 95th percentile is where the 95th of a hundred pupils lives', async () => {
    const far = (pupils: number) =>
      scenario({
        villages: [
          { id: 'near', pupils: 100 - pupils },
          { id: 'far', pupils },
        ],
        matrix: [[1], [7]],
        sites: [site('A')],
      })
    expect((await far(5)).today.p95Km).toBe(1)
    expect((await far(6)).today.p95Km).toBe(7)
  })

  it('an indicator that no school has leaves no composite', async () => {
    const { today } = await scenario({
      villages,
      matrix: [[1], [1], [1]],
      sites: [site('A', { quantities: { backboneTeachersPer100: 0, sportsAreaPerPupil: 9 } })],
    })
    expect(Object.keys(today.indicators)).toEqual(['sportsAreaPerPupil'])
    expect(today.composite).toBeNull()
  })

  it('a new school with what it is given takes its neighbours; all seven quantities tell who complies', async () => {
    const rich = Object.fromEntries(resourceIndicators.map((name) => [name, 1_000_000]))
    const poor = Object.fromEntries(resourceIndicators.map((name) => [name, 0.5]))
    const { today, scenario: then } = await scenario({
      villages,
      matrix,
      sites: [
        site('老校', { quantities: rich }),
        site('新校', { openToday: false, seats: 0, addedSeats: 200, added: rich }),
        site('沙柳小学', { quantities: poor }),
      ],
    })
    expect(today.schools.map(({ id, pupils }) => [id, pupils])).toEqual([
      ['老校', 390],
      ['沙柳小学', 210],
    ])
    expect(then.schools.map(({ id, pupils }) => [id, pupils])).toEqual([
      ['老校', 300],
      ['新校', 90],
      ['沙柳小学', 210],
    ])
    expect([today.compliantSchools, then.compliantSchools]).toEqual([1, 2])
  })

  it('a village without pupils weighs nothing and moves nowhere', async () => {
    const {
      today,
      scenario: then,
      moved,
    } = await scenario({
      villages: [
        { id: 'a', pupils: 30 },
        { id: 'empty', pupils: 0 },
      ],
      matrix: [
        [1, 2],
        [50, 40],
      ],
      sites: [site('A'), site('B', { openThen: false })],
    })
    expect([today.meanKm, today.worstVillage?.id]).toEqual([1, 'a'])
    expect([then.meanKm, moved]).toEqual([1, []])
  })

  it('a school that nobody attends counts nowhere', async () => {
    const { scenario: then } = await scenario({
      villages: [{ id: 'a', pupils: 10 }],
      matrix: [[1, 2]],
      sites: [
        site('A', { quantities: { backboneTeachersPer100: 1 } }),
        site('B', { quantities: { backboneTeachersPer100: 9 } }),
      ],
    })
    expect(then.schools[1]).toMatchObject({ id: 'B', pupils: 0, flag: 'empty' })
    expect(then.indicators.backboneTeachersPer100?.cv).toBe(0)
  })

  it.each([
    [{ sites: [site('A', { seats: 10 })], matrix: [[1], [1], [1]] }, '/sites', 'capacity_insufficient'],
    [{ sites: [site('A')], matrix: [[1], [null], [1]] }, '/sites', 'distance_unreachable'],
    [{ sites: [site('A', { openThen: false })], matrix: [[1], [1], [1]] }, '/sites', 'no_schools'],
    [{ sites: [site('A'), site('A')], matrix: [] }, '/sites/1/id', 'duplicate_school'],
    [
      { sites: [site('A', { quantities: { sportsAreaPerPupil: 1 } }), site('B')], matrix },
      '/sites/1/quantities/sportsAreaPerPupil',
      'missing_quantity',
    ],
    [{ sites: [site('A', { addedSeats: -601 })], matrix }, '/sites/0/seats', 'negative_quantity'],
    [{ villages: [], sites: [site('A')], matrix }, '/villages', 'no_villages'],
    [{ villages: [{ id: 'a', pupils: -1 }], sites: [site('A')], matrix }, '/villages/0/pupils', 'negative_quantity'],
  ] as const)('refuses what has no answer (%#)', async (change, pointer, code) => {
    await expect(scenario({ villages, ...change })).rejects.toMatchObject({ errors: [{ pointer, code }] })
  })

  it('names villages without a way, whichever state lacks it', async () => {
    await expect(
      scenario({
        villages,
        sites: [site('A'), site('B', { openThen: false })],
        matrix: [
          [1, 1],
          [null, 1],
          [1, 1],
        ],
      }),
    ).rejects.toThrow('善岙')
  })
})

const county = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 2, max: 4 })).chain(([homes, schools]) =>
  fc.record({
    pupils: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: homes, maxLength: homes }),
    km: fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: schools, maxLength: schools }), {
      minLength: homes,
      maxLength: homes,
    }),
    closed: fc.integer({ min: 0, max: schools - 1 }),
    teachers: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: schools, maxLength: schools }),
  }),
)

describe('properties', () => {
  it('closing a school never shortens the ways; doing nothing changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(county, async ({ pupils, km, closed }) => {
        const homes = pupils.map((count, at) => ({ id: `v${at}`, pupils: count }))
        const sites = (km[0] ?? []).map((_, at) => site(`s${at}`, { openThen: at !== closed }))
        const { today, scenario: then } = await scenario({ villages: homes, sites, matrix: km })
        expect(then.pupilKm).toBeGreaterThanOrEqual(today.pupilKm - 1e-9)
        expect(then.bound).toBeLessThanOrEqual(then.pupilKm + 1e-9)
        const same = await scenario({
          villages: homes,
          sites: sites.map((each) => ({ ...each, openThen: true })),
          matrix: km,
        })
        expect(same.scenario).toEqual(same.today)
        expect(same.moved).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  it('what follows the pupils is conserved; what does not stays behind', () => {
    fc.assert(
      fc.property(county, ({ pupils, closed, teachers }) => {
        const homes = pupils.map((count, at) => ({ id: `v${at}`, pupils: count }))
        const sites = teachers.map((count, at) =>
          site(`s${at}`, {
            openThen: at !== closed,
            quantities: { backboneTeachersPer100: count, multimediaRoomsPer100: count },
          }),
        )
        const before = homes.map((_, at) => at % sites.length)
        const after = before.map((at) => (at === closed ? (at + 1) % sites.length : at))
        const then = resourcesThen({ villages: homes, sites }, before, after)
        const sum = (name: 'backboneTeachersPer100' | 'multimediaRoomsPer100') =>
          sites.reduce((total, { openThen }, at) => (openThen ? total + (then[at]?.[name] ?? 0) : total), 0)
        const all = teachers.reduce((total, count) => total + count, 0)
        const left = before.includes(closed) ? 0 : (teachers[closed] ?? 0)
        expect(movable).toContain('backboneTeachersPer100')
        expect(sum('backboneTeachersPer100')).toBeCloseTo(all - left, 9)
        expect(sum('multimediaRoomsPer100')).toBe(all - (teachers[closed] ?? 0))
      }),
    )
  })
})
