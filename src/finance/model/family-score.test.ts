import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { decideManyDefault } from '../../platform/rules/decision.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { scoreCard } from '../rules/score-card.ts'
import { bandTables } from '../rules/score.ts'
import {
  type BandItem,
  type FamilyFacts,
  bandItems,
  deductionKinds,
  honourLevels,
  scoreItems,
  vetoes,
} from './family-facts.ts'
import { familyScore, scoreCounterfactuals, scoreReasons } from './family-score.ts'

const card = scoreCard(RuleBook.defaults, Working.silent)
const chen: FamilyFacts = {
  residenceYears: 12,
  workersShare: 0.5,
  mainWorkerAge: 45,
  socialInsurance: 'all',
  netCountedFen: 14_182_771,
  leverage: 0.1599,
  liquidityMonths: 12,
  incomeToCountyMean: 1.1,
  tradeYears: 9,
  incomeCv: 0.3,
  productionInsured: true,
  monitoredAndTraced: true,
  worstDaysPastDue24m: 0,
  loansRepaid: 2,
  enquiries3m: 1,
  lineUse: null,
  guaranteesToIncome: 0.3,
  honours: ['county'],
  publicService: false,
  villageReviewMean: 78,
}
const score = (change: Partial<FamilyFacts> = {}) => familyScore({ ...chen, ...change }, [], [], card, Working.silent)
const pointsOf = (id: keyof FamilyFacts, change: Partial<FamilyFacts>) =>
  score(change).items.find((item) => item.id === id)?.points

it('the worked example of finance 4.4: 108 + 160 + 165 + 258 + 77 = 768, A', () => {
  const { total, grade, items, veto } = score()
  expect(items.map(({ points }) => points)).toEqual([
    30, 28, 25, 25, 50, 50, 60, 50, 50, 25, 25, 15, 150, 25, 40, 25, 18, 30, 0, 47,
  ])
  expect([total, grade, veto]).toEqual([768, 'A', null])
})

it('can give 1000 and no more', () => {
  expect(score().items.reduce((sum, { max }) => sum + max, 0)).toBe(1000)
})

it('loses most where the reasons say so', () => {
  expect(scoreReasons(score().items).map(({ id, lost }) => [id, lost])).toEqual([
    ['honours', 50],
    ['netCountedFen', 40],
    ['leverage', 20],
    ['incomeToCountyMean', 20],
  ])
})

it('one more loan repaid in full: 783, AA (finance 11)', () => {
  const ways = scoreCounterfactuals(chen, [], score(), card, Working.silent)
  expect(ways.find(({ id }) => id === 'loansRepaid')).toEqual({
    id: 'loansRepaid',
    from: 2,
    to: '>= 3',
    gain: 15,
    total: 783,
    grade: 'AA',
  })
  expect(ways.map(({ gain }) => gain)).toEqual(ways.map(({ gain }) => gain).toSorted((a, b) => b - a))
  expect(ways.some(({ id }) => id === 'mainWorkerAge')).toBe(false)
})

describe('bands at their edges', () => {
  it.each<readonly [keyof FamilyFacts, Partial<FamilyFacts>, number]>([
    ['mainWorkerAge', { mainWorkerAge: 24 }, 5],
    ['mainWorkerAge', { mainWorkerAge: 25 }, 15],
    ['mainWorkerAge', { mainWorkerAge: 30 }, 25],
    ['mainWorkerAge', { mainWorkerAge: 55 }, 25],
    ['mainWorkerAge', { mainWorkerAge: 56 }, 15],
    ['mainWorkerAge', { mainWorkerAge: 60 }, 15],
    ['mainWorkerAge', { mainWorkerAge: 61 }, 5],
    ['netCountedFen', { netCountedFen: 0 }, 0],
    ['netCountedFen', { netCountedFen: 1 }, 10],
    ['netCountedFen', { netCountedFen: 49_999_999 }, 70],
    ['netCountedFen', { netCountedFen: 50_000_000 }, 90],
    ['leverage', { leverage: 0.1 }, 50],
    ['leverage', { leverage: 0.7 }, 0],
    ['liquidityMonths', { liquidityMonths: null }, 60],
    ['liquidityMonths', { liquidityMonths: 2.9 }, 5],
    ['incomeCv', { incomeCv: 0.15 }, 40],
    ['incomeCv', { incomeCv: 0.35 }, 25],
    ['incomeCv', { incomeCv: null }, 15],
    ['worstDaysPastDue24m', { worstDaysPastDue24m: null }, 95],
    ['worstDaysPastDue24m', { worstDaysPastDue24m: 7 }, 110],
    ['worstDaysPastDue24m', { worstDaysPastDue24m: 8 }, 60],
    ['worstDaysPastDue24m', { worstDaysPastDue24m: 90 }, 15],
    ['worstDaysPastDue24m', { worstDaysPastDue24m: 91 }, 0],
    ['enquiries3m', { enquiries3m: 5 }, 20],
    ['enquiries3m', { enquiries3m: 6 }, 0],
    ['guaranteesToIncome', { guaranteesToIncome: 0 }, 30],
    ['guaranteesToIncome', { guaranteesToIncome: 1 }, 18],
    ['honours', { honours: [] }, 0],
    ['honours', { honours: ['village', 'city', 'county'] }, 65],
    ['honours', { honours: ['nation', 'province', 'city', 'county'] }, 80],
    ['villageReviewMean', { villageReviewMean: null }, 0],
    ['villageReviewMean', { villageReviewMean: 62.5 }, 38],
    ['villageReviewMean', { villageReviewMean: 100 }, 60],
  ])('%s %j: %d', (id, change, points) => {
    expect(pointsOf(id, change)).toBe(points)
  })
})

