import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../../../platform/config.ts'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { canonicalJson } from '../../../platform/canonical-json.ts'
import { packagePublicKey, signPackage, verifyPackage } from '../../packages/signature.ts'
import { county, ledgerServer, organisations, seedReforms, targets } from '../../ledger.testing.ts'
import { SignedPackage } from './schema.ts'

/** Another county's installation, with a secret of its own. */
const elsewhere = readConfig({ GONGFU_SECRET: 'c3'.repeat(32), GONGFU_LOG: 'silent' })

describeDatabases('reform packages', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  let made: SignedPackage
  beforeAll(async () => {
    await seedReforms(database())
    door = await ledgerServer(database())
    const exported = await door.ask('GET', '/packages/export?reform=10', { as: 'office' })
    expect(exported.status).toBe(200)
    expect(exported.headers['content-disposition']).toContain('.json')
    made = SignedPackage.parse(exported.body)
  })
  afterAll(() => door.close())

  const take = (body: unknown) => door.ask('POST', '/packages', { as: 'office', body })
  const foreign = (change: (content: SignedPackage['content']) => void = () => {}) => {
    const content = structuredClone(made.content)
    content.county = '331004'
    change(content)
    return signPackage(elsewhere, content)
  }

  it('carries the targets, their bindings, the rules in force and the deadlines of cases', () => {
    expect(made.content).toMatchObject({
      county,
      year: 2022,
      madeOn: '2022-07-01',
      reform: { name: '青蟹产业深度融合发展示范县', departments: ['县农业农村局', '县财政局'] },
      targets: [
        { no: 1, kind: 'deliverable', requiredKinds: ['contract'] },
        { no: 2, indicatorId: 'ledger.project_progress', scope: { kind: 'project', id: 'hongqitang' } },
      ],
    })
    expect(made.content.rules).toMatchObject([{ table: 'ledger.assessment', version: 'default-2022-01-01' }])
    expect(made.content.caseSettings).toContainEqual({
      type: 'ledger.notice',
      deadlines: [{ state: 'issued', days: 5, count: 'working' }],
    })
    expect(() => verifyPackage(made)).not.toThrow()
  })

  it('is refused when one letter was changed, or another’s signature or key was put on it', async () => {
    const sound = await foreign()
    const changed = (change: (signed: SignedPackage) => void) => {
      const copy = structuredClone(sound)
      change(copy)
      return copy
    }
    const forged = [
      changed(({ content }) => void (content.reform.measures += '。')),
      changed(({ content }) => void (content.targets[0]!.due = '2022-07-30')),
      changed(({ content }) => void (content.targets[1]!.threshold = 0.5)),
      changed(({ content }) => void (content.county = county)),
      changed(({ content }) => void content.targets.pop()),
      changed(({ signature }) => void (signature.publicKey = made.signature.publicKey)),
      changed(({ signature }) => void (signature.value = made.signature.value)),
      changed(({ signature }) => void (signature.value = '00')),
      changed(({ signature }) => void (signature.publicKey = `04${'1'.repeat(128)}`)),
    ]
    for (const [index, signed] of forged.entries()) {
      for (const path of ['/packages', '/packages/preview']) {
        const { status, body } = await door.ask('POST', path, { as: 'office', body: signed })
        expect([index, status, body['errors']]).toMatchObject([index, 422, [{ code: 'signature_invalid' }]])
      }
    }
    expect((await take({ ...sound, content: { ...sound.content, note: 'x' } })).status).toBe(400)
    // Order of keys and white space on the way do not matter.
    const turned = JSON.parse(canonicalJson(sound)) as SignedPackage
    expect(() => verifyPackage(turned)).not.toThrow()
  })

  it('is previewed with what differs here, and stores nothing', async () => {
    const signed = await foreign((content) => {
      content.targets[1]!.indicatorId = 'ponds.coverage'
      content.rules[0]!.rows = [[null, 5, 1, 0.8]]
      content.rules.push({ table: 'ponds.unknown', version: 'v1', rows: [] })
      content.caseSettings.push({
        type: 'ledger.evidence',
        deadlines: [{ state: 'submitted', days: 3, count: 'working' }],
      })
    })
    const { body } = await door.ask('POST', '/packages/preview', { as: 'office', body: signed })
    expect(body).toMatchObject({ fromCounty: '331004', own: false, targets: 2 })
    expect(
      (body['remarks'] as { kind: string; subject: string }[]).map(({ kind, subject }) => [kind, subject]),
    ).toEqual([
      ['indicator_missing', 'ponds.coverage'],
      ['rule_differs', 'ledger.assessment'],
      ['rule_missing', 'ponds.unknown'],
      ['deadline_differs', 'ledger.evidence/submitted'],
      ['scope_local', '2'],
    ])
    const list = await door.ask('GET', '/packages', { as: 'office' })
    expect(list.body).toEqual({ rows: [], publicKey: await packagePublicKey(door.app.config) })
    expect((await door.ask('POST', '/packages/preview', { as: 'office', body: made })).body['own']).toBe(true)
  })

  it('is taken in once, adapted, and made to run here: unpublished, its rules as drafts', async () => {
    const signed = await foreign((content) => void (content.rules[0]!.rows = [[null, 5, 1, 0.8]]))
    const taken = await take(signed)
    expect([taken.status, taken.body]).toMatchObject([201, { state: 'imported', reformNo: null, version: 1 }])
    expect((await take(signed)).status).toBe(409)
    const at = `/packages/${String(taken.body['id'])}`
    const adapt = (ifMatch: number, change: object) =>
      door.ask('PUT', `${at}/adaptation`, {
        as: 'office',
        ifMatch,
        body: {
          reformNo: 11,
          year: 2022,
          lead: '县schools',
          targets: [{ no: 2, threshold: 0.9, due: '2023-06-30' }],
          ...change,
        },
      })
    const apply = (ifMatch: number) => door.ask('POST', `${at}/apply`, { as: 'office', ifMatch })
    expect((await apply(1)).status).toBe(409)
    const unknown = await adapt(1, { targets: [{ no: 9, threshold: 1, due: '2023-01-01' }] })
    expect(unknown.body['errors']).toMatchObject([{ pointer: '/targets/0/no', code: 'unknown_target' }])
    expect((await adapt(1, { reformNo: 10 })).body).toMatchObject({ state: 'adapted', reformNo: 10 })
    expect((await apply(2)).status).toBe(409)
    await adapt(2, { year: 2023 })
    expect((await apply(3)).body['errors']).toMatchObject([{ pointer: '/year', code: 'no_table' }])
    expect((await adapt(2, {})).status).toBe(412)
    await adapt(3, {})
    expect((await apply(4)).body).toMatchObject({ state: 'running', reformNo: 11, version: 5 })
    expect((await adapt(5, {})).status).toBe(409)

    const rows = await database().superuser(
      `SELECT id, due::text, threshold, scope_kind, scope_id, bound_by FROM target WHERE reform_no = 11 ORDER BY no`,
    )
    expect(rows).toEqual([
      {
        id: '2022-11-1',
        due: '2022-06-30',
        threshold: 1,
        scope_kind: 'milestone',
        scope_id: '2022-11-1',
        bound_by: 'hand',
      },
      {
        id: '2022-11-2',
        due: '2023-06-30',
        threshold: 0.9,
        scope_kind: 'project',
        scope_id: 'hongqitang',
        bound_by: 'hand',
      },
    ])
    const departments = await database().superuser(
      `SELECT name, organisation_id FROM reform_department WHERE reform_no = 11`,
    )
    expect(departments).toEqual([{ name: '县schools', organisation_id: organisations.schools }])
    expect((await door.ask('GET', '/reforms/11')).status).toBe(404)
    expect((await door.ask('GET', '/reforms/11', { as: 'office' })).status).toBe(200)
    const drafts = await database().superuser(
      `SELECT version, status, basis FROM rule_table_version WHERE table_name = 'ledger.assessment' AND status = 'draft'`,
    )
    expect(drafts).toMatchObject([{ version: 'v1', status: 'draft', basis: expect.stringContaining('331004') }])
    expect((await door.ask('GET', `/targets/${targets.figure}`, { as: 'office' })).status).toBe(200)
  })
})
