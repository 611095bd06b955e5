import { type CivilDate, addDays, addMonths, diffDays, monthEnd, monthStart } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { Rational } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import type { Random } from '../../platform/stats/random.ts'
import type { FamilyGrade } from '../model/family-facts.ts'
import { lprPublications } from '../model/lpr-history.ts'
import { type PolicyFund, type PriceMode, priceLoan } from '../model/price.ts'
import { rateText } from '../model/rates.ts'
import { priceRules } from '../rules/limit-and-price.ts'
import type { loanContract, loanEvent } from '../tables.ts'
import { seededUuid } from '../bulk.ts'
import { balanceOn, creditShareOn } from './targets.ts'

export type Borrower = {
  readonly householdId: string
  readonly villageCode: string
  readonly bankId: string
  readonly grade: FamilyGrade
}
export type ContractRow = typeof loanContract.$inferInsert & { readonly id: string }
export type EventRow = typeof loanEvent.$inferInsert

type Live = { readonly contract: ContractRow; readonly borrower: Borrower; no: number }

const microCapFen = 30_000_000
const prices = priceRules(RuleBook.defaults, Working.silent)
const tenors = [12, 12, 12, 24, 24, 36, 36, 36] as const
const purposes = ['A0412', 'A0412', 'A0411', 'A0149', 'A0152', 'A0313', 'F5112', 'H6110'] as const

/**
 * The loans of a county, day by day: what falls due is repaid, renewed or left unpaid; then families sign new loans
 * until the pool stands where it was meant to. Deterministic in `random`. `medianFen` is the middle loan.
 */
export class LoanBook {
  readonly contracts: ContractRow[] = []
  readonly events: EventRow[] = []
  readonly #county: string
  readonly #random: Random
  readonly #medianFen: number
  readonly #today: CivilDate
  readonly #free: Borrower[]
  readonly #due = new Map<CivilDate, Live[]>()
  #balance = 0
  /** Of households within the small-loan cap. */
  #micro = { credit: 0, all: 0 }

  constructor(
    county: string,
    borrowers: readonly Borrower[],
    { random, medianFen, today }: { random: Random; medianFen: number; today: CivilDate },
  ) {
    this.#county = county
    this.#random = random
    this.#medianFen = medianFen
    this.#today = today
    this.#free = random.shuffle(borrowers)
  }

  /** `isLate`: a place whose loans come a month later than meant, through the autumn of 2022. */
  run(from: CivilDate, isLate: (borrower: Borrower) => boolean): void {
    for (let month = from; month <= this.#today; month = monthStart(addDays(monthEnd(month), 1))) {
      const end = monthEnd(month)
      for (let day = month; day <= end && day <= this.#today; day = addDays(day, 1)) {
        for (const live of this.#due.get(day) ?? []) this.#fallDue(live, day)
        this.#due.delete(day)
        const autumn = day >= '2022-09-01' && day <= '2022-11-30'
        while (this.#balance < balanceOn(day) && this.#free.length > 0) {
          const borrower = this.#take(autumn ? isLate : () => false)
          if (borrower === undefined) break
          this.#lend(borrower, day)
        }
      }
    }
  }

  #take(passOver: (borrower: Borrower) => boolean): Borrower | undefined {
    const at = this.#free.findLastIndex((borrower) => !passOver(borrower))
    return at < 0 ? undefined : this.#free.splice(at, 1)[0]
  }

