/** The words right before and right after a number that say how it is meant. */
type Role = 'atLeast' | 'atMost' | 'reach' | 'to' | 'up' | 'down' | 'aim'

const lexicon: readonly (readonly [word: string, role: Role])[] = (
  [
    ['不低于 不少于 不小于 不得低于 不得少于 至少 最少 超过 突破 高于 大于 多于 超', 'atLeast'],
    ['不超过 不高于 不多于 不大于 不得超过 不得高于 至多 最多 控制在 限制在 低于 小于 少于 不突破', 'atMost'],
    ['达到 达 保持在 稳定在 维持在 为', 'reach'],
    ['到 至', 'to'],
    ['增长 提高 提升 增加 上升 扩大 增收 上浮 增', 'up'],
    ['下降 降低 减少 压减 缩短 压缩 缩减 下调 缩小 减', 'down'],
    ['年均 同比 平均 力争 争取 确保 努力 实现 要 应 须 均 都 分别 约 也 将', 'aim'],
  ] as const
)
  .flatMap(([words, role]) => words.split(' ').map((word) => [word, role] as const))
  .concat([
    ['增至', 'to'],
    ['降至', 'to'],
    ['降到', 'to'],
  ])
  .sort(([a], [b]) => b.length - a.length)

export type Predicate = {
  readonly rest: string
  readonly bound: 'atLeast' | 'atMost' | null
  readonly reach: boolean
  /** 到/至 after a direction: a level, not a change. */
  readonly to: boolean
  /** The word of change as written (增长, 下降 …). */
  readonly direction: string | null
  readonly down: boolean
  /** The figure is said to be reached, bounded or changed, not merely counted. */
  readonly stated: boolean
}

/** Reads backwards from the number: `…融资力争达到` → reach; `…时间压缩至` → down, to. */
export const readPredicate = (left: string): Predicate => {
  let rest = left.trimEnd()
  let bound: Predicate['bound'] = null
  let reach = false
  let to = false
  let direction: string | null = null
  let down = false
  for (;;) {
    const entry = lexicon.find(([word]) => rest.endsWith(word))
    if (entry === undefined) break
    const [word, role] = entry
    // 户均, 年均 belong to the noun; 新增, 倍增 are no change of what stands before them.
    if (word === '均' && /[户人亩年平日月]$/.test(rest.slice(0, -1))) break
    if (word === '增' && /[新倍递猛]$/.test(rest.slice(0, -1))) break
    // 不达, 未达 and nouns such as 目标达 stay; 增长率达: the noun 率 stops the walk by itself.
    if (role === 'to' && (direction !== null || bound !== null) && word.length === 1) break
    if (role === 'atLeast' || role === 'atMost') bound = role
    else if (role === 'reach') reach = true
    else if (role === 'to') {
      to = true
      if (word.startsWith('降')) [direction, down] = ['下降', true]
      if (word.startsWith('增')) direction = '增长'
    } else if (role === 'up' || role === 'down') {
      if (direction !== null) break
      direction = { 减: '减少', 增: '增长' }[word] ?? word
      down = role === 'down'
    }
    rest = rest.slice(0, -word.length).trimEnd()
  }
  return {
    rest,
    bound,
    reach: reach || to,
    to,
    direction,
    down,
    stated: bound !== null || reach || to || direction !== null,
  }
}

const suffixes: readonly (readonly [RegExp, 'atLeast' | 'atMost' | null])[] = [
  [/^\s*(?:[(（]含[^)）]*[)）])?(?:及|或)?以上/, 'atLeast'],
  [/^\s*(?:及|或)?(?:以下|以内|之内|内)/, 'atMost'],
  [/^\s*左右/, 'atLeast'],
]

/** 以上, 以下, 以内 after the figure. 左右 counts as reached from the figure on. */
export const suffixOf = (right: string): { readonly role: 'atLeast' | 'atMost' | null; readonly length: number } => {
  for (const [pattern, role] of suffixes) {
    const found = pattern.exec(right)
    if (found !== null) return { role, length: found[0].length }
  }
  return { role: null, length: 0 }
}
