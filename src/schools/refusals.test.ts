import { describe, expect, it } from 'vitest'
import { Problem } from '../platform/errors/problem.ts'
import { runCalculator } from '../platform/http/run-calculator.ts'
import { schoolsCalculators } from './calculators.ts'

const reply = (name: string, body: unknown) => {
  const calculator = schoolsCalculators.find((one) => one.name === name)
  if (calculator === undefined) throw new Error(`no calculator ${name}`)
  return runCalculator(calculator, body)
}

const refusal = async (name: string, body: unknown): Promise<string> => {
  try {
    await reply(name, body)
  } catch (error) {
    if (error instanceof Problem) return `${error.status} ${error.errors[0]?.code} ${error.errors[0]?.pointer}`
    throw error
  }
  return 'answered'
}

const row = (id: string, pupils: number, quantity: number | null, over: object = {}) => ({
  id,
  pupils,
  quantity,
  ...over,
})
const one = (schools: readonly object[], over: object = {}) => ({ stage: 'primary', schools, ...over })

describe('bad input is refused with its code and place', () => {
  it.each([
    ['zero mean', 'disparity', one([row('A', 10, 0)]), '422 zero_mean /schools'],
    ['no schools', 'disparity', one([]), '422 no_schools /schools'],
    ['a negative', 'disparity', one([row('A', 10, -1)]), '422 negative_quantity /schools/0/quantity'],
    [
      'no pupils',
      'disparity',
      one([row('A', 10, 1), row('B', 0, 1)]),
      '422 pupils_zero_with_resources /schools/1/pupils',
    ],
    [
      'a trace of a pupil',
      'disparity',
      one([row('A', 5e-324, 1), row('B', 9, 1)]),
      '422 out_of_range /schools/0/pupils',
    ],
    [
      'a cost that no number holds',
      'gap',
      one([{ id: 'A', pupils: 5e11, quantities: { backboneTeachersPer100: 4 } }], { unitCostsFen: 'county' }),
      '422 amount_range /schools/0/pupils',
    ],
    [
      'one missing unit without a price',
      'gap',
      one([{ id: 'A', pupils: 100, quantities: { backboneTeachersPer100: 0 } }], { unitCostsFen: {} }),
      '422 missing_cost /unitCostsFen/backboneTeachersPer100',
    ],
    ['a missing figure', 'disparity', one([row('A', 10, null)]), '422 missing_quantity /schools/0/quantity'],
    ['twice the same', 'disparity', one([row('A', 1, 1), row('A', 1, 1)]), '422 duplicate_school /schools/1/id'],
    ['an unknown stage', 'disparity', { stage: 'senior', schools: [] }, '422 unknown_stage /stage'],
    [
      'more than all',
      'disparity',
      one([row('A', 100, 9, { fullTimeTeachers: 8 })], { indicator: 'R2' }),
      '422 subcount_exceeds_total /schools/0/quantity',
    ],
    [
      'only schools out of scope',
      'disparity',
      one([row('A', 49, 3, { kind: 'teachingPoint' })]),
      '422 no_schools /schools',
    ],
    [
      'an unknown indicator',
      'disparity',
      one([row('A', 10, 1)], { indicators: { R9: [1] } }),
      '422 unknown_indicator /indicators/R9',
    ],
    [
      'one indicator by both names',
      'disparity',
      one([{ id: 'A', pupils: 10 }], { indicators: { R2: [1], backboneTeachersPer100: [1] } }),
      '422 duplicate_indicator /indicators/backboneTeachersPer100',
    ],
    [
      'a list too short',
      'disparity',
      one([row('A', 10, 1)], { indicators: { R2: [1, 2] } }),
      '422 wrong_length /indicators/R2',
    ],
    [
      'a missing figure of several',
      'disparity',
      one([{ id: 'A', pupils: 10 }], { indicators: { R2: [null] } }),
      '422 missing_quantity /indicators/R2/0',
    ],
    [
      'parts that are not the whole',
      'split-stage',
      { primary: 10, junior: 10, quantity: 100, actual: { primary: 40, junior: 50 } },
      '422 split_mismatch /actual',
    ],
    [
      'a split without pupils',
      'split-stage',
      { primary: 0, junior: 0, quantity: 5 },
      '422 pupils_zero_with_resources /primary',
    ],
    [
      'a gap without pupils',
      'gap',
      one([{ id: 'A', pupils: 0, quantities: { backboneTeachersPer100: 1 } }]),
      '422 pupils_zero_with_resources /schools/0/pupils',
    ],
    ['a gap without schools', 'gap', one([]), '422 no_schools /schools'],
    [
      'a gap with more than all',
      'gap',
      one([{ id: 'A', pupils: 10, fullTimeTeachers: 1, quantities: { peArtTeachersPer100: 2 } }]),
      '422 subcount_exceeds_total /schools/0/quantities/peArtTeachersPer100',
    ],
    [
      'more rotated than eligible',
      'rotation',
      { eligible: 5, rotated: 6, rotatedBackbone: 1 },
      '422 subcount_exceeds_total /rotated',
    ],
    [
      'no consent',
      'transfer-plan',
      { schools: [{ id: 'A', pupils: 1 }], teachers: [{ id: 't', school: 'A' }], target: { R2: 0.2 } },
      '422 consent_missing /teachers/0/consent',
    ],
    [
      'a distance without a place',
      'transfer-plan',
      { schools: [{ id: 'A', pupils: 1 }], teachers: [], target: { R2: 0.2 }, limits: { maxKm: 3 } },
      '422 missing_point /schools/0/point',
    ],
    [
      'a target of nothing',
      'transfer-plan',
      { schools: [{ id: 'A', pupils: 1 }], teachers: [], target: { R2: 0.2 } },
      '422 zero_mean /target/R2',
    ],
    [
      'too little room',
      'layout/p-median',
      {
        costMatrix: [
          [1, 2],
          [2, 1],
        ],
        demand: [5, 6],
        capacity: 10,
        p: 1,
      },
      '422 capacity_insufficient /capacity',
    ],
    [
      'nobody in reach',
      'layout/p-median',
      {
        costMatrix: [
          [1, 2],
          [9, 8],
        ],
        p: 1,
        maxDistance: 5,
      },
      '422 distance_unreachable ',
    ],
    ['too many sites', 'layout/coverage', { costMatrix: [[1, 2]], p: 3, radius: 1 }, '422 p_out_of_range /p'],
    ['an unknown key', 'posts', { primaryPupils: 1, juniorPupils: 1, x: 1 }, '400'],
  ])('%s', async (_title, name, body, expected) => {
    expect(await refusal(name, body)).toMatch(
      new RegExp(`^${expected.replaceAll('/', '\\/')}${expected === '400' ? '' : '$'}`),
    )
  })
})

