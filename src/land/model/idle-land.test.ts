import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CivilDate, addDays, addYears, dateOfDayNumber, dayNumber } from '../../platform/dates.ts'
import { refusalOf, valueOf } from '../testing.ts'
import type { IdleVerdict } from './idle-land.ts'

const never = { tenure: 'grant', startDue: '2020-03-10', started: false, priceFen: 800_000_000 }
const verdict = (body: object) => valueOf<IdleVerdict>('idle-land', body)
const statusOn = async (asOf: string, body: object = never) => (await verdict({ ...body, asOf })).status

describe('land that was never started', () => {
  test.each([
    ['2020-03-10', 'notDue', 'none', '2020-03-11'],
    ['2020-03-11', 'startOverdue', 'none', '2021-03-11'],
    ['2021-03-10', 'startOverdue', 'none', '2021-03-11'],
    ['2021-03-11', 'idleOverOneYear', 'fee', '2022-03-11'],
    ['2022-03-10', 'idleOverOneYear', 'fee', '2022-03-11'],
    ['2022-03-11', 'idleOverTwoYears', 'resume', null],
  ])('on %s it is %s', async (asOf, status, disposal, nextDate) => {
    const result = await verdict({ ...never, asOf })
    expect(result).toMatchObject({ status, disposal, nextDate, feeFen: disposal === 'fee' ? 160_000_000 : 0 })
    expect(result.compensation).toBe(disposal === 'resume' ? false : undefined)
  })

  test('29 February ends its year on the last day of February', async () => {
    const leap = { ...never, startDue: '2020-02-29' }
    expect(await statusOn('2021-02-28', leap)).toBe('startOverdue')
    expect(await statusOn('2021-03-01', leap)).toBe('idleOverOneYear')
    expect(await statusOn('2022-02-28', leap)).toBe('idleOverOneYear')
    expect(await statusOn('2022-03-01', leap)).toBe('idleOverTwoYears')
  })

  test('without an agreed day it runs from hand-over plus a year; without either it is refused', async () => {
    const handedOver = { ...never, startDue: null, handoverOn: '2019-03-10', asOf: '2021-06-01' }
    expect(await verdict(handedOver)).toMatchObject({ startDue: '2020-03-10', article: '23, 2(1), 14(1)' })
    expect(await refusalOf('idle-land', { ...never, startDue: null, asOf: '2021-06-01' })).toEqual([
      422,
      '/startDue start_due_unknown',
    ])
  })

  test('the latest supplementary agreement by that day counts', async () => {
    const supplements = [
      { agreedOn: '2021-05-01', startDue: '2021-12-31' },
      { agreedOn: '2020-02-01', startDue: '2020-09-10' },
    ]
    expect(await verdict({ ...never, supplements, asOf: '2021-04-30' })).toMatchObject({ startDue: '2020-09-10' })
    expect(await verdict({ ...never, supplements, asOf: '2021-06-01' })).toMatchObject({
      startDue: '2021-12-31',
      status: 'notDue',
    })
  })

  test('half a fen of the fee is rounded up', async () => {
    expect(await verdict({ ...never, priceFen: 3, asOf: '2021-06-01' })).toMatchObject({ feeFen: 1 })
    expect(await verdict({ ...never, priceFen: 2, asOf: '2021-06-01' })).toMatchObject({ feeFen: 0 })
  })

  test('the status only moves forward with time', async () => {
    const order = ['notDue', 'startOverdue', 'idleOverOneYear', 'idleOverTwoYears']
    const day = fc.integer({ min: dayNumber('2012-07-01' as CivilDate), max: dayNumber('2030-01-01' as CivilDate) })
    await fc.assert(
      fc.asyncProperty(day, fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 0, max: 1200 }), async (due, a, b) => {
        const startDue = dateOfDayNumber(due)
        const on = (days: number) => statusOn(addDays(startDue, days), { ...never, startDue })
        const [early, late] = [await on(Math.min(a, b)), await on(Math.max(a, b))]
        expect(order.indexOf(early)).toBeLessThanOrEqual(order.indexOf(late))
        expect(await statusOn(addYears(startDue, 1), { ...never, startDue })).toBe('startOverdue')
        expect(await statusOn(addDays(addYears(startDue, 1), 1), { ...never, startDue })).toBe('idleOverOneYear')
      }),
      { numRuns: 60 },
    )
  })
})

