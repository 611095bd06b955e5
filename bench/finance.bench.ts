// The models of reform 1: repayment schedules against amortizejs, WoE bins, scores, a whole county of families valued,
// scored, limited and priced, and rule tables by engine and by rule book. Synthetic, seeded.
import { createRequire } from 'node:module'
import { parseDate } from '../src/platform/dates.ts'
import { Working } from '../src/platform/explain.ts'
import { Rational } from '../src/platform/money.ts'
import { decideDefault, decideManyDefault } from '../src/platform/rules/decision.ts'
import { RuleBook } from '../src/platform/rules/rule-book.ts'
import { type Random, seededRandom } from '../src/platform/stats/random.ts'
import { balanceSheet } from '../src/finance/model/balance-sheet.ts'
import type { FamilyFacts } from '../src/finance/model/family-facts.ts'
import { familyScore } from '../src/finance/model/family-score.ts'
import { lprPublications } from '../src/finance/model/lpr-history.ts'
import type { LoanTerms } from '../src/finance/model/loan-terms.ts'
import { type AssetFacts, marketValue } from '../src/finance/model/market-value.ts'
import { dueDatesFrom } from '../src/finance/model/periods.ts'
import { preLimit } from '../src/finance/model/pre-limit.ts'
import { priceLoan } from '../src/finance/model/price.ts'
import { schedule } from '../src/finance/model/schedule.ts'
import { type ScorecardModel, scoreRows } from '../src/finance/model/scorecard.ts'
import { countedValue } from '../src/finance/model/valuation.ts'
import { binDefaults, binVariable } from '../src/finance/model/woe-bins.ts'
import { countingRules, marketRules, valuationParameter } from '../src/finance/rules/books.ts'
import { limitRules, priceRules } from '../src/finance/rules/limit-and-price.ts'
import { scoreCard } from '../src/finance/rules/score-card.ts'
import { bandTables } from '../src/finance/rules/score.ts'
import { type BenchLine, milliseconds } from './line.ts'

const [families, binRows, binColumns] = [130_000, 100_000, 13] as const

type Amortize = {
  readonly Calculator: {
    readonly calculate: (config: object) => { readonly schedule: readonly { readonly principal: number }[] }
  }
}
// amortizejs is CommonJS without types: these are the two names that the bench uses.
const { Calculator: amortize } = createRequire(import.meta.url)('amortizejs') as Amortize

const start = parseDate('2022-06-20')
const loanOf = (count: number): LoanTerms => ({
  principalFen: 10_000_000n,
  annualRate: Rational.of('0.0405'),
  dayCount: '30/360',
  rounding: 'HALF_UP',
  method: 'annuity',
  start,
  dueDates: dueDatesFrom(start, count, 1, 20),
  dueDay: 20,
  periodMonths: 1,
  countFromInstallment: false,
  installmentMultipleFen: 1n,
  installmentRounding: 'HALF_UP',
  principalGraceInstallments: 0,
  balanceInstallments: false,
  pointer: '',
})

/** Calls a second over at least a second, after a warm-up. */
const perSecond = (work: () => unknown): number => {
  for (let run = 0; run < 200; run++) work()
  const started = performance.now()
  let runs = 0
  while (performance.now() - started < 1_000) {
    for (let inner = 0; inner < 10; inner++) work()
    runs += 10
  }
  return (runs * 1_000) / (performance.now() - started)
}

const rate = (perSecondValue: number): string => `${Math.round(perSecondValue).toLocaleString('en')}/s`

const timed = async <T>(work: () => T | Promise<T>): Promise<{ readonly result: T; readonly ms: number }> => {
  const started = performance.now()
  const result = await work()
  return { result, ms: performance.now() - started }
}

const schedules = function* (): Iterable<BenchLine> {
  for (const count of [12, 360]) {
    const ours = perSecond(() => schedule(loanOf(count), Working.silent))
    const theirs = perSecond(() =>
      amortize.calculate({
        method: 'mortgage',
        apr: 4.05,
        balance: 100_000,
        loanTerm: count,
        startDate: new Date(2022, 5, 20),
      }),
    )
    yield {
      what: `${count} dated rows of an annuity; ours to the fen, theirs in floats without rounding`,
      ours: rate(ours),
      against: 'amortizejs 1.0.3',
      theirs: rate(theirs),
      ratio: ours / theirs,
    }
  }
}

