import { type CivilDate, addYears, fullYearsBetween, partsOf } from '../../platform/dates.ts'
import { type Fen, Rational } from '../../platform/money.ts'
import { coefficientOfVariation } from '../../platform/stats/summary.ts'
import type { BalanceSheet, LiabilityKind } from './balance-sheet.ts'
import type { DeductionKind, FamilyFacts, HonourLevel, Veto } from './family-facts.ts'

export type Member = {
  readonly personId: string
  readonly bornOn: CivilDate | null
  readonly works: boolean
  readonly insured: boolean
  readonly residentSince: CivilDate
  readonly inTradeSince: CivilDate | null
}
export type Income = { readonly personId: string; readonly year: number; readonly netFen: Fen }
export type Debt = { readonly kind: LiabilityKind; readonly balanceFen: Fen; readonly monthlyFen: Fen }
export type Negative = {
  readonly kind: DeductionKind | 'dishonest_debtor' | 'fraud'
  readonly decidedOn: CivilDate
  readonly endedOn: CivilDate | null
}
/** What a bank knows of a family on a day, as far as its members let it. */
export type FamilyRecord = {
  readonly asOf: CivilDate
  readonly members: readonly Member[]
  readonly incomes: readonly Income[]
  readonly debts: readonly Debt[]
  readonly depositsFen: Fen
  readonly livingInsured: boolean
  readonly monitored: boolean
  readonly honours: readonly HonourLevel[]
  readonly publicService: boolean
  readonly reviewMean: number | null
  /** From the bank's own books; null days: no loan in 24 months. */
  readonly worstDaysPastDue24m: number | null
  readonly loansRepaid: number
  readonly enquiries3m: number
  readonly countyIncomeFen: (year: number) => Fen
}

const adultAge = 18
const sum = (values: readonly Fen[]): Fen => values.reduce((total, value) => total + value, 0n)
const ratio = (a: Fen, b: Fen): number => Rational.of(a, b).toNumber()
const yearsSince = (day: CivilDate, asOf: CivilDate): number => Math.max(0, fullYearsBetween(day, asOf))
const age = (member: Member, asOf: CivilDate): number => (member.bornOn === null ? 0 : yearsSince(member.bornOn, asOf))

/** Net income of the last finished year, of all members who told it. */
export const lastIncome = ({ asOf, incomes }: FamilyRecord): { readonly year: number; readonly netFen: Fen } => {
  const year = partsOf(asOf).year - 1
  return { year, netFen: sum(incomes.filter((each) => each.year === year).map(({ netFen }) => netFen)) }
}

/** Coefficient of variation of the last three years' income; null when a year is missing or the mean is not positive. */
const incomeVariation = (record: FamilyRecord): number | null => {
  const { year } = lastIncome(record)
  const years = [year - 2, year - 1, year].map((each) =>
    record.incomes.filter((income) => income.year === each).map(({ netFen }) => netFen),
  )
  if (years.some((each) => each.length === 0)) return null
  const variation = coefficientOfVariation(years.map((each) => Number(sum(each))))
  return variation === null ? null : Number(variation.toFixed(6))
}

/** The member who works and earns most; among equals the eldest. */
const mainWorker = (record: FamilyRecord): Member | undefined => {
  const { year } = lastIncome(record)
  const earned = (member: Member) =>
    sum(
      record.incomes
        .filter((each) => each.year === year && each.personId === member.personId)
        .map((each) => each.netFen),
    )
  const workers = record.members.filter(({ works }) => works)
  return (workers.length > 0 ? workers : [...record.members]).toSorted((a, b) => {
    const [first, second] = [earned(a), earned(b)]
    return first === second ? age(b, record.asOf) - age(a, record.asOf) : first > second ? -1 : 1
  })[0]
}

