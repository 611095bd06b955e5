/** The words right before and right after a number that say how it is meant. */
type Role = 'atLeast' | 'atMost' | 'reach' | 'to' | 'up' | 'down' | 'aim'

const lexicon: readonly (readonly [word: string, role: Role])[] = (
  [
    [
      '不低于 不少于 不小于 不得低于 不得少于 不应低于 不短于 至少 最少 最低 超过 突破 高于 大于 多于 逾 超 ≥ >= > ≧',
      'atLeast',
    ],
    [
      '不超过 不高于 不多于 不大于 不长于 不得超过 不得高于 不得多于 不应超过 至多 最多 最高 控制在 严控在 限制在 压控在 低于 小于 少于 短于 不突破 ≤ <= < ≦',
      'atMost',
    ],
    ['达到 达 保持在 稳定在 维持在 保持 稳定 维持 为 =', 'reach'],
    ['到 至', 'to'],
    ['增长 提高 提升 增加 上升 扩大 增收 增产 上浮 上调 递增 增', 'up'],
    ['下降 降低 减少 压减 压降 削减 缩短 压缩 缩减 下调 下浮 回落 收窄 递减 缩小 节约 降 减', 'down'],
    ['年均 同比 平均 力争 争取 确保 努力 实现 在 要 应 须 均 都 分别 约 各 也 将', 'aim'],
  ] as const
)
  .flatMap(([words, role]) => words.split(' ').map((word) => [word, role] as const))
  .concat([
    ['增至', 'to'],
    ['降至', 'to'],
    ['降到', 'to'],
    ['增到', 'to'],
    ['下降到', 'to'],
    ['下降至', 'to'],
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
  /** 年均, 逐年 before the word of change: growth of each year, not of the whole time. */
  readonly yearly: boolean
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
  let yearly = false
  for (;;) {
    const entry = lexicon.find(([word]) => rest.endsWith(word))
    if (entry === undefined) break
    const [word, role] = entry
    // 户均, 年均 belong to the noun; 新增, 倍增 are no change of what stands before them.
    if (word === '均' && /[户人亩年平日月]$/.test(rest.slice(0, -1))) break
    if (word === '增' && /[新倍递猛净]$/.test(rest.slice(0, -1))) break
    if ((word === '降' && /[压沉]$/.test(rest.slice(0, -1))) || (word === '在' && /[存所]$/.test(rest.slice(0, -1))))
      break
    if (word === '减' && /[精递]$/.test(rest.slice(0, -1))) break
    // 不达, 未达 and nouns such as 目标达 stay; 增长率达: the noun 率 stops the walk by itself.
    if (role === 'to' && (direction !== null || bound !== null) && word.length === 1) break
    if (role === 'atLeast' || role === 'atMost') bound = role
    else if (role === 'reach') {
      reach = true
      // 缩短为3天 is a level; 增长为8% stays a growth.
      if (
        word === '为' &&
        /(?:缩短|压缩|缩减|缩小|降低|减少|提高|提升|扩大|增加|调整|下调|上调)$/.test(rest.slice(0, -1))
      )
        to = true
    } else if (role === 'to') {
      to = true
      if (/降/.test(word)) [direction, down] = ['下降', true]
      if (word.startsWith('增')) direction = '增长'
    } else if (role === 'up' || role === 'down') {
      if (direction !== null) break
      direction = { 减: '减少', 增: '增长', 降: '下降' }[word] ?? word
      down = role === 'down'
    }
    if (word === '年均') yearly = true
    rest = rest.slice(0, -word.length).trimEnd()
  }
  return {
    rest,
    bound,
    reach: reach || to,
    to,
    direction,
    down,
    yearly,
    stated: bound !== null || reach || to || direction !== null,
  }
}

const suffixes: readonly (readonly [RegExp, 'atLeast' | 'atMost' | null])[] = [
  [/^\s*(?:[(（]含[^)）]*[)）])?(?:及|或)?(?:其)?以上/, 'atLeast'],
  [/^\s*(?:及|或)?(?:以下|以内|之内|内(?![陆地部外容涵需]))/, 'atMost'],
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