  #amount(): number {
    const drawn = this.#medianFen * Math.exp(0.55 * this.#random.normal())
    return Math.min(100_000_000, Math.max(1_000_000, Math.round(drawn / 1_000_000) * 1_000_000))
  }

  #mode(fen: number, day: CivilDate): PriceMode {
    const secured = (['guarantee', 'guarantee', 'mortgage', 'pledge'] as const)[this.#random.integer(4)] ?? 'guarantee'
    if (fen > microCapFen) return this.#random.next() < 0.25 ? 'credit' : secured
    return this.#micro.credit < creditShareOn(day) * (this.#micro.all + fen) ? 'credit' : secured
  }

  #count(live: Pick<ContractRow, 'mode' | 'agreedFen'>, sign: 1 | -1): void {
    const fen = Number(live.agreedFen) * sign
    this.#balance += fen
    if (live.agreedFen > BigInt(microCapFen)) return
    this.#micro.all += fen
    if (live.mode === 'credit') this.#micro.credit += fen
  }

  #sign(borrower: Borrower, day: CivilDate, terms: { fen: number; mode: PriceMode; renewalOf: string | null }): Live {
    const months = terms.renewalOf === null ? (tenors[this.#random.integer(tenors.length)] ?? 12) : 12
    const fund: PolicyFund | null =
      terms.fen <= microCapFen && this.#random.next() < 0.18
        ? this.#random.next() < 0.5
          ? 'on_lending'
          : 'relending'
        : null
    const { rate, spreadBp } = priceLoan(
      {
        asOf: day,
        months,
        tenor: null,
        grade: borrower.grade,
        mode: terms.mode,
        honour: null,
        policyFund: fund,
        cleanRenewal: terms.renewalOf !== null,
        lowIncome: false,
      },
      prices,
      lprPublications,
      Working.silent,
    )
    const byModel = this.#random.next() < (day < '2022-01-01' ? 0.7 : 0.96)
    const extraBp = byModel ? 0 : 10 + this.#random.integer(4) * 10
    const contract: ContractRow = {
      county: this.#county,
      id: seededUuid(this.#random),
      contractNo: `SM${day.replaceAll('-', '')}${String(this.contracts.length + 1).padStart(6, '0')}`,
      bankId: borrower.bankId,
      householdId: borrower.householdId,
      villageCode: borrower.villageCode,
      mode: terms.mode,
      method: 'interest_only',
      pool: true,
      purpose: purposes[this.#random.integer(purposes.length)] ?? 'A0412',
      agreedFen: BigInt(terms.fen),
      annualRate: rateText(rate.plus(Rational.of(extraBp, 10_000))),
      signedOn: day,
      maturityOn: addMonths(day, months),
      periodMonths: 12,
      spreadBp: spreadBp + extraBp,
      modelRate: rateText(rate),
      fund,
      renewalOf: terms.renewalOf,
    }
    this.contracts.push(contract)
    this.#count(contract, 1)
    const live: Live = { contract, borrower, no: 0 }
    this.#plan(live, addMonths(day, 12))
    return live
  }

  #plan(live: Live, day: CivilDate): void {
    this.#due.set(day, [...(this.#due.get(day) ?? []), live])
  }

  #book(live: Live, day: CivilDate, draft: Partial<EventRow> & Pick<EventRow, 'type'>): void {
    if (day > this.#today) return
    this.events.push({
      county: this.#county,
      contractId: live.contract.id,
      no: ++live.no,
      effectiveOn: day,
      bookedOn: day,
      principalFen: 0n,
      duePrincipalFen: 0n,
      interestFen: 0n,
      penaltyFen: 0n,
      costFen: 0n,
      reason: null,
      recordedBy: 'system:demo',
      recordedAt: new Date(`${day}T09:00:00+08:00`),
      ...draft,
    })
  }

  #lend(borrower: Borrower, day: CivilDate): void {
    const fen = this.#amount()
    const live = this.#sign(borrower, day, { fen, mode: this.#mode(fen, day), renewalOf: null })
    this.#book(live, day, { type: 'disburse', principalFen: BigInt(fen) })
  }

  /** A year's interest; at maturity the principal too. */
  #fallDue(live: Live, day: CivilDate): void {
    const { contract, borrower } = live
    const owed = contract.agreedFen
    const interestFen = Rational.of(contract.annualRate).times(owed).round()
    const last = day >= contract.maturityOn
    const luck = this.#random.next()
    const renews = last && luck < (day < '2024-09-24' ? 0.18 : 0.4)
    // Interest is paid late by 2 of 100, principal never by 8 of 1 000: written off after a year of claims.
    const bad = last && !renews && luck > 0.992
    const principalFen = last && !renews ? owed : 0n
    this.#book(live, day, { type: 'due', duePrincipalFen: principalFen, interestFen })
    if (bad) {
      this.#loss(live, addDays(day, 400), interestFen)
      return
    }
    const paidOn = !renews && luck > 0.972 ? addDays(day, 1 + this.#random.integer(30)) : day
    const paid = { principalFen: -principalFen, duePrincipalFen: -principalFen, interestFen: -interestFen }
    this.#book(live, paidOn, { type: 'repay', ...paid })
    if (!last) {
      this.#plan(live, addMonths(day, 12))
      return
    }
    this.#count(contract, -1)
    if (!renews) {
      this.#free.unshift(borrower)
      return
    }
    this.#book(live, day, { type: 'renew', principalFen: -owed })
    const next = this.#sign(borrower, day, {
      fen: Number(owed),
      mode: contract.mode,
      renewalOf: contract.id,
    })
    this.#book(next, day, { type: 'renew', principalFen: owed })
  }

  #loss(live: Live, day: CivilDate, interestFen: bigint): void {
    const owed = live.contract.agreedFen
    if (diffDays(this.#today, day) > 0) return
    this.#count(live.contract, -1)
    this.#book(live, day, {
      type: 'write_off',
      principalFen: -owed,
      duePrincipalFen: -owed,
      interestFen: -interestFen,
      reason: '催收一年无果，经审批核销',
    })
  }
}
