import { describe, expect, test } from 'vitest'
import type { Explained } from '../../platform/explain.ts'
import { runCalculator } from '../../platform/http/run-calculator.ts'
import { idleLandCalculators } from '../calculators/idle-land.ts'
import { refusalOf, valueOf } from '../testing.ts'
import type { IdleVerdict } from './idle-land.ts'

const never = { tenure: 'grant', startDue: '2020-03-10', started: false, priceFen: 800_000_000, asOf: '2021-06-01' }
const verdict = (body: object) => valueOf<IdleVerdict>('idle-land', body)
const warningsOf = async (body: object): Promise<string[]> => {
  const [calculator] = idleLandCalculators
  if (calculator === undefined) throw new Error('no calculator')
  const { warnings } = (await runCalculator(calculator, body)) as Explained<unknown>
  return warnings.map(({ code }) => code)
}

/** The days and amounts on which a paragraph begins or ends to hold. */
describe('edges of the order', () => {
  test('a supplement counts from the day on which it was agreed; of two of one day the later entered', async () => {
    const at = (agreedOn: string, startDue: string | null) => ({ agreedOn, startDue })
    const due = async (supplements: object[]) => (await verdict({ ...never, supplements })).startDue
    expect(await due([at('2021-06-01', '2021-09-01')])).toBe('2021-09-01')
    expect(await due([at('2021-06-02', '2021-09-01')])).toBe('2020-03-10')
    expect(await due([at('2021-05-01', null)])).toBe('2020-03-10')
    expect(await due([at('2021-05-01', '2021-07-01'), at('2021-05-01', '2021-08-01')])).toBe('2021-08-01')
  })

  test('the agreed day stands before hand-over; both articles are named only where it is missing', async () => {
    expect((await verdict({ ...never, handoverOn: '2020-12-31' })).article).toBe('2(1), 14(1)')
    const late = { ...never, startDue: null, handoverOn: '2018-12-31' }
    expect(await verdict(late)).toMatchObject({ startDue: '2019-12-31', article: '23, 2(1), 14(1)', daysOverdue: 518 })
    expect((await verdict({ ...late, asOf: '2022-01-01' })).article).toBe('23, 2(1), 14(2)')
  })

  test.each([
    [2, 0],
    [3, 1],
    [12, 2],
    [13, 3],
    [0, 0],
  ])('a price of %d fen: fee %d', async (priceFen, feeFen) => {
    expect(await verdict({ ...never, priceFen })).toMatchObject({ disposal: 'fee', feeFen })
  })

  test('warns of land before the order was in force, and of collective land by analogy', async () => {
    expect(await warningsOf({ ...never, startDue: '2012-06-30', asOf: '2012-06-30' })).toContain('earlier_rule')
    expect(await warningsOf({ ...never, startDue: '2012-06-30', asOf: '2012-07-01' })).toEqual([])
    const collective = { ...never, tenure: 'collective' }
    expect(await warningsOf(collective)).toEqual(['by_analogy'])
    expect((await verdict(collective)).byAnalogy).toBe(true)
    expect((await verdict(never)).byAnalogy).toBeUndefined()
  })

  test.each([
    ['planChanged', true, true, true],
    ['planChanged', false, true, false],
    ['planChanged', true, false, false],
    ['policyChanged', true, true, false],
  ])('%s, price paid %s, funds %s: exchange %s', async (code, pricePaid, projectFundsReady, swap) => {
    const body = { ...never, governmentCauses: [{ code, verified: true }], pricePaid, projectFundsReady }
    expect((await verdict(body)).options?.includes('swap')).toBe(swap)
  })

  test('an unverified change of plan beside a verified cause opens no exchange', async () => {
    const governmentCauses = [
      { code: 'planChanged', verified: false },
      { code: 'petitions', verified: true },
    ]
    const result = await verdict({ ...never, governmentCauses, pricePaid: true, projectFundsReady: true })
    expect(result.options).not.toContain('swap')
    expect(result.article).toBe('2(1), 8(4), 12')
    expect(result.discretionary).toBeUndefined()
  })

  test('causes are counted with both their days; one that ends before it begins is refused', async () => {
    const days = async (cause: object) =>
      (await verdict({ ...never, governmentCauses: [{ code: 'petitions', verified: true, ...cause }] })).daysByCause
    expect(await days({ from: '2020-06-01', to: '2020-06-01' })).toEqual({ government: 1, forceMajeure: 0, owner: 447 })
    expect(await days({ from: '2021-06-01', to: '2021-12-31' })).toEqual({ government: 1, forceMajeure: 0, owner: 447 })
    expect(await days({ to: '2020-03-11' })).toEqual({ government: 1, forceMajeure: 0, owner: 447 })
    const backwards = { code: 'petitions', verified: true, from: '2020-06-02', to: '2020-06-01' }
    expect(await refusalOf('idle-land', { ...never, governmentCauses: [backwards] })).toEqual([
      422,
      '/governmentCauses/0/to period',
    ])
  })

  test('a day of two causes is the government’s; force majeure leads only without it', async () => {
    const storm = { code: 'forceMajeure', verified: true, from: '2020-06-01', to: '2020-06-10' }
    const both = [storm, { code: 'petitions', verified: true, from: '2020-06-10', to: '2020-06-10' }]
    expect(await verdict({ ...never, governmentCauses: both })).toMatchObject({
      cause: 'government',
      daysByCause: { government: 1, forceMajeure: 9, owner: 438 },
    })
    expect(await verdict({ ...never, governmentCauses: [storm] })).toMatchObject({ cause: 'forceMajeure' })
  })
})

