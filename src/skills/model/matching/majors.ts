import { Problem } from '../../../platform/errors/problem.ts'
import { compileMarket, scoreFor } from './compile.ts'
import type { Applicant, MarketInput } from './market.ts'
import { deferredAcceptance, type Mechanism, serialDictatorship } from './match.ts'
import { comparePublished, lottery } from './ranking.ts'
import { describeRun } from './result.ts'

/**
 * Two levels (skills 4.4): admission to a school, then to a major within it by score. Who agreed to reassignment
 * (服从调剂) takes any major left; who did not is rejected (退档), and his seat is offered again only where the policy
 * says `refill`.
 */
export type Major = { readonly id: string; readonly quota: number }

/** What an applicant asks of one school. */
export type MajorWish = { readonly school: string; readonly majors: readonly string[]; readonly reassign: boolean }

export type MajorsInput = {
  /** Programmes are schools here; ordered by score. */
  readonly market: MarketInput
  readonly mechanism: Mechanism
  readonly majors: ReadonlyMap<string, readonly Major[]>
  readonly wishes: ReadonlyMap<string, readonly MajorWish[]>
  readonly refill: boolean
}

export type Place = { readonly school: string; readonly major: string; readonly reassigned: boolean }

export type MajorsResult = {
  readonly places: ReadonlyMap<string, Place | null>
  /** Whom a school took and no major could hold, in the order in which it happened. */
  readonly rejected: readonly { readonly applicant: string; readonly school: string }[]
  readonly vacancies: readonly { readonly school: string; readonly major: string; readonly seats: number }[]
  /** Times that seats were offered: 1 without `refill`. */
  readonly rounds: number
}

/** @throws Problem not_computable: `explicit_priority`, `unknown_programme`, `duplicate_programme`, `negative_quota`,
 *   `duplicate_preference`, `unknown_major` */
const check = ({ market, majors, wishes }: MajorsInput): void => {
  if (market.priorityMode === 'explicit')
    throw Problem.field('/priorityMode', 'explicit_priority', '分专业录取按成绩排序，不用名单')
  market.programmes.forEach(({ id }, index) => {
    const at = `/programmes/${index}/majors`
    const own = majors.get(id) ?? []
    own.forEach(({ id: major, quota }, place) => {
      if (quota < 0) throw Problem.field(`${at}/${place}/quota`, 'negative_quota', `${id}·${major}：计划数不能为负`)
      if (own.findIndex((other) => other.id === major) < place)
        throw Problem.field(`${at}/${place}/id`, 'duplicate_programme', `${id}：专业“${major}”出现两次`)
    })
  })
  market.applicants.forEach(({ id, preferences }, index) => {
    const at = `/applicants/${index}/majorWishes`
    const seen = new Set<string>()
    for (const [place, { school, majors: asked }] of (wishes.get(id) ?? []).entries()) {
      const offered = majors.get(school)
      if (offered === undefined || !preferences.includes(school))
        throw Problem.field(`${at}/${place}/school`, 'unknown_programme', `考生 ${id} 没有填报“${school}”`)
      if (seen.has(school))
        throw Problem.field(`${at}/${place}/school`, 'duplicate_preference', `考生 ${id} 对“${school}”填了两次`)
      seen.add(school)
      for (const [at2, major] of asked.entries()) {
        if (!offered.some((one) => one.id === major))
          throw Problem.field(`${at}/${place}/majors/${at2}`, 'unknown_major', `“${school}”没有专业“${major}”`)
        if (asked.indexOf(major) < at2)
          throw Problem.field(`${at}/${place}/majors/${at2}`, 'duplicate_preference', `考生 ${id} 重复填报“${major}”`)
      }
    }
  })
}

/** Best first for one school: score, published keys, then the lot. */
const inOrder = (applicants: readonly Applicant[], school: string, seed: string): readonly Applicant[] =>
  applicants.toSorted((a, b) => {
    const keyOf = (one: Applicant) => ({ score: scoreFor(one, school), tieBreaks: one.tieBreaks ?? [] })
    return comparePublished(keyOf(a), keyOf(b)) || Buffer.compare(lottery(seed, a.id), lottery(seed, b.id))
  })

/** Majors of one school: everybody's wishes first, best first; then what is left to those who agreed to it. */
const withinSchool = (
  admitted: readonly Applicant[],
  school: string,
  majors: readonly Major[],
  wishOf: (applicant: string) => MajorWish | undefined,
): { readonly places: ReadonlyMap<string, Place>; readonly left: ReadonlyMap<string, number> } => {
  const left = new Map(majors.map(({ id, quota }) => [id, quota]))
  const places = new Map<string, Place>()
  const take = (applicant: string, major: string | undefined, reassigned: boolean): void => {
    if (major === undefined) return
    left.set(major, (left.get(major) ?? 0) - 1)
    places.set(applicant, { school, major, reassigned })
  }
  const hasSeat = (major: string): boolean => (left.get(major) ?? 0) > 0
  for (const { id } of admitted) take(id, wishOf(id)?.majors.find(hasSeat), false)
  for (const { id } of admitted) {
    if (!places.has(id) && wishOf(id)?.reassign === true) take(id, majors.find((major) => hasSeat(major.id))?.id, true)
  }
  return { places, left }
}

/**
 * Schools by the mechanism of the policy, then majors. With `refill` whoever is rejected leaves that school's list and
 * all seats are offered again; every round shortens a list, so it ends.
 * @throws Problem not_computable: as `check`, and as the market's own
 */
export const matchWithMajors = (input: MajorsInput): MajorsResult => {
  check(input)
  const { majors, wishes, mechanism, refill } = input
  const rejected: { applicant: string; school: string }[] = []
  const wishOf = (school: string) => (applicant: string) =>
    wishes.get(applicant)?.find((wish) => wish.school === school)
  let { market } = input
  for (let rounds = 1; ; rounds++) {
    const compiled = compileMarket(market)
    const run = (mechanism === 'deferred_acceptance' ? deferredAcceptance : serialDictatorship)(compiled, market)
    const { assignment } = describeRun(market, compiled, run)
    const places = new Map<string, Place | null>(market.applicants.map(({ id }) => [id, null]))
    const turnedAway = new Map<string, string>()
    const vacancies: { school: string; major: string; seats: number }[] = []
    const bySchool = Map.groupBy(market.applicants, ({ id }) => assignment.get(id) ?? null)
    for (const { id: school } of market.programmes) {
      const admitted = bySchool.get(school) ?? []
      const own = withinSchool(inOrder(admitted, school, market.seed), school, majors.get(school) ?? [], wishOf(school))
      for (const { id } of admitted) {
        const place = own.places.get(id)
        if (place === undefined) turnedAway.set(id, school)
        else places.set(id, place)
      }
      for (const [major, seats] of own.left) if (seats > 0) vacancies.push({ school, major, seats })
    }
    for (const [applicant, school] of turnedAway) rejected.push({ applicant, school })
    if (turnedAway.size === 0 || !refill) return { places, rejected, vacancies, rounds }
    market = {
      ...market,
      applicants: market.applicants.map((applicant) => ({
        ...applicant,
        preferences: applicant.preferences.filter((school) => school !== turnedAway.get(applicant.id)),
      })),
    }
  }
}