describe('causes', () => {
  test.each([
    ['handoverFailed', 'government', '8(1)'],
    ['policyChanged', 'government', '8(3)'],
    ['petitions', 'government', '8(4)'],
    ['militaryOrRelics', 'government', '8(5)'],
    ['otherGovernment', 'government', '8(6)'],
    ['forceMajeure', 'forceMajeure', '8 last paragraph'],
  ])('%s: negotiated, no fee', async (code, cause, article) => {
    const result = await verdict({ ...never, governmentCauses: [{ code, verified: true }], asOf: '2023-06-01' })
    expect(result).toMatchObject({
      status: 'idle',
      cause,
      disposal: 'negotiate',
      feeFen: 0,
      article: `2(1), ${article}, 12`,
    })
    expect(result.options).toEqual(['extend', 'changeUse', 'temporaryUse', 'buyBack', 'other'])
  })

  test('an unverified cause does not count', async () => {
    const governmentCauses = [{ code: 'handoverFailed', verified: false }]
    expect(await verdict({ ...never, governmentCauses, asOf: '2021-06-01' })).toMatchObject({
      cause: 'owner',
      disposal: 'fee',
    })
  })

  test('mixed causes: days by cause, a person decides', async () => {
    const governmentCauses = [{ code: 'petitions', from: '2020-04-01', to: '2020-04-30', verified: true }]
    expect(await verdict({ ...never, governmentCauses, asOf: '2021-06-01' })).toMatchObject({
      status: 'idle',
      discretionary: true,
      daysByCause: { government: 30, forceMajeure: 0, owner: 418 },
    })
  })

  test('a cause that was over before the period is no cause', async () => {
    const governmentCauses = [{ code: 'petitions', to: '2020-03-10', verified: true }]
    expect(await statusOn('2021-06-01', { ...never, governmentCauses })).toBe('idleOverOneYear')
  })

  test('before the year is full nothing is negotiated', async () => {
    const governmentCauses = [{ code: 'petitions', verified: true }]
    expect(await verdict({ ...never, governmentCauses, asOf: '2021-03-10' })).toMatchObject({
      status: 'startOverdue',
      disposal: 'none',
    })
  })
})

describe('start', () => {
  const evidence = (more: object) => ({
    ...never,
    started: null,
    startEvidence: {
      constructionPermitOn: '2020-05-01',
      method: 'other',
      foundationShare: 0.5,
      on: '2020-06-01',
      ...more,
    },
    asOf: '2021-06-01',
  })
  test.each([
    [{}, true],
    [{ constructionPermitOn: null }, false],
    [{ constructionPermitOn: '2020-06-02' }, false],
    [{ on: '2021-06-02' }, false],
    [{ foundationShare: 0.333 }, false],
    [{ foundationShare: 0.34 }, true],
    [{ method: 'deepPit' }, false],
    [{ method: 'deepPit', pitDone: true }, true],
    [{ method: 'pile' }, false],
    [{ method: 'pile', pilesDone: true }, true],
  ])('%j: %s', async (more, started) => {
    expect(await verdict(evidence(more))).toMatchObject({
      started,
      status: started ? 'underConstruction' : 'idleOverOneYear',
    })
  })
})

describe('land whose development stopped', () => {
  const stopped = {
    ...never,
    started: true,
    startedOn: '2020-03-01',
    suspendedSince: '2021-01-01',
    areaToDevelopM2: 30_000,
    developedAreaM2: 10_000,
    totalInvestmentFen: 10_000_000_000,
    investedFen: 2_500_000_000,
    asOf: '2022-01-02',
  }

  test('exactly a third and exactly 25 % are not under', async () => {
    expect(await statusOn('2022-01-02', stopped)).toBe('notIdle')
    expect(await statusOn('2022-01-02', { ...stopped, areaToDevelopM2: 2.1, developedAreaM2: 0.7 })).toBe('notIdle')
  })

  test.each([{ developedAreaM2: 9_999.99 }, { investedFen: 2_499_999_999 }])(
    '%j is: only negotiation',
    async (less) => {
      expect(await verdict({ ...stopped, ...less })).toMatchObject({
        status: 'idleStopped',
        disposal: 'negotiate',
        discretionary: true,
        feeFen: 0,
        article: '2(2), 12',
        cause: 'owner',
      })
    },
  )

  test('a stop of less than a full year is a suspension', async () => {
    expect(await verdict({ ...stopped, investedFen: 0, asOf: '2022-01-01' })).toMatchObject({
      status: 'suspended',
      nextDate: '2022-01-02',
    })
  })

  test('land price and taxes are taken off the gross investment', async () => {
    const { investedFen: _, ...gross } = stopped
    const body = {
      ...gross,
      investedGrossFen: 3_000_000_000,
      landPricePaidFen: 400_000_000,
      stateTaxesPaidFen: 100_000_001,
    }
    expect(await verdict(body)).toMatchObject({ status: 'idleStopped' })
    expect(await verdict({ ...body, stateTaxesPaidFen: 100_000_000 })).toMatchObject({ status: 'notIdle' })
  })

  test('done is completed', async () => {
    expect(await statusOn('2022-01-02', { ...stopped, completedOn: '2021-12-01' })).toBe('completed')
  })

  test.each([
    [{ ...stopped, suspendedSince: '2020-02-01' }, '/suspendedSince suspended_before_start'],
    [{ ...stopped, priceFen: -1 }, '/priceFen price_negative'],
    [{ ...stopped, asOf: '2022-02-30' }, '/asOf date'],
    [{ ...stopped, developedAreaM2: null, investedFen: null }, '/developedAreaM2 development_unknown'],
  ])('%j is refused', async (body, error) => {
    expect(await refusalOf('idle-land', body)).toEqual([422, error])
  })
})
