import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, formatYuan } from '../../platform/money.ts'
import { type Guarantee, guaranteeCircles, guaranteedBy } from './guarantees.ts'
import { percentText, rateText } from './rates.ts'

/** 商业银行法第三十九条: a single borrower at most 10 % of the bank's net capital. */
const singleBorrowerShare = Rational.of('0.1')
const bankingLaw = '中华人民共和国商业银行法第三十九条'
const limitSource = '集中度与敞口限额（规则表 finance.exposure-limit）'

export const verdicts = ['pass', 'warn', 'block'] as const
export type Verdict = (typeof verdicts)[number]

export const tunedLimits = [
  'household_all_banks',
  'household_per_bank',
  'guarantees_given',
  'village_share',
  'species_share',
  'compartment_share',
] as const
export type TunedLimit = (typeof tunedLimits)[number]

/** `limit` in fen, households, or as a share; `over` is what going beyond means. */
export type ExposureLimits = (name: TunedLimit) => { readonly limit: Rational; readonly over: Verdict }

export type Position = {
  readonly bank: string
  readonly household: string
  readonly village: string
  /** 海塘 compartment that one breach floods; null outside. */
  readonly compartment: string | null
  readonly fen: Fen
}

/** Living stock that secures loans, by species. */
export type LivingCollateral = { readonly species: string; readonly fen: Fen }

export type ExposureFacts = {
  /** What is lent today, all banks. */
  readonly positions: readonly Position[]
  readonly collateral: readonly LivingCollateral[]
  readonly guarantees: readonly Guarantee[]
  readonly proposed: Position & {
    readonly collateral: LivingCollateral | null
    readonly guarantors: readonly string[]
  }
  /** Net capital of the proposing bank. */
  readonly bankCapitalFen: Fen
}

export type ExposureCheck = {
  readonly name: TunedLimit | 'single_borrower' | 'guarantee_circle'
  readonly before: Rational
  readonly after: Rational
  readonly limit: Rational
  readonly unit: 'fen' | 'households' | 'share' | 'circles'
  readonly result: Verdict
}

export type ExposureResult = {
  readonly result: Verdict
  readonly checks: readonly ExposureCheck[]
  readonly circles: readonly (readonly string[])[]
  /** Herfindahl index of the villages' shares in what the bank lends. */
  readonly hhi: { readonly before: Rational; readonly after: Rational }
}

const sumOf = (some: readonly { readonly fen: Fen }[]): Fen => some.reduce((sum, { fen }) => sum + fen, 0n)
const share = (part: Fen, whole: Fen): Rational => (whole === 0n ? Rational.zero : Rational.of(part, whole))

/** Σ share²: 1 when all stands in one place, 1/n when evenly in n. */
export const herfindahl = (amounts: readonly Fen[]): Rational => {
  const whole = amounts.reduce((sum, fen) => sum + fen, 0n)
  if (whole === 0n) return Rational.zero
  return Rational.ratio(
    amounts.reduce((sum, fen) => sum + fen * fen, 0n),
    whole * whole,
  )
}

const byVillage = (positions: readonly Position[]): Fen[] => {
  const villages = new Map<string, Fen>()
  for (const { village, fen } of positions) villages.set(village, (villages.get(village) ?? 0n) + fen)
  return [...villages.values()]
}

/**
 * Pre-trade check of a loan (finance 4.11): every limit with its figure before and after. Blocks what law or a hard
 * limit forbids and warns of concentration; a share that the loan does not raise is not held against it.
 */
export const checkExposure = (facts: ExposureFacts, limits: ExposureLimits, working: Working): ExposureResult => {
  const { positions, proposed, collateral, guarantees, bankCapitalFen } = facts
  const after = [...positions, proposed]
  const ofHousehold = (some: readonly Position[]) => some.filter(({ household }) => household === proposed.household)
  const ofBank = (some: readonly Position[]) => some.filter(({ bank }) => bank === proposed.bank)
  const checks: ExposureCheck[] = []
  const check = (
    name: ExposureCheck['name'],
    unit: ExposureCheck['unit'],
    [before, later]: readonly [Rational, Rational],
    { limit, over }: { readonly limit: Rational; readonly over: Verdict },
    source = limitSource,
  ) => {
    const isOver = later.compare(limit) > 0 && later.compare(before) > 0
    checks.push({ name, unit, before, after: later, limit, result: isOver ? over : 'pass' })
    const show = (value: Rational) =>
      unit === 'fen' ? `${formatYuan(value.round())} 元` : unit === 'share' ? percentText(value) : rateText(value, 0)
    working.step({
      label: name,
      formula: '放款前 → 放款后，对照限额',
      inputs: { 放款前: show(before), 放款后: show(later), 限额: show(limit) },
      result: isOver ? over : 'pass',
      source,
    })
  }
  const money = (some: readonly Position[]) => Rational.of(sumOf(some))
  const pair = <T>(of: (some: readonly Position[]) => T): readonly [T, T] => [of(positions), of(after)]

  check(
    'household_all_banks',
    'fen',
    pair((some) => money(ofHousehold(some))),
    limits('household_all_banks'),
  )
  check(
    'household_per_bank',
    'fen',
    pair((some) => money(ofBank(ofHousehold(some)))),
    limits('household_per_bank'),
  )
  check(
    'single_borrower',
    'fen',
    pair((some) => money(ofBank(ofHousehold(some)))),
    { limit: singleBorrowerShare.times(bankCapitalFen), over: 'block' },
    bankingLaw,
  )
  const villageShare = (some: readonly Position[]) =>
    share(sumOf(ofBank(some).filter(({ village }) => village === proposed.village)), sumOf(ofBank(some)))
  check('village_share', 'share', pair(villageShare), limits('village_share'))
  if (proposed.compartment !== null) {
    const inCompartment = (some: readonly Position[]) =>
      share(sumOf(ofBank(some).filter(({ compartment }) => compartment === proposed.compartment)), sumOf(ofBank(some)))
    check('compartment_share', 'share', pair(inCompartment), limits('compartment_share'))
  }
  const pledged = proposed.collateral
  if (pledged !== null) {
    const speciesShare = (some: readonly LivingCollateral[]) =>
      share(sumOf(some.filter(({ species }) => species === pledged.species)), sumOf(some))
    const shares = [speciesShare(collateral), speciesShare([...collateral, pledged])] as const
    check('species_share', 'share', shares, limits('species_share'))
  }
  const allGuarantees = [
    ...guarantees,
    ...proposed.guarantors.map((guarantor) => ({ guarantor, borrower: proposed.household })),
  ]
  const most = (some: readonly Guarantee[]) => {
    const given = guaranteedBy(some)
    return Rational.of(Math.max(0, ...proposed.guarantors.map((guarantor) => given.get(guarantor) ?? 0)))
  }
  check('guarantees_given', 'households', [most(guarantees), most(allGuarantees)], limits('guarantees_given'))
  const circles = guaranteeCircles(allGuarantees)
  check(
    'guarantee_circle',
    'circles',
    [Rational.of(guaranteeCircles(guarantees).length), Rational.of(circles.length)],
    {
      limit: Rational.zero,
      over: 'block',
    },
  )
  const worst = checks.reduce((high, { result }) => Math.max(high, verdicts.indexOf(result)), 0)
  const [before, later] = pair((some) => herfindahl(byVillage(ofBank(some))))
  return { result: verdicts[worst] ?? 'block', checks, circles, hhi: { before, after: later } }
}
