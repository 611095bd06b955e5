import { beforeAll, expect, it } from 'vitest'
import type { App } from '../context.ts'
import { systemContext } from '../database/system-context.ts'
import { describeDatabases, inContext, testActor, testApp } from '../database/testing.ts'
import { defineModule } from '../module.ts'
import { grossRange, hoursOf, quality, readingsOf, rollUpHours, writeReadings } from './readings.ts'
import { defineSeriesKind } from './series.ts'
import { series } from './tables.ts'

const oxygen = defineSeriesKind({
  code: 'do',
  title: '溶解氧',
  unit: 'mg/L',
  sensor: [0, 20],
  user: [1, 15],
  intervalSeconds: 600,
})
const at = (minute: number): Date => new Date(Date.UTC(2022, 8, 30, 0, minute))
const midnight = at(0)
const end = at(180)

it('flags by the gross range', () => {
  expect([5, 0.5, 21, null, Number.NaN].map((value) => grossRange(oxygen, value))).toEqual([1, 3, 4, 9, 9])
})

describeDatabases('readings', (database) => {
  const app = (): App =>
    testApp(database(), { modules: [defineModule({ name: 'ponds', title: '渔塘', series: [oxygen] })] })

  beforeAll(async () => {
    await systemContext(app(), '331022', 'test', async (context) => {
      await context.tx.insert(series).values([
        {
          county: '331022',
          id: 1,
          deviceId: 'probe',
          kind: 'do',
          unit: 'mg/L',
          thing: 'pond:12',
          areaCode: '331022101205',
        },
        { county: '331022', id: 2, deviceId: 'probe', kind: 'colour', unit: '1', thing: 'pond:12', public: true },
      ])
    })
  })

  it('stores a batch once however often it is sent, and flags it', async () => {
    const batch = Array.from({ length: 2_500 }, (_, index) => ({
      seriesId: 1,
      at: new Date(midnight.getTime() + index * 1_000),
      value: index === 7 ? 99 : 6,
    }))
    const send = () => systemContext(app(), '331022', 'test', (context) => writeReadings(context, batch))
    expect(await send()).toBe(2_500)
    expect(await send()).toBe(0)
    const rows = await systemContext(app(), '331022', 'test', (context) => readingsOf(context, 1, midnight, end, 10))
    expect(rows.map((row) => row.quality)).toEqual([1, 1, 1, 1, 1, 1, 1, quality.fail, 1, 1])
  })

  it('does not judge a series that no module declares', async () => {
    await systemContext(app(), '331022', 'test', (context) =>
      writeReadings(context, [{ seriesId: 2, at: midnight, value: 1 }]),
    )
    const [row] = await systemContext(app(), '331022', 'test', (context) => readingsOf(context, 2, midnight, end, 10))
    expect(row?.quality).toBe(quality.notEvaluated)
  })

  it('rolls up by hour without the failed ones, and again the same', async () => {
    const roll = () => systemContext(app(), '331022', 'test', (context) => rollUpHours(context, midnight, end))
    await roll()
    await roll()
    const hours = await systemContext(app(), '331022', 'test', (context) => hoursOf(context, 1, midnight, end))
    expect(hours).toEqual([{ hour: midnight, count: 2_499, minimum: 6, maximum: 6, mean: 6 }])
  })

  it('shows readings to whoever may see the series', async () => {
    const count = (area: string, id = 'officer', county = '331022') =>
      inContext(
        app(),
        testActor({ id, area, county }),
        async (context) => (await readingsOf(context, 1, midnight, end, 5)).length,
      )
    expect(await count('331022101')).toBe(5)
    expect(await count('331022102')).toBe(0)
    expect(await count('331023', 'officer', '331023')).toBe(0)
    const open = await inContext(app(), testActor({ id: 'public', area: '' }), (context) =>
      readingsOf(context, 2, midnight, end, 5),
    )
    expect(open).toHaveLength(1)
  })
})
