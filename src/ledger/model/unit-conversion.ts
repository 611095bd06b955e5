/** Units that mean the same kind of thing, each as a multiple of the group's base. */
const groups: readonly Readonly<Record<string, number>>[] = [
  { yuan: 1, fen: 0.01, wan_yuan: 1e4, 万元: 1e4 },
  { 'yuan/mu': 1, 'fen/mu': 0.01, 'wan_yuan/mu': 1e4, '万元/亩': 1e4 },
  { 'yuan/ha': 1, 'fen/ha': 0.01, 'wan_yuan/ha': 1e4, '万元/ha': 1e4, '万元/公顷': 1e4 },
  { 'yuan/person': 1, 'fen/person': 0.01 },
  { fraction: 1, ratio: 1, coefficient: 1, cv: 1, percent: 0.01 },
  { km: 1000, m: 1, cm: 0.01 },
  { m2: 1, mu: 10_000 / 15, ha: 10_000, km2: 1e6 },
  { minute: 1, min: 1, hour: 60, h: 60 },
  { t: 1000, ton: 1000, kg: 1 },
]

/** Words for what is counted one by one: 家, 人, 层 … A count of anything compares with a count of anything. */
const uncounted = new Set(groups.flatMap((group) => Object.keys(group)))

/**
 * Factor by which a value in `from` is multiplied to stand in `to`; null where they cannot be compared.
 * `yuan` → `fen` is 100: the text's unit becomes the indicator's (ledger 4.3).
 */
export const conversionFactor = (from: string, to: string): number | null => {
  if (from === to) return 1
  const group = groups.find((candidate) => from in candidate)
  const [above, below] = [group?.[from], group?.[to]]
  if (above !== undefined && below !== undefined) return Number((above / below).toPrecision(12))
  return uncounted.has(from) || uncounted.has(to) || from.includes('/') || to.includes('/') ? null : 1
}