describe('what is answered with a warning', () => {
  const warnings = async (name: string, body: unknown) => (await reply(name, body)).warnings.map(({ code }) => code)

  it('leaves out teaching points below 50 pupils and special schools, and lists them', async () => {
    const answer = await reply('disparity', {
      stage: 'primary',
      schools: [
        row('A', 100, 2),
        row('P', 49, 9, { kind: 'teachingPoint' }),
        row('Q', 50, 1, { kind: 'teachingPoint' }),
        row('S', 60, 0, { kind: 'special' }),
      ],
    })
    expect(answer.value).toMatchObject({ cv: 0, excluded: ['P', 'S'] })
    expect(answer.warnings.map(({ code }) => code)).toEqual(['out_of_scope'])
  })

  it('asks to confirm an area or equipment beyond belief', async () => {
    expect(await warnings('disparity', one([row('A', 10, 2001), row('B', 10, 50)], { indicator: 'R4' }))).toEqual([
      'unit_suspect',
    ])
    expect(await warnings('disparity', one([row('A', 10, 2000), row('B', 10, 50)], { indicator: 'R4' }))).toEqual([])
    expect(
      await warnings('gap', one([{ id: 'A', pupils: 1, quantities: { equipmentValuePerPupil: 100_001 } }])),
    ).toEqual(['unit_suspect'])
  })

  it('gives null for one zero mean among several, and no composite', async () => {
    const answer = await reply(
      'disparity',
      one(
        [
          { id: 'A', pupils: 10 },
          { id: 'B', pupils: 20 },
        ],
        { indicators: { R1: [1, 5], R7: [0, 0] } },
      ),
    )
    expect(answer.value).toMatchObject({
      composite: null,
      worst: { indicator: 'R1' },
      indicators: { R7: { cv: null, reason: 'zero_mean' } },
    })
  })

  it('takes indicators as schools of their own, with the same figures', async () => {
    const [a, b] = [row('A', 1200, 18), row('B', 600, 3)]
    const aligned = await reply(
      'disparity',
      one(
        [
          { id: 'A', pupils: 1200 },
          { id: 'B', pupils: 600 },
        ],
        { indicators: { R2: [18, 3] } },
      ),
    )
    expect((await reply('disparity', { stage: 'primary', indicators: { R2: [a, b] } })).value).toEqual(aligned.value)
  })
})

it('leaves no indicator at 85 % where nothing is lacking', async () => {
  const body = one([{ id: 'A', pupils: 100, quantities: { backboneTeachersPer100: 3, multimediaRoomsPer100: 9 } }], {
    unitCostsFen: 'county',
  })
  expect((await reply('gap', body)).value).toMatchObject({ schools: [{ remainder: null, costFen: 0 }] })
})
