import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { describeDatabases, inContext, testActor, testApp } from '../database/testing.ts'
import { giveConsent, requireConsent, withdrawConsent } from './consents.ts'
import { loadDivisions } from './divisions.ts'
import { joinHousehold, registerHousehold } from './households.ts'
import { findPersonByIdentityNumber, findPersonsByMobile, readPerson, registerPerson, unmaskPerson } from './persons.ts'
import { organisation } from './tables.ts'

const identityNumber = '11010519491231002X' // the example of GB 11643-1999
const officer = testActor({
  permissions: [
    'platform.person.read',
    'platform.person.register',
    'platform.person.unmask',
    'platform.consent.record',
  ],
})
const stranger = testActor({ permissions: ['platform.person.read'], area: '331022106' })
const areaCode = '331022105201'

describeDatabases('registers', (database) => {
  it('loads the county, its ten towns and 295 villages, and twice the same', async () => {
    expect(await loadDivisions(database())).toBe(295)
    await loadDivisions(database())
    const { rows } = await database().scoped(testActor({ id: 'public' }), (tx) =>
      tx.execute(sql`SELECT (SELECT count(*) FROM county) AS counties, (SELECT count(*) FROM town) AS towns,
        (SELECT count(*) FROM village) AS villages,
        (SELECT array_agg(name) FROM town WHERE NOT ST_Covers(territory, seat)) AS "seatsOutside"`),
    )
    // The seat of Hairun is written down from memory (data/admin, confidence C) and lies beside its demo territory.
    expect(rows).toEqual([{ counties: 1, towns: 10, villages: 295, seatsOutside: ['海润街道'] }])
  })

  it('stores a person encrypted, finds him by number, shows him masked', async () => {
    const app = testApp(database())
    const id = await inContext(app, officer, (context) =>
      registerPerson(context, { name: '张三丰', identityNumber, mobile: '13800138000', areaCode }),
    )
    const [stored] = await database().superuser('SELECT person::text AS text FROM person WHERE id = $1', [id])
    expect(stored?.['text']).not.toContain('1101051949')
    expect(stored?.['text']).not.toContain('13800138000')
    const shown = await inContext(app, officer, (context) => findPersonByIdentityNumber(context, '11010519491231002x'))
    expect(shown).toEqual({
      id,
      name: '张*丰',
      identityNumber: '110***********002X',
      mobile: '138****8000',
      birthYear: 1949,
      areaCode,
    })
    expect(await inContext(app, officer, (context) => findPersonsByMobile(context, '13800138000'))).toEqual([shown])
    await expect(inContext(app, stranger, (context) => readPerson(context, id))).rejects.toMatchObject({
      code: 'not_found',
    })
    const again = inContext(app, officer, (context) =>
      registerPerson(context, { name: '李四', identityNumber, areaCode }),
    )
    await expect(again).rejects.toMatchObject({ code: 'duplicate' })
    const wrong = inContext(app, officer, (context) =>
      registerPerson(context, { name: '李四', identityNumber: '110105194912310021', areaCode }),
    )
    await expect(wrong).rejects.toMatchObject({ code: 'not_computable', errors: [{ pointer: '/identityNumber' }] })
  })

  it('unmasks with permission and reason only, and the log says who and why', async () => {
    const app = testApp(database())
    const id = await inContext(app, officer, (context) =>
      registerPerson(context, { name: '王五', mobile: '13900139000', areaCode }),
    )
    const unmask = (actor: typeof officer, reason: string) =>
      inContext(app, actor, (context) => unmaskPerson(context, id, ['mobile'], reason))
    await expect(unmask(stranger, '核实身份信息')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(unmask(officer, ' ')).rejects.toMatchObject({ code: 'not_computable' })
    expect(await unmask(officer, '核实身份信息')).toEqual({ mobile: '13900139000' })
    const log = await database().superuser(
      `SELECT actor, key ->> 'id' AS id, new FROM audit_log WHERE operation = 'unmask'`,
    )
    expect(log).toEqual([{ actor: officer.id, id, new: { fields: ['mobile'], reason: '核实身份信息' } }])
  })

  it('keeps a person in one household at a time', async () => {
    const app = testApp(database())
    const [personId, first, second] = await inContext(app, officer, async (context) => [
      await registerPerson(context, { name: '赵六', areaCode }),
      await registerHousehold(context, { areaCode, address: '一号' }),
      await registerHousehold(context, { areaCode, address: '二号' }),
    ])
    const join = (householdId: string, since: string) =>
      inContext(app, officer, (context) => joinHousehold(context, { householdId, personId, relation: 'head', since }))
    await join(first, '2020-01-01')
    await join(second, '2024-05-01')
    const rows = await database().superuser(
      'SELECT household_id::text AS household, until::text AS until FROM household_member WHERE person_id = $1 ORDER BY since',
      [personId],
    )
    expect(rows).toEqual([
      { household: first, until: '2024-05-01' },
      { household: second, until: null },
    ])
    await expect(join(first, '2022-01-01')).rejects.toThrow()
    const overlap = database().superuser(
      `INSERT INTO household_member (county, household_id, person_id, relation, since, area_code)
       VALUES ('331022', $1, $2, 'other', '2023-01-01', $3)`,
      [first, personId, areaCode],
    )
    await expect(overlap).rejects.toThrow('household_member_one_at_a_time')
  })

  it('reads consented data while the consent stands, and no longer', async () => {
    const [bank] = await database().asSystem('331022', 'seed', (tx) =>
      tx
        .insert(organisation)
        .values({ county: '331022', code: 'bank-1', kind: 'bank', name: '银行', shortName: '银行', areaCode: '331022' })
        .returning({ id: organisation.id }),
    )
    const controllerId = bank?.id ?? ''
    const app = testApp(database(), { now: '2026-03-01T09:00:00+08:00' })
    const later = testApp(database(), { now: '2027-03-01T09:00:00+08:00' })
    const personId = await inContext(app, officer, (context) => registerPerson(context, { name: '钱七', areaCode }))
    const self = testActor({ personId })
    const clerk = testActor({ organisationId: controllerId })
    const needed = { personId, controllerId, purpose: 'credit', dataCategories: ['land'] }
    const id = await inContext(app, self, (context) =>
      giveConsent(context, {
        personId,
        controllerId,
        purposes: ['credit'],
        dataCategories: ['land', 'income'],
        text: '本人同意……',
        validUntil: new Date('2026-12-31T15:59:59Z'),
      }),
    )
    const read = (at: typeof app, draft: Partial<typeof needed> = {}) =>
      inContext(at, clerk, (context) => requireConsent(context, { ...needed, ...draft }))
    expect(await read(app)).toBe(id)
    await expect(read(later)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(read(app, { purpose: 'marketing' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(read(app, { dataCategories: ['land', 'health'] })).rejects.toMatchObject({ code: 'forbidden' })
    const byBank = inContext(app, clerk, (context) => withdrawConsent(context, id))
    await expect(byBank).rejects.toMatchObject({ code: 'state_conflict' })
    await inContext(app, self, (context) => withdrawConsent(context, id))
    await expect(read(app)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
