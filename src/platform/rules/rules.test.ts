import { expect, it } from 'vitest'
import { describeDatabases, inContext, testActor, testApp } from '../database/testing.ts'
import { defineModule } from '../module.ts'
import { approveRule, diffRows, previewEffect, publishRule, runTests, saveDraft } from './drafting.ts'
import { decide, decideMany, findVersion, importRuleDefaults, versionsInForce } from './rules.ts'
import { rateTable } from './testing.ts'

const drafter = testActor({ id: 'drafter', permissions: ['platform.rule.draft', 'platform.rule.approve'] })
const approver = testActor({ id: 'approver', permissions: ['platform.rule.approve'] })
const anyone = testActor({ id: 'someone' })
const trial = defineModule({ name: 'trial', title: '试验', rules: [rateTable] })
const good = { score: 800, mode: 'credit' }
const cheaper = rateTable.rows.map((row, index) => (index === 1 ? ['>= 700', '', 120, '良'] : row))

describeDatabases('rule tables', (database) => {
  const app = (now = '2026-06-30T10:00:00+08:00') => testApp(database(), { modules: [trial], now })
  const draft = { rows: cheaper, effectiveFrom: '2026-07-15', basis: '三政办〔2026〕1号', reason: '降低良好客户利率' }

  it('decides by the version of the day, and a published version is never changed', async () => {
    expect(await importRuleDefaults(app(), '331022')).toBe(1)
    expect(await importRuleDefaults(app(), '331022')).toBe(0)
    const version = await inContext(app(), drafter, (context) => saveDraft(context, 'trial.rate', draft))
    expect(version).toBe('v1')
    await expect(
      inContext(app(), drafter, (context) => approveRule(context, 'trial.rate', version)),
    ).rejects.toMatchObject({ code: 'forbidden', errors: [{ code: 'second_person_required' }] })
    await expect(
      inContext(app(), approver, (context) => publishRule(context, 'trial.rate', version)),
    ).rejects.toMatchObject({ code: 'state_conflict' })
    await inContext(app(), approver, async (context) => {
      await approveRule(context, 'trial.rate', version)
      await publishRule(context, 'trial.rate', version)
    })
    await inContext(app('2026-08-01T10:00:00+08:00'), anyone, async (context) => {
      expect(await decide(context, 'trial.rate', good)).toMatchObject({ version: 'v1', output: { basisPoints: 120 } })
      expect(await decide(context, 'trial.rate', good, { asOf: '2026-07-14' })).toMatchObject({
        version: 'default-2022-01-01',
        output: { basisPoints: 140 },
      })
      const again = await decideMany(context, 'trial.rate', [good], { version: 'default-2022-01-01' })
      expect(again).toMatchObject([{ output: { basisPoints: 140 } }])
      await expect(decide(context, 'trial.rate', good, { asOf: '2021-12-31' })).rejects.toMatchObject({
        code: 'not_computable',
      })
      expect((await versionsInForce(context, '2026-08-01')).get('trial.rate')?.version).toBe('v1')
    })
    await expect(
      inContext(app(), drafter, (context) => saveDraft(context, 'trial.rate', draft, 'v1')),
    ).rejects.toMatchObject({ code: 'state_conflict' })
    await expect(
      database().superuser(`UPDATE rule_table_version SET reason = 'x' WHERE version = 'v1'`),
    ).rejects.toThrow('immutable')
  })

  it('refuses to approve gaps and to reach back in time, and hides drafts from others', async () => {
    const save = (change: object) =>
      inContext(app(), drafter, (context) => saveDraft(context, 'trial.rate', { ...draft, ...change }))
    await expect(save({ effectiveFrom: '2026-06-29' })).rejects.toMatchObject({ errors: [{ code: 'retroactive' }] })
    const version = await save({ rows: cheaper.slice(0, 3) })
    await expect(
      inContext(app(), approver, (context) => approveRule(context, 'trial.rate', version)),
    ).rejects.toMatchObject({
      code: 'not_computable',
      errors: [{ code: 'rule_gap', message: '没有行适用于：信用分 无' }],
    })
    expect(await inContext(app(), anyone, (context) => findVersion(context, 'trial.rate', version))).toBeUndefined()
    await expect(inContext(app(), anyone, (context) => saveDraft(context, 'trial.rate', draft))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('shows what a draft would change before it is published', async () => {
    await inContext(app('2026-07-01T10:00:00+08:00'), drafter, async (context) => {
      const inputs = [good, { score: 10, mode: 'credit' }, { score: null, mode: 'credit' }]
      const effect = await previewEffect(context, 'trial.rate', cheaper.slice(0, 3), inputs)
      expect(effect.total).toBe(3)
      expect(effect.changed).toMatchObject([
        { index: 0, before: { output: { basisPoints: 140 } }, after: { output: { basisPoints: 120 } } },
        {
          index: 2,
          before: { output: { basisPoints: 240 } },
          after: { problem: expect.stringContaining('没有适用的行') },
        },
      ])
    })
    expect(await runTests(rateTable, cheaper)).toMatchObject([{ passed: false, got: { basisPoints: 120 } }])
    expect(await runTests(rateTable, rateTable.rows)).toMatchObject([{ passed: true }])
    expect(diffRows(rateTable.rows, cheaper).map(({ kind, row }) => `${kind} ${row}`)).toEqual(['removed 2', 'added 2'])
  })
})
