import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import {
  county,
  landServer,
  organisations,
  parcelDraft,
  type Person,
  seedLand,
  square,
  towns,
} from '../../land.testing.ts'
import { landBuilding, landOccupancy, landParcel } from '../../tables.ts'

describeDatabases('parcels', (database) => {
  let door: Awaited<ReturnType<typeof landServer>>
  beforeAll(async () => {
    await seedLand(database())
    door = await landServer(database())
  })
  afterAll(() => door.close())
  const register = (no: number, geometry: object, change: object = {}, person: Person = 'resources') =>
    door.ask('POST', '/parcels', person, parcelDraft(no, geometry, change))
  const faults = async (no: number, geometry: object, change: object = {}) => {
    const { status, body } = await register(no, geometry, change)
    const errors = (body['errors'] ?? []) as { pointer: string; code: string }[]
    return [status, ...errors.map(({ pointer, code }) => `${pointer} ${code}`)]
  }

  it('registers a boundary with its area on the ellipsoid, and gives it back', async () => {
    const { status, body } = await register(1, square(0, 0, 100))
    expect(status).toBe(201)
    // The plane is larger than the ground here, by half a thousandth.
    expect(body['areaGeodesicM2']).toBeGreaterThan(9_990)
    expect(body['areaGeodesicM2']).toBeLessThan(9_999)
    expect(body).toMatchObject({ sourceCrs: 'EPSG:4549', figures: null, holders: [], parents: [] })
    expect((await door.ask('GET', `/parcels/${String(body['id'])}`, 'resources')).body['code']).toBe(
      '331022001001GB00001',
    )
  })

  it('takes a neighbour that shares an edge, refuses one that overlaps, naming it', async () => {
    expect((await register(2, square(100, 0, 100))).status).toBe(201)
    const { status, body } = await register(3, square(190, 50, 100))
    expect(status).toBe(422)
    expect(body['errors']).toMatchObject([{ pointer: '/geometry', code: 'overlaps_parcel' }])
    expect(JSON.stringify(body['errors'])).toContain('331022001001GB00002 重叠 500.00 平方米')
  })

  const bowTie = {
    type: 'Polygon',
    coordinates: [
      [
        [634_500, 3_219_000],
        [634_600, 3_219_100],
        [634_600, 3_219_000],
        [634_500, 3_219_100],
        [634_500, 3_219_000],
      ],
    ],
  }
  const swapped = {
    type: 'Polygon',
    coordinates: [
      [
        [3_219_000, 634_500],
        [3_219_000, 634_600],
        [3_219_100, 634_600],
        [3_219_000, 634_500],
      ],
    ],
  }
  it.each([
    ['self-crossing', bowTie, {}, [422, '/geometry/coordinates/0/2 self_intersection']],
    ['axes swapped', swapped, {}, [422, '/geometry outside_county']],
    [
      'open',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
          ],
        ],
      },
      {},
      [422, '/geometry/coordinates/0 ring_not_closed_or_too_short'],
    ],
    ['empty', { type: 'Polygon', coordinates: [] }, {}, [422, '/geometry/coordinates ring_not_closed_or_too_short']],
    ['GCJ-02', square(500, 0, 50), { crs: 'GCJ-02' }, [422, '/crs crs_not_accepted']],
    ['unknown system', square(500, 0, 50), { crs: 'EPSG:2385' }, [422, '/crs unknown_crs']],
    ['another belt', square(500, 0, 50), { crs: 'EPSG:4550' }, [422, '/geometry outside_county']],
    ['wrong code', square(500, 0, 50), { code: '331022001001GA00009' }, [422, '/code unit_code_invalid']],
    [
      'a unit for a parcel',
      square(500, 0, 50),
      { code: '331022003007GB00042F00020305' },
      [422, '/code unit_code_invalid'],
    ],
    ['no land', square(500, 0, 50), { areaRegisteredM2: 0 }, [422, '/areaRegisteredM2 out_of_range']],
    ['no such day', square(500, 0, 50), { validFrom: '2022-02-30' }, [422, '/validFrom date']],
    ['another town of nowhere', square(500, 0, 50), { townCode: '331022' }, [400, '/townCode invalid_format']],
  ])('refuses: %s', async (_title, geometry, change, expected) => {
    expect(await faults(9, geometry, change)).toEqual(expected)
  })

  it('refuses a code that is there', async () => {
    expect((await register(1, square(700, 0, 50))).status).toBe(409)
  })

  it.each<[Person | undefined, number]>([
    ['resources', 201],
    ['economy', 201],
    ['agriculture', 403],
    ['town', 403],
    ['valve', 403],
    ['leader', 403],
    ['household', 403],
    [undefined, 401],
  ])('%s registers: %d', async (person, status) => {
    const no = 100 + ['resources', 'economy'].indexOf(String(person))
    expect((await door.ask('POST', '/parcels', person, parcelDraft(no, square(1_000 + no * 60, 0, 50)))).status).toBe(
      status,
    )
  })

  it('shows a town its own, a firm what it holds, others nothing; measured land with its working', async () => {
    const [id, other] = ['00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2']
    await database().asSystem(county, 'test', async (tx) => {
      const parcel = {
        county,
        landUse: '1001 工业用地',
        ownership: 'state' as const,
        tenure: 'grant' as const,
        validFrom: '2012-01-01',
      }
      await tx.insert(landParcel).values([
        {
          ...parcel,
          id,
          code: '331022001009GB00001',
          townCode: towns[0],
          location: '甲',
          areaRegisteredM2: 13_333.33,
          measuredOn: '2022-03-01',
          structuresM2: 600,
          greenM2: 1_600,
        },
        {
          ...parcel,
          id: other,
          code: '331022002009GB00001',
          townCode: towns[1],
          location: '乙',
          areaRegisteredM2: 5_000,
        },
      ])
      await tx.insert(landBuilding).values([
        {
          county,
          parcelId: id,
          no: '1',
          footprintM2: 5_000,
          storeys: [{ no: 1, areaM2: 5_000, heightM: 9.6, below: false }],
          completedOn: '2012-01-01',
          measuredBy: 'survey',
        },
        {
          county,
          parcelId: id,
          no: '2',
          footprintM2: 800,
          storeys: [1, 2, 3].map((no) => ({ no, areaM2: 800, heightM: 3.6, below: false })),
          completedOn: '2012-01-01',
          measuredBy: 'survey',
        },
        {
          county,
          parcelId: id,
          no: '3',
          footprintM2: 900,
          storeys: [],
          completedOn: '2022-12-01',
          measuredBy: 'drawing',
        },
      ])
      await tx.insert(landOccupancy).values({
        county,
        organisationId: organisations.valve,
        parcelId: id,
        kind: 'own',
        areaM2: 13_333.33,
        from: '2012-01-01',
      })
    })
    const seen = async (person: Person) =>
      ((await door.ask('GET', '/parcels?q=009GB', person)).body['rows'] as { id: string }[]).map((row) => row.id)
    expect(await seen('resources')).toEqual([id, other])
    expect(await seen('town')).toEqual([id])
    expect(await seen('town2')).toEqual([other])
    expect(await seen('valve')).toEqual([id])
    expect(await seen('rubber')).toEqual([])
    expect(await seen('household')).toEqual([])
    expect((await door.ask('GET', '/parcels')).status).toBe(401)
    expect((await door.ask('GET', `/parcels/${other}`, 'town')).status).toBe(404)
    expect((await door.ask('GET', `/parcels/${other}`)).status).toBe(401)
    const { body } = await door.ask('GET', `/parcels/${id}`, 'valve')
    expect(body['holders']).toMatchObject([{ name: '三门valve', kind: 'own' }])
    const figures = body['figures'] as {
      value: { far: number; countedFloorAreaM2: number; buildingCoefficient: number }
      working: unknown[]
    }
    expect(figures.value.countedFloorAreaM2).toBe(12_400)
    expect(figures.value.far).toBeCloseTo(0.93, 4)
    expect(figures.value.buildingCoefficient).toBeCloseTo(0.48, 4)
    expect(figures.working).toHaveLength(5)
  })

  it('pages by code without losing or repeating', async () => {
    const codes: string[] = []
    for (let cursor: unknown = ''; cursor !== null; ) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(String(cursor))}`
      const { body } = await door.ask('GET', `/parcels?limit=2${query}`, 'resources')
      codes.push(...(body['rows'] as { code: string }[]).map(({ code }) => code))
      cursor = body['nextCursor']
    }
    expect(codes).toEqual([...new Set(codes)].toSorted())
    expect(codes.length).toBe(6)
    expect((await door.ask('GET', '/parcels?cursor=forged.x', 'resources')).status).toBe(400)
    expect(((await door.ask('GET', '/parcels?q=%25', 'resources')).body['rows'] as unknown[]).length).toBe(0)
  })
})