describe('edges of start and stop', () => {
  const evidence = { constructionPermitOn: '2020-02-01', method: 'other', foundationShare: 0.5, on: '2020-02-01' }
  const built = { ...never, started: null, startEvidence: evidence }

  test('permit, works and the day itself may fall on one day', async () => {
    expect(await verdict({ ...built, asOf: '2020-02-01' })).toMatchObject({ started: true, daysOverdue: 0 })
    expect(await verdict({ ...built, asOf: '2020-01-31' })).toMatchObject({ started: false, status: 'notDue' })
  })

  test('a third as JSON writes it is a third; evidence without a day stands for the day in question', async () => {
    const third = { ...evidence, foundationShare: 1 / 3, on: null }
    expect((await verdict({ ...built, startEvidence: third })).started).toBe(true)
    expect((await verdict({ ...built, startEvidence: { ...third, foundationShare: 0.3333 } })).started).toBe(false)
  })

  test.each([
    [{ started: true, startEvidence: { ...evidence, foundationShare: 0 } }, ['start_not_evidenced']],
    [{ started: false, startEvidence: evidence }, ['start_not_evidenced']],
    [{ started: true, startEvidence: evidence }, []],
    [{ started: null, startEvidence: evidence }, []],
    [{ started: null }, ['start_not_evidenced']],
    [{ started: null, startedOn: '2020-03-01' }, []],
    [{ started: false }, []],
    [{ started: true, startedOn: '2020-03-11' }, ['started_late']],
    [{ started: true, startedOn: '2020-03-10' }, []],
    [{ started: true }, []],
  ])('%j warns %j', async (facts, codes) => {
    expect(await warningsOf({ ...never, ...facts })).toEqual(codes)
  })

  test.each([
    [{ started: true, startedOn: '2021-06-01' }, true, 448],
    [{ started: true, startedOn: '2021-06-02' }, false, 448],
    [{ started: null, startedOn: '2020-04-10' }, true, 31],
    [{ started: true, startedOn: '2020-01-01' }, true, 0],
    [{ started: true, startedOn: '2020-01-01', startEvidence: { ...evidence, on: '2020-03-12' } }, true, 2],
    [{ started: true, startedOn: '2020-03-13', startEvidence: { ...evidence, on: null } }, true, 3],
  ])('%j: started %s, %d days late', async (facts, started, daysOverdue) => {
    expect(await verdict({ ...never, ...facts })).toMatchObject({ started, daysOverdue })
  })

  test('works cannot stop before they start', async () => {
    const refused = [422, '/suspendedSince suspended_before_start']
    const stop = (more: object) => refusalOf('idle-land', { ...never, suspendedSince: '2020-03-01', ...more })
    expect(await stop({ started: false })).toEqual(refused)
    expect(await stop({ started: true, startedOn: '2020-03-02' })).toEqual(refused)
    expect(await stop({ started: null, startEvidence: { ...evidence, on: '2020-03-02' } })).toEqual(refused)
    const sameDay = { started: true, startedOn: '2020-03-01', developedAreaM2: 9, areaToDevelopM2: 10 }
    expect(await stop(sameDay)).toMatchObject({ status: 'notIdle' })
  })

  const stopped = { ...never, started: true, startedOn: '2020-03-01', suspendedSince: '2021-01-01', asOf: '2022-01-02' }

  test.each([
    [{ asOf: '2020-12-31' }, 'underConstruction', '30'],
    [{ asOf: '2021-01-01' }, 'suspended', '2(2)'],
    [{ developedAreaM2: 5, areaToDevelopM2: 10 }, 'notIdle', '2(2)'],
    [{ developedAreaM2: 1, areaToDevelopM2: 10 }, 'idleStopped', '2(2), 12'],
    [{ completedOn: '2022-01-02' }, 'completed', '30'],
    [{ completedOn: '2022-01-03', developedAreaM2: 5, areaToDevelopM2: 10 }, 'notIdle', '2(2)'],
    [{ suspendedSince: null, developedAreaM2: 10, areaToDevelopM2: 10 }, 'completed', '30'],
    [{ suspendedSince: null, developedAreaM2: 9.99, areaToDevelopM2: 10 }, 'underConstruction', '30'],
    [{ suspendedSince: null, developedAreaM2: 0, areaToDevelopM2: 0 }, 'underConstruction', '30'],
    [{ suspendedSince: null, areaToDevelopM2: 10 }, 'underConstruction', '30'],
    [{ suspendedSince: null }, 'underConstruction', '30'],
  ])('%j: %s by article %s', async (facts, status, article) => {
    expect(await verdict({ ...stopped, ...facts })).toMatchObject({ status, article })
  })

  test('one test that is known decides if it fails; if it holds the other is asked for', async () => {
    const half = { totalInvestmentFen: 100, investedFen: 50 }
    const warnings = (facts: object) => warningsOf({ ...stopped, ...facts })
    expect(await warnings(half)).toEqual(['development_incomplete'])
    expect(await warnings({ developedAreaM2: 5, areaToDevelopM2: 10 })).toEqual(['development_incomplete'])
    expect(await warnings({ ...half, developedAreaM2: 5, areaToDevelopM2: 10 })).toEqual([])
    expect(await warnings({ investedFen: 0, totalInvestmentFen: 100 })).toEqual([])
    expect(await refusalOf('idle-land', { ...stopped, developedAreaM2: 5, areaToDevelopM2: 0 })).toEqual([
      422,
      '/developedAreaM2 development_unknown',
    ])
  })

  test('the cause of a stop is counted from the day after it', async () => {
    const governmentCauses = [{ code: 'petitions', verified: true }]
    const result = await verdict({ ...stopped, investedFen: 0, totalInvestmentFen: 1, governmentCauses })
    expect(result).toMatchObject({
      article: '2(2), 8(4), 12',
      cause: 'government',
      daysByCause: { government: 366, forceMajeure: 0, owner: 0 },
    })
    expect((await verdict({ ...stopped, investedFen: 0, totalInvestmentFen: 1 })).daysByCause).toBeUndefined()
  })

  test('investment net of price and taxes may be nothing, never less', async () => {
    const gross = { ...stopped, totalInvestmentFen: 100, investedGrossFen: 30, landPricePaidFen: 20 }
    expect(await verdict({ ...gross, stateTaxesPaidFen: 10 })).toMatchObject({ status: 'idleStopped' })
    expect(await refusalOf('idle-land', { ...gross, stateTaxesPaidFen: 11 })).toEqual([
      422,
      '/investedGrossFen invested_negative',
    ])
  })
})

describe('terms of thirty days', () => {
  test.each([
    ['suspected', '2022-06-01', { investigateBy: '2022-07-01' }],
    ['investigationServed', '2022-06-01', { materialsBy: '2022-07-01' }],
    ['feeDecisionServed', '2022-09-01', { payBy: '2022-10-01', rolledTo: '2022-10-08' }],
    ['resumptionServed', '2022-06-02', { deregisterBy: '2022-07-02', rolledTo: '2022-07-04' }],
  ])('%s on %s', async (event, on, deadline) => {
    expect(await valueOf('idle-deadlines', { event, on })).toEqual(deadline)
  })
})
