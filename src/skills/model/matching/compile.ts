import type { Applicant, Market, MarketInput } from './market.ts'
import { type Choices, checkMarket } from './market-faults.ts'
import { indices, type Ranking, rankEntries } from './ranking.ts'

type Score = (applicant: Applicant, programme: string) => number

/** Composite score where the applicant has one for the programme, else the total. */
export const scoreFor: Score = ({ programmeScores, score }, programme) =>
  programmeScores !== undefined && Object.hasOwn(programmeScores, programme)
    ? (programmeScores[programme] ?? 0)
    : (score ?? 0)

const readChoices = (input: MarketInput, programmes: ReadonlyMap<string, number>): Choices => {
  const { applicants } = input
  const first = new Int32Array(applicants.length + 1)
  for (const [index, { preferences }] of applicants.entries())
    first[index + 1] = (first[index] ?? 0) + preferences.length
  const programme = new Int32Array(first.at(-1) ?? 0)
  let place = 0
  for (const { preferences } of applicants) {
    for (const id of preferences) {
      programme[place] = programmes.get(id) ?? -1
      place += 1
    }
  }
  return { first, programme }
}

const rankApplicants = (
  { tiePolicy, seed }: MarketInput,
  applicants: readonly Applicant[],
  scoreOf: (applicant: Applicant) => number,
): Ranking & { readonly scores: Float64Array } => {
  const scores = new Float64Array(applicants.length)
  const keys: Float64Array[] = []
  for (const [index, applicant] of applicants.entries()) {
    scores[index] = scoreOf(applicant)
    const { tieBreaks } = applicant
    if (tieBreaks === undefined) continue
    for (let key = 0; key < tieBreaks.length; key += 1) {
      const column = (keys[key] ??= new Float64Array(applicants.length))
      column[index] = tieBreaks[key] ?? 0
    }
  }
  const idOf = (entry: number): string => applicants[entry]?.id ?? ''
  return { ...rankEntries([scores, ...keys], applicants.length, { tiePolicy, seed, idOf }), scores }
}

/** The programmes' own lists, by applicant: those that list him and at which place. */
const readPriorities = (input: MarketInput, applicants: ReadonlyMap<string, number>) => {
  const first = new Int32Array(input.applicants.length + 1)
  const lists = input.programmes.map(({ priority = [] }) => Int32Array.from(priority, (id) => applicants.get(id) ?? 0))
  for (const list of lists) for (const applicant of list) first[applicant + 1] = (first[applicant + 1] ?? 0) + 1
  for (let index = 0; index < input.applicants.length; index += 1) {
    first[index + 1] = (first[index + 1] ?? 0) + (first[index] ?? 0)
  }
  const next = first.slice()
  const programme = new Int32Array(first.at(-1) ?? 0)
  const place = new Int32Array(programme.length)
  lists.forEach((list, p) => {
    list.forEach((applicant, rank) => {
      const at = next[applicant] ?? 0
      programme[at] = p
      place[at] = rank
      next[applicant] = at + 1
    })
  })
  return { first, programme, place, lists }
}

/** Edges under construction: room for every preference, filled from the front. `places`: rank and applicant are one. */
class Edges {
  readonly first: Int32Array
  readonly applicant: Int32Array
  readonly programme: Int32Array
  readonly rank: Int32Array
  readonly open: Uint8Array
  readonly reserve: Uint8Array
  count = 0

  constructor(applicants: number, most: number, places = false) {
    this.first = new Int32Array(applicants + 1)
    this.applicant = new Int32Array(most)
    this.programme = new Int32Array(most)
    this.rank = places ? this.applicant : new Int32Array(most)
    this.open = new Uint8Array(most)
    this.reserve = new Uint8Array(most)
  }

  add(applicant: number, programme: number, rank: number, open: boolean, reserve: boolean): void {
    const edge = this.count++
    this.applicant[edge] = applicant
    this.programme[edge] = programme
    this.rank[edge] = rank
    this.open[edge] = open ? 1 : 0
    this.reserve[edge] = reserve ? 1 : 0
  }
}

type Reserves = {
  readonly names: readonly string[]
  readonly groupOf: Int32Array
  readonly list: Market['reserves']
  /** Least score on the reserve of the group; undefined where the programme keeps none for it. */
  readonly minimum: readonly ReadonlyMap<number, number>[]
}

const readReserves = (input: MarketInput): Reserves => {
  const names = [...new Set(input.programmes.flatMap(({ reserves = [] }) => reserves.map(({ group }) => group)))]
  const index = new Map(names.map((name, place) => [name, place]))
  const groupOf = new Int32Array(input.applicants.length)
  for (const [a, { group }] of input.applicants.entries()) groupOf[a] = group == null ? -1 : (index.get(group) ?? -1)
  return {
    names,
    groupOf,
    list: input.programmes.map(({ reserves = [] }) =>
      reserves.map(({ group, seats }) => [index.get(group) ?? -1, seats] as const),
    ),
    minimum: input.programmes.map(
      ({ reserves = [], minScore = 0 }) =>
        new Map(reserves.map((reserve) => [index.get(reserve.group) ?? -1, reserve.minScore ?? minScore])),
    ),
  }
}