const insuranceOf = (record: FamilyRecord): FamilyFacts['socialInsurance'] => {
  const adults = record.members.filter((member) => member.bornOn === null || age(member, record.asOf) >= adultAge)
  const insured = adults.filter((member) => member.insured).length
  if (adults.length > 0 && insured === adults.length) return 'all'
  return insured > 0 ? 'some' : 'none'
}

/** Where income is none, any guarantee is far above it. */
const beyondIncome = 1_000

/** What the scorecard asks about a family, from its records and its balance sheet (finance 4.4). */
export const factsOfFamily = (record: FamilyRecord, sheet: BalanceSheet): FamilyFacts => {
  const { asOf, members, debts } = record
  const income = lastIncome(record)
  const guaranteesFen = sum(debts.filter(({ kind }) => kind === 'guarantee_given').map((each) => each.balanceFen))
  const monthlyFen = sum(debts.map((each) => each.monthlyFen))
  const worker = mainWorker(record)
  const heads = BigInt(Math.max(1, members.length))
  return {
    residenceYears: Math.max(0, ...members.map((member) => yearsSince(member.residentSince, asOf))),
    workersShare: members.length === 0 ? 0 : members.filter(({ works }) => works).length / members.length,
    mainWorkerAge: worker === undefined ? 0 : age(worker, asOf),
    socialInsurance: insuranceOf(record),
    netCountedFen: Number(sheet.netCountedFen),
    // Debts without anything to set against them.
    leverage: sheet.leverage === null ? beyondIncome : Number(sheet.leverage.toFixed(6)),
    liquidityMonths: monthlyFen === 0n ? null : Number(ratio(record.depositsFen, monthlyFen).toFixed(2)),
    incomeToCountyMean: Number(ratio(income.netFen, heads * record.countyIncomeFen(income.year)).toFixed(4)),
    tradeYears: Math.max(
      0,
      ...members.map(({ inTradeSince }) => (inTradeSince === null ? 0 : yearsSince(inTradeSince, asOf))),
    ),
    incomeCv: incomeVariation(record),
    productionInsured: record.livingInsured,
    monitoredAndTraced: record.monitored,
    worstDaysPastDue24m: record.worstDaysPastDue24m,
    loansRepaid: record.loansRepaid,
    enquiries3m: record.enquiries3m,
    lineUse: null,
    guaranteesToIncome:
      guaranteesFen === 0n
        ? 0
        : income.netFen <= 0n
          ? beyondIncome
          : Number(ratio(guaranteesFen, income.netFen).toFixed(4)),
    honours: record.honours,
    publicService: record.publicService,
    villageReviewMean: record.reviewMean,
  }
}

/** Years after which a fishery or environment penalty no longer counts (finance 4.4 F). */
const penaltyYears = 2

/** Which negative records cost points on a day. */
export const deductionsOf = (records: readonly Negative[], asOf: CivilDate): readonly DeductionKind[] =>
  records.flatMap(({ kind, decidedOn, endedOn }): DeductionKind[] => {
    if (kind === 'dishonest_debtor' || kind === 'fraud') return []
    if (kind === 'fishery_environment_penalty') return addYears(decidedOn, penaltyYears) > asOf ? [kind] : []
    if (kind === 'other_penalty') return [kind]
    // An enforcement case that is open, an illegal building that stands.
    return endedOn === null || endedOn > asOf ? [kind] : []
  })

/** Which facts rule a loan out on a day. */
export const vetoesOf = (records: readonly Negative[], daysPastDue: number, asOf: CivilDate): readonly Veto[] => {
  const has = (wanted: Negative['kind']) =>
    records.some(({ kind, endedOn }) => kind === wanted && (endedOn === null || endedOn > asOf))
  return [
    ...(has('dishonest_debtor') ? (['dishonest_debtor'] as const) : []),
    ...(daysPastDue > 90 ? (['over_90_days_past_due'] as const) : []),
    ...(has('fraud') ? (['fraud'] as const) : []),
  ]
}
