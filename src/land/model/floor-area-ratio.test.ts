import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { refusalOf, valueOf } from '../testing.ts'
import { countedFloorArea, plotFigures } from './floor-area-ratio.ts'

const hall = (heightM: number, extra: object = {}) => ({
  landAreaM2: 1_000,
  buildings: [{ id: '1', footprintM2: 500, storeys: [{ no: 1, areaM2: 500, heightM, ...extra }] }],
})

describe('floor area ratio', () => {
  test.each([
    [8, 0.5],
    [8.01, 1],
    [24, 1],
  ])('a storey of %d m gives %d: strictly above 8 m, doubled once', async (heightM, far) => {
    expect(await valueOf('far', hall(heightM))).toMatchObject({ far })
  })

  test('a basement does not count unless it opens to daylight', async () => {
    expect(await valueOf('far', hall(4, { below: true }))).toMatchObject({ far: 0, grossFloorAreaM2: 500 })
    expect(await valueOf('far', hall(4, { below: true, aboveGroundDaylight: true }))).toMatchObject({ far: 0.5 })
  })

  test('office land that cannot be told apart takes its share of the floor', () => {
    const plot = { ...hall(4), structuresM2: 0, yardM2: 0, greenM2: 0, adminLandM2: null, adminFloorM2: 50 }
    expect(plotFigures(plot, Working.silent).adminLandShare).toBeCloseTo(0.1, 12)
    expect(plotFigures({ ...plot, adminLandM2: 70 }, Working.silent).adminLandShare).toBeCloseTo(0.07, 12)
  })

  test('a limit is compared before rounding', async () => {
    const body = {
      landAreaM2: 100_000,
      buildings: [{ id: '1', footprintM2: 99_998, storeys: [{ no: 1, areaM2: 99_998, heightM: 5 }] }],
    }
    const value = await valueOf<{ far: number; checks: { item: string; met: boolean }[] }>('far', body)
    expect(value.far).toBe(1)
    expect(value.checks.find(({ item }) => item === 'far')?.met).toBe(false)
  })

  test('the limits are those of the day', async () => {
    const coefficient = async (asOf: string) => {
      const { checks } = await valueOf<{ checks: { item: string; limit: number }[] }>('far', { ...hall(4), asOf })
      return checks.find(({ item }) => item === 'buildingCoefficient')?.limit
    }
    expect([await coefficient('2022-06-30'), await coefficient('2024-06-30'), await coefficient('2007-06-30')]).toEqual(
      [0.3, 0.4, undefined],
    )
  })

  test('investment per mu', async () => {
    const investment = { buildingsFen: 100_000_000, equipmentFen: 150_000_000, landPriceFen: 50_000_000 }
    // 3 000 000 yuan on 1.5 mu.
    expect(await valueOf('far', { ...hall(4), investment })).toMatchObject({ investmentIntensity: 200 })
  })

  test.each([
    [{ ...hall(4), landAreaM2: 0 }, '/landAreaM2 land_area_not_positive'],
    [{ ...hall(4), landAreaM2: -5 }, '/landAreaM2 land_area_not_positive'],
    [{ ...hall(4), landAreaM2: 400 }, '/buildings/0/footprintM2 footprint_exceeds_land'],
    [hall(0), '/buildings/0/storeys/0/heightM storey_height'],
    [hall(60.5), '/buildings/0/storeys/0/heightM storey_height'],
    [{ ...hall(4), asOf: '2023-02-29' }, '/asOf date'],
  ])('%j is refused', async (body, error) => {
    expect(await refusalOf('far', body)).toEqual([422, error])
  })

  test('splitting a building into two changes nothing; a taller storey never lowers the ratio', () => {
    const storey = fc.record({
      no: fc.integer({ min: 1, max: 9 }),
      areaM2: fc.integer({ min: 1, max: 10_000 }),
      heightM: fc.double({ min: 2, max: 20, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(storey, { minLength: 1, maxLength: 8 }), fc.nat(), (storeys, at) => {
        const cut = at % storeys.length
        const one = countedFloorArea([{ id: 'a', footprintM2: 0, storeys }])
        const two = countedFloorArea([
          { id: 'a', footprintM2: 0, storeys: storeys.slice(0, cut) },
          { id: 'b', footprintM2: 0, storeys: storeys.slice(cut) },
        ])
        expect(two).toBe(one)
        const raised = storeys.map((each, index) => (index === cut ? { ...each, heightM: each.heightM + 3 } : each))
        expect(countedFloorArea([{ id: 'a', footprintM2: 0, storeys: raised }])).toBeGreaterThanOrEqual(one)
      }),
    )
  })
})

describe('prices of a class', () => {
  const use = { powerKwh: 800_000, waterM3: 12_000, waterFenPerM3: 320, asOf: '2022-12-31' }

  test('85 760 yuan for class C; class A pays nothing and is spared the land-use tax', async () => {
    expect(await valueOf('differential-prices', { class: 'C', ...use })).toMatchObject({ totalFen: 8_576_000 })
    expect(await valueOf('differential-prices', { class: 'A', ...use })).toEqual({ items: [], totalFen: 0 })
    expect(await valueOf('differential-prices', { class: 'A', ...use, landUseTaxFen: 600_000 })).toMatchObject({
      totalFen: -600_000,
    })
  })

  test('half a fen is rounded up, an item at a time', async () => {
    const value = await valueOf<{ totalFen: number }>('differential-prices', {
      class: 'C',
      powerKwh: 0.05,
      waterM3: 0,
      waterFenPerM3: 320,
      asOf: '2022-12-31',
    })
    expect(value.totalFen).toBe(1)
  })

  test('a day without a rule in force is refused', async () => {
    expect(await refusalOf('differential-prices', { class: 'C', ...use, asOf: '2017-12-31' })).toEqual([
      422,
      '/asOf no_basis_in_force',
    ])
  })
})
