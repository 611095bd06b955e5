import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Context } from '../../platform/context.ts'
import { describeDatabases, inContext } from '../../platform/database/testing.ts'
import { csvLine } from '../../platform/sheets/csv.ts'
import { confirmImport, previewImport, sheetOf } from '../../platform/sheets/import.ts'
import { readSheet } from '../../platform/sheets/workbook.ts'
import { county, landServer, organisations, people, type Person, seedLand, towns, usccs } from '../land.testing.ts'
import { landSheets } from '../sheets.ts'
import { landOccupancy, landParcel } from '../tables.ts'

describeDatabases('yearly deliveries', (database) => {
  let door: Awaited<ReturnType<typeof landServer>>
  beforeAll(async () => {
    await seedLand(database())
    door = await landServer(database())
    door.at('2022-02-10')
    await database().asSystem(county, 'test', async (tx) => {
      const id = '00000000-0000-4000-8000-0000000000b1'
      await tx.insert(landParcel).values({
        county,
        id,
        code: '331022001009GB00001',
        townCode: towns[0],
        location: '甲',
        landUse: '1001 工业用地',
        ownership: 'state',
        tenure: 'grant',
        areaRegisteredM2: 20_000,
        validFrom: '2012-01-01',
      })
      await tx.insert(landOccupancy).values({
        county,
        organisationId: organisations.valve,
        parcelId: id,
        kind: 'own',
        areaM2: 20_000,
        from: '2012-01-01',
      })
    })
  })
  afterAll(() => door.close())

  const upload = async (name: string, person: Person, lines: readonly (readonly string[])[]) => {
    const sheet = landSheets.find((one) => one.name === name)
    if (sheet === undefined) throw new Error(name)
    const header = sheet.columns.map(({ title }) => title)
    const bytes = new TextEncoder().encode([header, ...lines].map(csvLine).join(''))
    const text = await readSheet(bytes, 'a.csv', 1_000)
    return inContext(door.app, people[person], (context) =>
      previewImport(context, sheetOf(context, name), { filename: 'a.csv', bytes }, text),
    )
  }
  const confirm = async (name: string, person: Person, lines: readonly (readonly string[])[]) => {
    const { id, errors } = await upload(name, person, lines)
    expect(errors).toEqual([])
    return inContext(door.app, people[person], async (context: Context) => (await confirmImport(context, id)).effect)
  }
  const taxes = (vat: string) => [
    usccs.valve,
    '2021',
    vat,
    '1000000',
    '200000',
    '200000',
    '100000',
    '300000',
    '200000',
    '0',
  ]
  const firm = async (person: Person) => (await door.ask('GET', `/enterprises/${organisations.valve}`, person)).body

  it('takes in taxes, output, energy and emissions, and computes the six figures', async () => {
    expect(await confirm('land.tax_years', 'tax', [taxes('4000000')])).toEqual({ added: 1, changed: 0, unchanged: 0 })
    await confirm('land.output_years', 'economy', [
      [usccs.valve, '2021', '规上', '39000000', '130000000', '3900000', '200'],
    ])
    await confirm('land.energy_years', 'economy', [[usccs.valve, '2021', '1300', '800000', '12000']])
    await confirm('land.emission_years', 'economy', [[usccs.valve, '2021', '300', '80', '100', '200', '100']])
    const years = (await firm('valve'))['years'] as { figures: Record<string, number> }[]
    expect(years).toHaveLength(1)
    expect(years[0]).toMatchObject({ year: 2021, aboveScale: true, taxFen: 600_000_000, landM2: 20_000 })
    // The worked example of land 4.7, but for its tax per kWh.
    expect(years[0]?.figures).toMatchObject({
      taxPerMu: 20,
      valueAddedPerMu: 130,
      valueAddedPerTce: 3,
      valueAddedPerPollutantTonne: 5_000,
      labourProductivity: 19.5,
      rdShare: 0.03,
      taxPerKwh: 7.5,
    })
  })

  it('corrects a delivery by the next one', async () => {
    expect(await confirm('land.tax_years', 'tax', [taxes('-1000000')])).toEqual({ added: 0, changed: 1, unchanged: 0 })
    expect((await firm('economy'))['years']).toMatchObject([{ taxFen: 100_000_000 }])
    await confirm('land.tax_years', 'tax', [taxes('4000000.00')])
  })

  it('shows figures to the firm, the bureau, the leader and whoever delivered them; to nobody else', async () => {
    const fields = async (person: Person) => {
      const [year] = ((await firm(person))['years'] ?? []) as { taxFen: number | null; staff: number | null }[]
      return year === undefined ? null : [year.taxFen, year.staff]
    }
    expect(await fields('valve')).toEqual([600_000_000, 200])
    expect(await fields('economy')).toEqual([600_000_000, 200])
    expect(await fields('leader')).toEqual([600_000_000, 200])
    expect(await fields('tax')).toEqual([600_000_000, null])
    expect(await fields('town')).toBeNull()
    expect(await fields('agriculture')).toBeNull()
    expect((await door.ask('GET', `/enterprises/${organisations.valve}`, 'rubber')).status).toBe(404)
    expect((await door.ask('GET', `/enterprises/${organisations.valve}`, 'town2')).status).toBe(404)
    expect((await door.ask('GET', `/enterprises/${organisations.valve}`)).status).toBe(401)
  })

  it('lists firms: a town its own, a firm itself', async () => {
    const names = async (person: Person, query = '') =>
      ((await door.ask('GET', `/enterprises${query}`, person)).body['rows'] as { name: string }[]).map(
        ({ name }) => name,
      )
    expect(await names('economy')).toEqual(['三门rubber', '三门valve'])
    expect(await names('economy', '?q=VALVE')).toEqual(['三门valve'])
    expect(await names('town')).toEqual(['三门valve'])
    expect(await names('rubber')).toEqual(['三门rubber'])
    expect(await names('household')).toEqual([])
    expect((await door.ask('GET', '/enterprises')).status).toBe(401)
  })

  it('names every wrong row', async () => {
    const { errors } = await upload('land.tax_years', 'tax', [
      ['91331022MA28WXYQ12', ...taxes('1').slice(1)],
      ['12100000400002259P', ...taxes('1').slice(1)],
      [usccs.valve, '2022', ...taxes('1').slice(2)],
      [...taxes('1').slice(0, 7), '-5', '0', '0'],
      taxes('一百'),
    ])
    expect(errors.map(({ row, code }) => [row, code])).toEqual([
      [2, 'uscc_invalid'],
      [3, 'unknown_enterprise'],
      [4, 'year'],
      [5, 'negative'],
      [6, 'money'],
      [6, 'duplicate_enterprise'],
    ])
  })

  it('is delivered by the department on duty alone', async () => {
    await expect(confirm('land.tax_years', 'agriculture', [taxes('1')])).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      confirm('land.output_years', 'tax', [[usccs.valve, '2021', '规上', '1', '1', '1', '1']]),
    ).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(upload('land.tax_years', 'valve', [taxes('1')])).rejects.toMatchObject({ code: 'forbidden' })
  })
})
