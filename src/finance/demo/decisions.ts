import { type CivilDate, addDays, addMonths, parseDate } from '../../platform/dates.ts'
import type { Random } from '../../platform/stats/random.ts'
import type {
  familyScoreResult,
  familySheet,
  loanApplication,
  serviceEnrolment,
  serviceNeed,
  whitelistEntry,
} from '../tables.ts'
import { seededUuid } from '../bulk.ts'
import type { DemoFamily } from './families.ts'
import type { ContractRow } from './loan-book.ts'
import { onlineShareOn, sheetShareOn } from './targets.ts'

type Rows<Table extends { $inferInsert: unknown }> = Table['$inferInsert'][]

const channels = ['online', 'counter', 'village'] as const

/** The applications behind new loans, the whitelist that many of them began with, and what was asked in vain. */
export const makeApplications = (
  county: string,
  contracts: readonly ContractRow[],
  random: Random,
  today: CivilDate,
) => {
  const applications: Rows<typeof loanApplication> = []
  const entries: Rows<typeof whitelistEntry> = []
  const needs: Rows<typeof serviceNeed> = []
  const live = new Set<string>()
  for (const contract of contracts.toReversed()) {
    if (contract.renewalOf !== null) continue
    const signedOn = parseDate(contract.signedOn)
    const askedOn = addDays(signedOn, -random.integer(4))
    const of = {
      county,
      bankId: contract.bankId,
      householdId: contract.householdId,
      villageCode: contract.villageCode,
    }
    const online = random.next() < onlineShareOn(signedOn)
    const listed = random.next() < onlineShareOn(signedOn) * 0.75
    let whitelistEntryId: string | null = null
    if (listed) {
      whitelistEntryId = seededUuid(random)
      const validFrom = addDays(askedOn, -(10 + random.integer(60)))
      const validTo = addMonths(validFrom, 12)
      const key = `${contract.bankId} ${contract.householdId}`
      const current = validTo >= today && !live.has(key)
      if (current) live.add(key)
      entries.push({
        county,
        id: whitelistEntryId,
        bankId: contract.bankId,
        householdId: contract.householdId,
        limitFen: contract.agreedFen,
        annualRate: contract.annualRate,
        mode: contract.mode === 'credit' ? 'credit' : 'guarantee',
        product: '共富贷',
        validFrom,
        validTo,
        state: current ? 'active' : 'expired',
        sentOn: addDays(validFrom, 2),
      })
    }
    applications.push({
      ...of,
      id: seededUuid(random),
      askedOn,
      askedFen: contract.agreedFen,
      months: 12,
      purpose: contract.purpose,
      mode: contract.mode,
      method: contract.method,
      whitelistEntryId,
      state: 'disbursed',
      grantedFen: contract.agreedFen,
      annualRate: contract.annualRate,
      reasons: [],
      decidedBy: 'system:demo',
      decidedOn: signedOn,
      contractId: contract.id,
      online,
      disbursedOn: signedOn,
    })
    if (random.next() > 0.4) continue
    // A third of those who ask want more than they get; less and less.
    const wanted = random.next() < 0.55 - 0.3 * onlineShareOn(signedOn) ? 1.1 + random.next() : 1
    needs.push({
      ...of,
      id: seededUuid(random),
      askedOn,
      kind: 'loan',
      purpose: contract.purpose,
      channel: online ? 'online' : (channels[1 + random.integer(2)] ?? 'counter'),
      askedFen: BigInt(Math.round((Number(contract.agreedFen) * wanted) / 1_000_000) * 1_000_000),
      grantedFen: contract.agreedFen,
    })
  }
  return { applications, entries, needs }
}

/** Balance sheets and scores, each renewed within its year, family after family as the county gets round. */
export const makeSheets = (
  county: string,
  families: readonly DemoFamily[],
  random: Random,
  { from, today }: { readonly from: CivilDate; readonly today: CivilDate },
) => {
  const sheets: Rows<typeof familySheet> = []
  const scores: Rows<typeof familyScoreResult> = []
  const totals = { AAA: 870, AA: 810, A: 740, BBB: 660, BB: 580, C: 500 } as const
  const waiting = random.shuffle(families)
  let reached = 0
  for (let day = from; day <= today; day = addDays(day, 7)) {
    const wanted = Math.round(sheetShareOn(day) * families.length)
    for (; reached < wanted; reached++) {
      const family = waiting[reached]
      if (family === undefined) break
      const marketFen = Math.round(40_000_000 * Math.exp(0.5 * random.normal()))
      for (let asOf = day; asOf <= today; asOf = addDays(asOf, 355 + random.integer(10))) {
        const id = seededUuid(random)
        const counted = Math.round(marketFen * (0.42 + 0.1 * random.next()))
        const debts = Math.round(counted * 0.4 * random.next())
        const recordedAt = new Date(`${asOf}T10:00:00+08:00`)
        sheets.push({
          county,
          id,
          bankId: family.bankId,
          householdId: family.householdId,
          villageCode: family.villageCode,
          asOf,
          validUntil: addMonths(asOf, 12),
          marketFen: BigInt(marketFen),
          countedFen: BigInt(counted),
          livingFen: BigInt(Math.round(counted * 0.3 * random.next())),
          netMarketFen: BigInt(marketFen - debts),
          netCountedFen: BigInt(counted - debts),
          leverage: (debts / marketFen).toFixed(4),
          complete: true,
          recordedAt,
        })
        if (random.next() > 0.95) continue
        scores.push({
          county,
          id: seededUuid(random),
          bankId: family.bankId,
          householdId: family.householdId,
          sheetId: id,
          asOf,
          total: totals[family.grade] + random.integer(35),
          grade: family.grade,
          recordedAt,
        })
      }
    }
  }
  return { sheets, scores }
}

/** Settlement and wealth services, opened one after the other since 2021. */
export const makeEnrolments = (
  county: string,
  families: readonly DemoFamily[],
  random: Random,
  { from, today }: { readonly from: CivilDate; readonly today: CivilDate },
): Rows<typeof serviceEnrolment> => {
  const users = random.shuffle(families).slice(0, Math.round(families.length * 0.3))
  const days = Math.max(1, Math.round((Date.parse(today) - Date.parse(from)) / 86_400_000))
  return users.map((family, index) => ({
    county,
    id: seededUuid(random),
    bankId: family.bankId,
    householdId: family.householdId,
    kind: random.next() < 0.8 ? 'settlement' : 'wealth',
    openedOn: addDays(from, Math.floor((index * days) / users.length)),
    closedOn: null,
  }))
}