const bins = async function* (random: Random): AsyncIterable<BenchLine> {
  const target = Array.from({ length: binRows }, (): 0 | 1 => (random.next() < 0.08 ? 1 : 0))
  const columns = Array.from({ length: binColumns }, (_, column) =>
    target.map((label) => random.normal() * 10 + label * column),
  )
  const { result, ms } = await timed(() =>
    columns.map((values, index) =>
      binVariable({ name: `x${index}`, type: 'numeric' }, values, target, undefined, binDefaults),
    ),
  )
  yield {
    what: `WoE bins of ${binRows} × ${binColumns}, ${result.reduce((sum, one) => sum + one.bins.length, 0)} bins`,
    ours: milliseconds(ms),
    against: 'limit',
    theirs: '3.00 s',
    ratio: 3_000 / ms,
    goal: '≥ 1 ×',
  }
  const model: ScorecardModel = {
    intercept: -2.4,
    coefficients: Object.fromEntries(result.map(({ name }) => [name, 0.8])),
    bins: result,
    scaling: { method: 'pdo', points0: 600, odds0: 1 / 19, pdo: 50 },
  }
  const record = [columns.map((values) => values[0] ?? null)]
  const scored = perSecond(() => scoreRows(model, record))
  yield {
    what: `one record scored by a card of ${binColumns} variables`,
    ours: milliseconds(1_000 / scored),
    against: 'limit',
    theirs: '1.00 ms',
    ratio: scored / 1_000,
    goal: '≥ 1 ×',
  }
}

type Family = { readonly assets: readonly AssetFacts[]; readonly facts: FamilyFacts; readonly incomeFen: bigint }

const makeFamilies = (random: Random): Family[] =>
  Array.from({ length: families }, () => {
    const pick = (n: number) => random.integer(n)
    const quantity = (n: number) => Rational.of(1 + pick(n))
    const assets: AssetFacts[] = [
      {
        kind: 'rural_house',
        floorM2: quantity(300),
        basePriceFenPerM2: 160_000n,
        structure: 'brick_concrete',
        ageYears: quantity(40),
        homesteadM2: quantity(150),
        homesteadPriceFenPerM2: 50_000n,
      },
      {
        kind: 'right',
        areaMu: quantity(20),
        marketRentFenPerMu: 320_000n,
        contractRentFenPerMu: 150_000n,
        remainingYears: Rational.of(1 + pick(40), 2),
      },
      { kind: 'amount', amountFen: BigInt(pick(20_000_000)) },
    ]
    const facts: FamilyFacts = {
      residenceYears: pick(30),
      workersShare: pick(11) / 10,
      mainWorkerAge: 20 + pick(50),
      socialInsurance: 'some',
      netCountedFen: 0,
      leverage: 0,
      liquidityMonths: pick(20),
      incomeToCountyMean: pick(20) / 10,
      tradeYears: pick(20),
      incomeCv: pick(10) / 20,
      productionInsured: pick(2) === 0,
      monitoredAndTraced: pick(2) === 0,
      worstDaysPastDue24m: pick(10) === 0 ? pick(60) : 0,
      loansRepaid: pick(5),
      enquiries3m: pick(6),
      lineUse: null,
      guaranteesToIncome: pick(3) / 2,
      honours: pick(16) === 0 ? ['county'] : [],
      publicService: pick(8) === 0,
      villageReviewMean: 50 + pick(50),
    }
    return { assets, facts, incomeFen: BigInt(pick(40_000_000)) }
  })

const assetClasses = ['house_rural', 'pond_right', 'deposit'] as const
const asOf = parseDate('2022-09-15')
const book = RuleBook.defaults

