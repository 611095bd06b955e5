import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { compliance } from './compliance.ts'
import { forecastEnrolment, progressionRatio } from './enrolment.ts'
import { gaps } from './gap.ts'
import { rotation } from './rotation.ts'
import { standardsOf } from '../rules/standards.ts'
import { splitStage } from './stage-split.ts'

const silent = Working.silent
const primary = standardsOf('primary', silent)
const junior = standardsOf('junior', silent)
const defaultRatio = { primary: 1, junior: 1.1, senior: 1.32 }
const duty = { rate: 0.1, backboneShare: 0.2 }

describe('compliance of a school', () => {
  const atThreshold = {
    advancedDegreeTeachersPer100: 4.2,
    backboneTeachersPer100: 1,
    peArtTeachersPer100: 0.9,
    teachingAreaPerPupil: 4.5,
    sportsAreaPerPupil: 7.5,
    equipmentValuePerPupil: 2000,
    multimediaRoomsPer100: 2.3,
  }

  it('lets one indicator stand at exactly 85 %', () => {
    expect(compliance(primary, { ...atThreshold, backboneTeachersPer100: 0.85 }, silent)).toEqual({
      met: 6,
      compliant: true,
      remainder: 'backboneTeachersPer100',
      remainderShare: 0.85,
    })
    expect(compliance(primary, { ...atThreshold, backboneTeachersPer100: 0.8499 }, silent).compliant).toBe(false)
  })

  it('does not let two', () => {
    expect(
      compliance(primary, { ...atThreshold, backboneTeachersPer100: 0.9, peArtTeachersPer100: 0.88 }, silent),
    ).toMatchObject({ met: 5, compliant: false })
  })

  it('meets all seven', () => {
    expect(compliance(primary, atThreshold, silent)).toEqual({
      met: 7,
      compliant: true,
      remainder: null,
      remainderShare: null,
    })
    expect(compliance(junior, atThreshold, silent).compliant).toBe(false)
  })
})

describe('what a school lacks', () => {
  it('equals the worked example', () => {
    const [school] = gaps(
      primary,
      [{ id: 'A', pupils: 830, quantities: { backboneTeachersPer100: 6 } }],
      undefined,
      silent,
    )
    expect(school?.needs[0]).toMatchObject({ indicator: 'backboneTeachersPer100', toThreshold: 3, toFloor: 2 })
    expect(school?.needs[0]?.now).toBeCloseTo(0.7229, 4)
  })

  it('needs nothing more where the product of decimals only looks larger', () => {
    const [school] = gaps(
      primary,
      [{ id: 'A', pupils: 500, quantities: { advancedDegreeTeachersPer100: 21, teachingAreaPerPupil: 2250 } }],
      undefined,
      silent,
    )
    expect(school?.needs.map(({ toThreshold }) => toThreshold)).toEqual([0, 0])
  })

  it('rounds area to tenths, and refuses resources without pupils however few', () => {
    const [school] = gaps(
      primary,
      [{ id: 'A', pupils: 833, quantities: { teachingAreaPerPupil: 3748.31 } }],
      undefined,
      silent,
    )
    expect(school?.needs[0]).toMatchObject({ toThreshold: 0.2, toFloor: 0 })
    expect(() =>
      gaps(
        primary,
        [{ id: 'A', pupils: 0, quantities: { backboneTeachersPer100: 0, teachingAreaPerPupil: 3 } }],
        undefined,
        silent,
      ),
    ).toThrow('却有资源')
  })

  it('leaves the dearest gap at 85 %', () => {
    const [school] = gaps(
      primary,
      [{ id: 'A', pupils: 830, quantities: { backboneTeachersPer100: 6, teachingAreaPerPupil: 3000 } }],
      { backboneTeachersPer100: 100, teachingAreaPerPupil: 300_000 },
      silent,
    )
    expect(school).toMatchObject({ remainder: 'teachingAreaPerPupil', costFen: 300 + Math.round(174.8 * 300_000) })
  })
})

it('splits what a nine-year school shares', () => {
  const split = splitStage({ primary: 360, junior: 180, senior: 0 }, 4200, defaultRatio, silent)
  expect(split.perWeightedHead).toBeCloseTo(7.526882, 6)
  expect(split.primaryQuantity).toBeCloseTo(2709.677, 3)
  expect(split.juniorQuantity).toBeCloseTo(1490.323, 3)
  expect(split.primaryQuantity + split.juniorQuantity + split.seniorQuantity).toBeCloseTo(4200, 9)
})

it('renormalises the ratio in a full secondary school', () => {
  expect(splitStage({ primary: 0, junior: 100, senior: 100 }, 220, defaultRatio, silent).perWeightedHead).toBeCloseTo(
    1,
    12,
  )
})

it('shares of a full secondary school follow the ratio, whatever its base', () => {
  const split = splitStage({ primary: 0, junior: 300, senior: 200 }, 1620, defaultRatio, silent)
  expect(split.perWeightedHead).toBeCloseTo(1620 / (300 + 1.2 * 200), 12)
  expect(split.juniorQuantity).toBeCloseTo(900, 9)
  expect(split.seniorQuantity).toBeCloseTo(720, 9)
  expect(split.primaryQuantity).toBe(0)
  const junior = splitStage({ primary: 0, junior: 100, senior: 0 }, 220, defaultRatio, silent)
  expect(junior.perWeightedHead).toBeCloseTo(2, 12)
})

it('takes what each stage really uses as it is, when it adds up', () => {
  const actual = { primary: 40, junior: 50, senior: 10 }
  expect(splitStage({ primary: 1, junior: 1, senior: 1 }, 100, defaultRatio, silent, actual)).toMatchObject({
    primaryQuantity: 40,
    juniorQuantity: 50,
    seniorQuantity: 10,
  })
  expect(() => splitStage({ primary: 1, junior: 1, senior: 0 }, 100, defaultRatio, silent, actual)).toThrow('没有学生')
})

describe('rotation', () => {
  it('equals the worked example', () => {
    const result = rotation({ eligible: 640, rotated: 71, rotatedBackbone: 15 }, duty, silent)
    expect(result.rate).toBe(0.1109375)
    expect(result.backboneShare).toBeCloseTo(0.211268, 6)
    expect(result).toMatchObject({ ratePass: true, backbonePass: true })
  })

  it('passes at exactly 10 % and 20 %, and says nothing of an empty denominator', () => {
    expect(rotation({ eligible: 30, rotated: 3, rotatedBackbone: 1 }, duty, silent).ratePass).toBe(true)
    expect(rotation({ eligible: 50, rotated: 5, rotatedBackbone: 1 }, duty, silent).backbonePass).toBe(true)
    expect(rotation({ eligible: 0, rotated: 0, rotatedBackbone: 0 }, duty, silent)).toEqual({
      rate: null,
      backboneShare: null,
      ratePass: null,
      backbonePass: null,
    })
  })
})

describe('enrolment', () => {
  it('equals the worked example', () => {
    expect(forecastEnrolment({ current: { '5': 400 }, ratios: { '5': [0.99, 1, 0.98] } }, silent)['6']).toBeCloseTo(
      395.2,
      9,
    )
  })

  it('clips ratios and lets grade 9 leave', () => {
    expect(progressionRatio([2, 2, 2])).toBe(1.15)
    expect(forecastEnrolment({ current: { '9': 300 }, ratios: {} }, silent)).toEqual({})
  })
})
