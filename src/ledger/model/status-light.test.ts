import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { deliverableLight, figureLight, firstMet } from './status-light.ts'

const light = (change: Partial<Parameters<typeof deliverableLight>[0]>, working = Working.silent) =>
  deliverableLight(
    { asOf: '2022-06-20', due: '2022-06-30', verifiedOn: null, submittedOn: null, workingDaysLeft: 8, ...change },
    working,
  )

describe('the light of a deliverable', () => {
  it('is met from the day of its paper on, also when that came after the due date', () => {
    expect(light({ verifiedOn: '2022-06-20' })).toEqual({
      light: 'green',
      state: 'met',
      firstMetOn: '2022-06-20',
      reasons: [],
    })
    expect(light({ asOf: '2022-08-01', verifiedOn: '2022-07-05' })).toMatchObject({
      state: 'met',
      firstMetOn: '2022-07-05',
    })
    expect(light({ verifiedOn: '2022-06-21' })).toMatchObject({ state: 'at_risk' })
  })

  it('is overdue from the day after the due date, handed in or not', () => {
    expect(light({ asOf: '2022-06-30', submittedOn: '2022-06-29' }).state).toBe('on_track')
    expect(light({ asOf: '2022-07-01', submittedOn: '2022-06-29' })).toMatchObject({ light: 'red', state: 'overdue' })
  })

  it('is yellow at ten working days with nothing handed in, grey before', () => {
    expect(light({ workingDaysLeft: 10 })).toMatchObject({ light: 'yellow', reasons: ['nothing_submitted'] })
    expect(light({ workingDaysLeft: 11 })).toMatchObject({ light: 'grey', reasons: ['evidence_missing'] })
    expect(light({ workingDaysLeft: 11, submittedOn: '2022-06-20' })).toMatchObject({
      light: 'green',
      state: 'on_track',
    })
    expect(light({ submittedOn: '2022-06-21' }).state).toBe('at_risk')
  })

  it('shows its working', () => {
    const working = new Working()
    light({}, working)
    expect(working.explain(null).working).toMatchObject([{ label: '亮灯', result: 'yellow' }])
  })
})

describe('the light of a figure', () => {
  const target = { comparator: '≥' as const, threshold: 10, baseline: null, due: '2022-06-30' }
  const of = (points: readonly (readonly [string, number])[], change: object = {}, asOf = '2022-05-31') =>
    figureLight({ points, asOf, target: { ...target, ...change } }, Working.silent)

  it('sees no later than its day, and is grey without data or where the figure says so', () => {
    expect(of([['2022-06-01', 99]]).state).toBe('no_data')
    expect(
      figureLight(
        { points: [['2022-05-01', 99]], asOf: '2022-05-31', target, sufficient: false, reasons: ['few'] },
        Working.silent,
      ),
    ).toEqual({
      light: 'grey',
      state: 'no_data',
      firstMetOn: null,
      reasons: ['few'],
    })
  })

  it('is met by the present value, dated by the first that reached it, and lost when it falls back', () => {
    expect(
      of([
        ['2022-03-31', 10],
        ['2022-05-31', 12],
      ]),
    ).toMatchObject({ state: 'met', firstMetOn: '2022-03-31' })
    expect(
      of([
        ['2022-03-31', 10],
        ['2022-05-31', 9],
      ]).state,
    ).toBe('at_risk')
    expect(of([['2022-06-30', 9]], {}, '2022-07-01').state).toBe('overdue')
  })

  it('goes by the forecast while there is time', () => {
    const steps = (by: number): [string, number][] =>
      ['2022-01-31', '2022-02-28', '2022-03-31', '2022-04-30', '2022-05-31'].map((date, index) => [
        date,
        1 + by * index,
      ])
    expect(of(steps(2)).state).toBe('on_track')
    expect(of(steps(0.1)).state).toBe('at_risk')
    expect(of(steps(2).slice(0, 2))).toMatchObject({ state: 'at_risk', reasons: ['too_few_points'] })
  })

  it('rises without a threshold only when no period fell back by more than the tolerance', () => {
    const rising = { comparator: 'rises' as const, threshold: null, baseline: 1, due: '2022-06-30' }
    const wavy: [string, number][] = [
      ['2022-01-31', 2],
      ['2022-02-28', 1.9],
      ['2022-03-31', 3],
    ]
    expect(firstMet(wavy, rising)).toBeNull()
    expect(firstMet(wavy, rising, 0.1 + 1e-9)).toBe('2022-01-31')
    expect(firstMet([['2022-01-31', 2]], { ...rising, baseline: null })).toBeNull()
    expect(
      firstMet(
        [
          ['2022-01-31', 3],
          ['2022-02-28', 2],
        ],
        { ...rising, comparator: 'falls', baseline: 4 },
      ),
    ).toBe('2022-01-31')
  })
})