/** Values, sheet, score, limit and price of one family. */
const appraise = ({ assets, facts, incomeFen }: Family, working: Working): bigint => {
  const market = marketRules(book, working)
  const counting = countingRules(book, working)
  const pool = assets.map((asset, index) => {
    const assetClass = assetClasses[index] ?? 'deposit'
    const marketFen = marketValue(asset, market, working)
    const { countedFen } = countedValue(
      {
        class: assetClass,
        asOf,
        marketFen,
        evidence: 'E1',
        insured: false,
        outdoorPond: false,
        registered: true,
        group: 'none',
        encumbranceFen: 0n,
        endsOn: null,
      },
      counting,
      working,
    )
    return { id: null, class: assetClass, marketFen, countedFen, validUntil: null, excludes: [] }
  })
  const sheet = balanceSheet(
    asOf,
    pool,
    [{ kind: 'bank_loan', balanceFen: 5_000_000n }],
    {
      guaranteeCounted: valuationParameter(book, 'guarantee_counted', working),
      livingCap: valuationParameter(book, 'living_pool_cap', working),
      singleCap: valuationParameter(book, 'single_asset_cap', working),
    },
    false,
    working,
  )
  const known = { ...facts, netCountedFen: Number(sheet.netCountedFen), leverage: sheet.leverage?.toNumber() ?? 1 }
  const { grade } = familyScore(known, [], [], scoreCard(book, working), working)
  const { limitFen } = preLimit(
    {
      netCountedFen: sheet.netCountedFen,
      netIncomeFen: incomeFen,
      unsecuredFen: 5_000_000n,
      grade,
      mode: 'credit',
      villageSuggestionFen: 15_000_000n,
      honour: null,
    },
    limitRules(book, working),
    working,
  )
  if (limitFen === 0n) return 0n
  const { spreadBp } = priceLoan(
    {
      asOf,
      months: 12,
      tenor: null,
      grade,
      mode: 'credit',
      honour: null,
      policyFund: null,
      cleanRenewal: false,
      lowIncome: false,
    },
    priceRules(book, working),
    lprPublications,
    working,
  )
  return limitFen + BigInt(spreadBp)
}

const county = async function* (random: Random): AsyncIterable<BenchLine> {
  const all = makeFamilies(random)
  const silent = await timed(() => all.reduce((sum, family) => sum + appraise(family, Working.silent), 0n))
  const told = await timed(() => all.reduce((sum, family) => sum + appraise(family, new Working()), 0n))
  if (silent.result !== told.result) throw new Error('the working changed the result')
  yield {
    what: `${families} families valued, scored, limited and priced, without working`,
    ours: milliseconds(silent.ms),
    against: 'limit',
    theirs: '60.00 s',
    ratio: 60_000 / silent.ms,
    goal: '≥ 1 ×',
  }
  yield {
    what: `the same with the whole working of each family`,
    ours: milliseconds(told.ms),
    against: 'without working',
    theirs: milliseconds(silent.ms),
    ratio: silent.ms / told.ms,
  }
}

const rules = async function* (random: Random): AsyncIterable<BenchLine> {
  const table = bandTables.netCountedFen
  const inputs = Array.from({ length: 5_000 }, () => ({ value: random.integer(100_000_000) }))
  const single = await timed(async () => {
    const outputs: unknown[] = []
    for (const input of inputs) outputs.push((await decideDefault(table, input)).output)
    return outputs
  })
  const batched = await timed(async () => (await decideManyDefault(table, inputs)).map(({ output }) => output))
  const inBook = await timed(() => inputs.map((input) => RuleBook.defaults.decide(table, input, Working.silent)))
  const told = JSON.stringify(single.result)
  if (told !== JSON.stringify(batched.result) || told !== JSON.stringify(inBook.result)) {
    throw new Error('engine and rule book disagree')
  }
  const each = (ms: number) => `${((ms * 1_000) / inputs.length).toFixed(1)} µs each`
  yield {
    what: `${inputs.length} decisions of a rule table in one batch`,
    ours: each(batched.ms),
    against: 'engine, one by one',
    theirs: each(single.ms),
    ratio: single.ms / batched.ms,
  }
  yield {
    what: `the same by the rule book`,
    ours: each(inBook.ms),
    against: 'engine, one batch',
    theirs: each(batched.ms),
    ratio: batched.ms / inBook.ms,
  }
}

export default async function* finance(): AsyncIterable<BenchLine> {
  const random = seededRandom('finance')
  yield* schedules()
  yield* bins(random)
  yield* county(random)
  yield* rules(random)
}