it('deducts up to 300, never below 0, and a veto leaves nothing', () => {
  const of = (...deductions: (typeof deductionKinds)[number][]) =>
    familyScore(chen, deductions, [], card, Working.silent).total
  expect(of('enforcement_case', 'other_penalty')).toBe(768 - 150)
  expect(of('fishery_environment_penalty', 'illegal_building')).toBe(768 - 90)
  expect(of('enforcement_case', 'enforcement_case', 'enforcement_case')).toBe(768 - 300)
  const poor: FamilyFacts = {
    ...chen,
    residenceYears: 0,
    workersShare: 0,
    mainWorkerAge: 70,
    socialInsurance: 'none',
    netCountedFen: -1,
    leverage: 1,
    liquidityMonths: 0,
    incomeToCountyMean: 0,
    tradeYears: 0,
    productionInsured: false,
    monitoredAndTraced: false,
    worstDaysPastDue24m: 91,
    loansRepaid: 0,
    enquiries3m: 9,
    guaranteesToIncome: 2,
    honours: [],
    villageReviewMean: null,
  }
  expect(familyScore(poor, deductionKinds, [], card, Working.silent).total).toBe(0)
  for (const veto of vetoes) {
    const vetoed = familyScore(chen, [], [veto], card, Working.silent)
    expect(vetoed).toMatchObject({ total: 0, grade: 'C', veto: [veto] })
    expect(scoreCounterfactuals(chen, [], vetoed, card, Working.silent)).toEqual([])
  }
})

const anyFamily: fc.Arbitrary<FamilyFacts> = fc.record({
  residenceYears: fc.integer({ min: 0, max: 60 }),
  workersShare: fc.integer({ min: 0, max: 20 }).map((part) => part / 20),
  mainWorkerAge: fc.integer({ min: 16, max: 90 }),
  socialInsurance: fc.constantFrom('all', 'some', 'none'),
  netCountedFen: fc.integer({ min: -100_000_000, max: 100_000_000 }),
  leverage: fc.integer({ min: 0, max: 40 }).map((part) => part / 20),
  liquidityMonths: fc.option(fc.integer({ min: 0, max: 30 })),
  incomeToCountyMean: fc.integer({ min: -10, max: 40 }).map((part) => part / 10),
  tradeYears: fc.integer({ min: 0, max: 40 }),
  incomeCv: fc.option(fc.integer({ min: 0, max: 20 }).map((part) => part / 20)),
  productionInsured: fc.boolean(),
  monitoredAndTraced: fc.boolean(),
  worstDaysPastDue24m: fc.option(fc.integer({ min: 0, max: 120 })),
  loansRepaid: fc.integer({ min: 0, max: 6 }),
  enquiries3m: fc.integer({ min: 0, max: 9 }),
  lineUse: fc.option(fc.integer({ min: 0, max: 24 }).map((part) => part / 20)),
  guaranteesToIncome: fc.integer({ min: 0, max: 40 }).map((part) => part / 20),
  honours: fc.array(fc.constantFrom(...honourLevels), { maxLength: 5 }),
  publicService: fc.boolean(),
  villageReviewMean: fc.option(fc.integer({ min: 0, max: 100 })),
})

it('is what the rule engine gives item by item, and every counterfactual comes true', async () => {
  await fc.assert(
    fc.asyncProperty(anyFamily, async (facts) => {
      const scored = familyScore(facts, [], [], card, Working.silent)
      const byEngine = async (id: BandItem) => (await decideManyDefault(bandTables[id], [{ value: facts[id] }]))[0]
      for (const id of bandItems) {
        expect(scored.items.find((item) => item.id === id)?.points).toBe((await byEngine(id))?.output['points'])
      }
      expect(scored.items.map(({ id }) => id)).toEqual(scoreItems)
      for (const { points, max } of scored.items) expect(points >= 0 && points <= max).toBe(true)
      const lost = scored.items.filter(({ points, max }) => points < max).map(({ id }) => id)
      const ways = scoreCounterfactuals(facts, [], scored, card, Working.silent)
      for (const { id, gain, total, grade } of ways) {
        expect(lost).toContain(id)
        expect(total).toBe(scored.total + gain)
        expect(grade).toBe(card.grade(total))
      }
      // Every item that is not at its best has a way up, but for the age.
      expect(new Set(ways.map(({ id }) => id))).toEqual(new Set(lost.filter((id) => id !== 'mainWorkerAge')))
    }),
    { numRuns: 60 },
  )
})