const explicitEdges = (
  input: MarketInput,
  choices: Choices,
  reserves: Reserves,
  applicants: ReadonlyMap<string, number>,
) => {
  const edges = new Edges(input.applicants.length, choices.programme.length)
  const listed = readPriorities(input, applicants)
  const ignored: { applicant: string; programme: string }[] = []
  const placeAt = new Int32Array(input.programmes.length).fill(-1)
  const met = listed.lists.map((list) => new Uint8Array(list.length))
  input.applicants.forEach(({ id }, a) => {
    edges.first[a] = edges.count
    const [from, to] = [listed.first[a] ?? 0, listed.first[a + 1] ?? 0]
    for (let at = from; at < to; at += 1) placeAt[listed.programme[at] ?? 0] = listed.place[at] ?? 0
    for (let at = choices.first[a] ?? 0; at < (choices.first[a + 1] ?? 0); at += 1) {
      const p = choices.programme[at] ?? 0
      const place = placeAt[p] ?? -1
      const marks = met[p]
      if (place === -1 || marks === undefined) {
        ignored.push({ applicant: id, programme: input.programmes[p]?.id ?? '' })
        continue
      }
      marks[place] = 1
      edges.add(a, p, place, true, reserves.minimum[p]?.has(reserves.groupOf[a] ?? -1) === true)
    }
    for (let at = from; at < to; at += 1) placeAt[listed.programme[at] ?? 0] = -1
  })
  input.programmes.forEach(({ id, priority = [] }, p) => {
    priority.forEach((applicant, place) => {
      if (met[p]?.[place] === 0) ignored.push({ applicant, programme: id })
    })
  })
  return { edges, ignored, inputOf: indices(input.applicants.length), ordered: false }
}

const compositeOf = ({ applicants, programmes }: MarketInput, applicant: number, programme: number): number => {
  const one = applicants[applicant]
  return one === undefined ? 0 : scoreFor(one, programmes[programme]?.id ?? '')
}

const scoredEdges = (input: MarketInput, choices: Choices, reserves: Reserves) => {
  const composite = input.applicants.some(({ programmeScores }) => programmeScores !== undefined)
  const common = composite ? null : rankApplicants(input, input.applicants, ({ score }) => score ?? 0)
  const inputOf = common?.order ?? indices(input.applicants.length)
  // One strict order: an applicant's number is his rank, and one array serves for both.
  const places = common !== null && input.tiePolicy === 'strict'
  const edges = new Edges(input.applicants.length, choices.programme.length, places)
  const least = Float64Array.from(input.programmes, ({ minScore = 0 }) => minScore)
  const members: number[][] = composite ? input.programmes.map(() => []) : []
  const { first, applicant, programme, rank: ranks, open: openTo, reserve: reserveTo } = edges
  let edge = 0
  for (let a = 0; a < inputOf.length; a += 1) {
    first[a] = edge
    const index = inputOf[a] ?? 0
    const group = reserves.groupOf[index] ?? -1
    const rank = common?.rank[index] ?? 0
    const total = common?.scores[index] ?? 0
    const to = choices.first[index + 1] ?? 0
    for (let at = choices.first[index] ?? 0; at < to; at += 1) {
      const p = choices.programme[at] ?? 0
      const score = common === null ? compositeOf(input, index, p) : total
      const minimum = group === -1 ? undefined : reserves.minimum[p]?.get(group)
      const open = score >= (least[p] ?? 0)
      const reserve = minimum !== undefined && score >= minimum
      if (!open && !reserve) continue
      if (composite) members[p]?.push(edge)
      applicant[edge] = a
      programme[edge] = p
      if (!places) ranks[edge] = rank
      openTo[edge] = open ? 1 : 0
      reserveTo[edge] = reserve ? 1 : 0
      edge += 1
    }
  }
  edges.count = edge
  members.forEach((own, p) => {
    const programme = input.programmes[p]?.id ?? ''
    const asking = own.flatMap((edge) => input.applicants[edges.applicant[edge] ?? 0] ?? [])
    const { rank } = rankApplicants(input, asking, (applicant) => scoreFor(applicant, programme))
    own.forEach((edge, index) => {
      edges.rank[edge] = rank[index] ?? 0
    })
  })
  return { edges, ignored: [], inputOf, ordered: common !== null }
}

const indexApplicants = ({ applicants }: MarketInput): ReadonlyMap<string, number> => {
  const index = new Map<string, number>()
  for (let a = 0; a < applicants.length; a += 1) index.set(applicants[a]?.id ?? '', a)
  return index
}

const namesOf = ({ applicants }: MarketInput): ReadonlySet<string> => {
  const names = new Set<string>()
  for (let a = 0; a < applicants.length; a += 1) names.add(applicants[a]?.id ?? '')
  return names
}

/**
 * Checks the input and lays it out as arrays. Preferences for which the applicant is below every minimum are left
 * out; in explicit mode those that only one side lists go to `ignored`. A reserve without a minimum of its own has
 * that of its programme.
 * @throws Problem not_computable with pointer and code of every fault (at most 50)
 */
export const compileMarket = (input: MarketInput): Market => {
  const programmes = new Map(input.programmes.map(({ id }, index) => [id, index]))
  const applicants = input.priorityMode === 'explicit' ? indexApplicants(input) : null
  const choices = readChoices(input, programmes)
  checkMarket(input, programmes, applicants ?? namesOf(input), choices)
  const reserves = readReserves(input)
  const { edges, ignored, inputOf, ordered } =
    applicants !== null ? explicitEdges(input, choices, reserves, applicants) : scoredEdges(input, choices, reserves)
  edges.first[input.applicants.length] = edges.count
  return {
    programmeIds: input.programmes.map(({ id }) => id),
    firstEdge: edges.first,
    edgeApplicant: edges.applicant.subarray(0, edges.count),
    edgeProgramme: edges.programme.subarray(0, edges.count),
    edgeRank: edges.rank.subarray(0, edges.count),
    edgeOpen: edges.open.subarray(0, edges.count),
    edgeReserve: edges.reserve.subarray(0, edges.count),
    group: inputOf.map((index) => reserves.groupOf[index] ?? -1),
    groupNames: reserves.names,
    quota: Float64Array.from(input.programmes, ({ quota }) => quota),
    reserves: reserves.list,
    ignored,
    ordered,
    inputOf,
  }
}
