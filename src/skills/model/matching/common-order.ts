import type { Market } from './market.ts'
import { indices, sortByCode } from './ranking.ts'

/** Edges programme by programme, each programme's best first. */
const byProgrammeAndRank = ({ edgeProgramme, edgeRank, programmeIds }: Market): Int32Array => {
  const edges = Int32Array.from(edgeRank, (_rank, edge) => edge)
  const ranks = edgeRank.reduce((most, rank) => Math.max(most, rank + 1), 1)
  return sortByCode(sortByCode(edges, edgeRank, ranks), edgeProgramme, programmeIds.length)
}

/**
 * Who must come before whom: one node for each applicant, then one for each boundary between two ranks of a
 * programme; the applicants of a rank lead to its boundary, the boundary to those of the next rank.
 */
const precedences = (market: Market): { readonly from: number[]; readonly to: number[]; readonly nodes: number } => {
  const { edgeApplicant, edgeProgramme, edgeRank, inputOf } = market
  const sorted = byProgrammeAndRank(market)
  const [from, to]: [number[], number[]] = [[], []]
  let nodes = inputOf.length
  let above = -1
  let below = nodes++
  for (let place = 0; place < sorted.length; place += 1) {
    const edge = sorted[place] ?? 0
    const last = place === 0 ? edge : (sorted[place - 1] ?? 0)
    if (edgeProgramme[edge] !== edgeProgramme[last]) [above, below] = [-1, nodes++]
    else if (edgeRank[edge] !== edgeRank[last]) [above, below] = [below, nodes++]
    const applicant = edgeApplicant[edge] ?? 0
    if (above !== -1) {
      from.push(above)
      to.push(applicant)
    }
    from.push(applicant)
    to.push(below)
  }
  return { from, to, nodes }
}

/**
 * One order of the market's applicants that every programme agrees with, best first; null when two programmes order
 * applicants so that none exists. Where programmes leave two applicants open, they never compete for a seat.
 */
export const commonOrder = (market: Market): Int32Array | null => {
  if (market.ordered) return indices(market.inputOf.length)
  const { from, to, nodes } = precedences(market)
  const waitsFor = new Int32Array(nodes)
  const first = new Int32Array(nodes + 1)
  for (const node of to) waitsFor[node] = (waitsFor[node] ?? 0) + 1
  for (const node of from) first[node + 1] = (first[node + 1] ?? 0) + 1
  for (let node = 0; node < nodes; node += 1) first[node + 1] = (first[node + 1] ?? 0) + (first[node] ?? 0)
  const links = sortByCode(
    Int32Array.from(from, (_node, link) => link),
    Int32Array.from(from),
    nodes,
  )
  const ready = Array.from({ length: nodes }, (_, node) => node).filter((node) => waitsFor[node] === 0)
  for (let next = 0; next < ready.length; next += 1) {
    const node = ready[next] ?? 0
    for (let link = first[node] ?? 0; link < (first[node + 1] ?? 0); link += 1) {
      const after = to[links[link] ?? 0] ?? 0
      const left = (waitsFor[after] ?? 0) - 1
      waitsFor[after] = left
      if (left === 0) ready.push(after)
    }
  }
  if (ready.length < nodes) return null
  return Int32Array.from(ready.filter((node) => node < market.inputOf.length))
}
