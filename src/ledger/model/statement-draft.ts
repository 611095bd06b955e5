import { tidy } from './numerals.ts'
import { type Predicate, readPredicate, suffixOf } from './predicate.ts'
import type { Quantity, Special } from './statement-tokens.ts'
import {
  aims,
  comparedWith,
  cleanSubject,
  eventVerb,
  indicatorNoun,
  instalment,
  leadingDirection,
  lowerIsBetter,
  modals,
  moneyNoun,
  pastFact,
} from './statement-words.ts'
import type { Comparator, TargetStatement } from './target-statements.ts'
import { inUnit } from './units.ts'

/** A statement before its date and place are known. */
export type Draft = Omit<TargetStatement, 'due' | 'span'>

/** What the sentence has said so far. */
export type Memory = {
  /** Subject of the statement before; a later one may leave it out. */
  readonly subject: string
  /** From `从3.6万元`: base of the next figure. */
  readonly baseline: number | null
  /** The sentence has a statement already. */
  readonly continued: boolean
}

export const namedSubject = (left: string): string =>
  left.replace(modals, '').replace(aims, '').replace(modals, '').trim()

/** 小学 after 差异系数初中 stands for 差异系数小学. */
const completed = (subject: string, memory: Memory): string => {
  if (!memory.continued || memory.subject === '' || subject.length > 6 || indicatorNoun.test(subject)) return subject
  const noun = indicatorNoun.exec(memory.subject)
  if (noun === null || noun.index + noun[0].length === memory.subject.length) return subject
  return memory.subject.slice(0, noun.index + noun[0].length) + subject
}

const trendUnit = (subject: string): string | null =>
  /率|比例|占比|比重/.test(subject)
    ? 'fraction'
    : /亩均/.test(subject)
      ? 'yuan/mu'
      : /收入|税收|产值/.test(subject)
        ? 'yuan'
        : null

/** 全覆盖, 翻一番, 持续提升, 零死亡, 达到…平均水平: no number, and still a target. */
export const draftOfSpecial = (figure: Special, left: string, right: string, memory: Memory): Draft | null => {
  let subject = cleanSubject(namedSubject(left.replace(/(?:基本|全面|全部)$/, '')))
  const base = { baseline: null }
  if (figure.what === 'rank') {
    const place = subject.replace(
      /(?:进入|位居|位列|居于|跻身|挺进|迈入|保持|稳居|列入|排在|居|列|获)(?=全?[国省市县]|$)/,
      '',
    )
    const named = place === '' ? memory.subject : place
    return {
      ...base,
      subject: /排名|排位|位次|名次/.test(named) ? named : `${named}排名`,
      comparator: '≤',
      threshold: figure.growth,
      unit: 'rank',
    }
  }
  if (figure.what === 'zero' && figure.label === '增长') {
    return { ...base, subject: `${subject}增长`, comparator: '≤', threshold: 0, unit: 'fraction' }
  }
  if (figure.what === 'zero') {
    const named = `${subject}${figure.label}`
    return named === '' ? null : { ...base, subject: named, comparator: '=', threshold: 0, unit: 'count' }
  }
  const after = right.replace(/^的/, '').trim()
  if (subject === '' && figure.what !== 'covers' && indicatorNoun.test(after.slice(-3))) subject = after
  if (subject === '') subject = memory.subject
  if (figure.what === 'covers') return { ...base, subject, comparator: 'covers', threshold: 1, unit: 'fraction' }
  if (figure.what === 'multiple') {
    return {
      baseline: memory.baseline,
      subject: `${subject}增长`,
      comparator: '≥',
      threshold: figure.growth,
      unit: 'fraction',
    }
  }
  if (figure.what === 'benchmark') {
    const comparator = figure.growth < 0 || lowerIsBetter(subject) ? '≤' : '≥'
    return { ...base, subject, comparator, threshold: null, unit: trendUnit(subject), benchmark: figure.label }
  }
  // 持续提升海洋预警能力 is a wish; 信用贷款占比持续提升 is a target.
  if (after !== '' && subject !== after) return null
  return { ...base, subject, comparator: figure.what, threshold: null, unit: trendUnit(subject) }
}

/** 年限, 寿命 …: a time that is itself the figure. */
const lasting = /(?:年限|寿命|时长|时间|天数|期限|年龄|周期|时限|工期)$/

/** Whether a number with these words about it is a target at all, and not a name, a fact or a part of another phrase. */
const isTarget = (figure: Quantity, predicate: Predicate, stated: boolean, atMost: boolean, right: string): boolean => {
  const { numeral, upper, unit } = figure
  const family = numeral.fraction || upper?.fraction === true ? 'share' : (unit?.family ?? 'none')
  const { rest } = predicate
  if (pastFact.test(rest.replace(comparedWith, '')) && !/力争|争取|确保|达到?$/.test(rest)) return false
  if (!stated && (instalment.test(rest) || rest.endsWith('前'))) return false
  // 收入20万元以下的村 names the villages.
  if (
    family !== 'count' &&
    family !== 'share' &&
    /^(?:(?:及|或)?以[上下内])?的(?!目标|规模|水平|要求|任务|标准)[^,]/.test(right.trimStart())
  )
    return false
  // 亩均税收5万元以下企业 names the firms.
  if (
    (family === 'money' || family === 'measure') &&
    /^以[上下](?:[^,;的]{0,6})(?:村|企业|农户|人群|家庭|项目|群体)/.test(right.trimStart())
  )
    return false
  const money = numeral.large && moneyNoun.test(rest)
  if (family === 'none' && !(predicate.reach || predicate.bound !== null || money)) return false
  if ((family === 'time' || family === 'score') && !stated) return false
  if (family === 'time' && predicate.direction === null && predicate.bound === null && !atMost && !lasting.test(rest))
    return false
  return !(
    numeral.chinese &&
    !numeral.large &&
    !stated &&
    family === 'count' &&
    numeral.value < 100 &&
    !/完成|建成|新增|培育|引进|推动|选取|创建|打造|建设|实施|开展|验收|招引|落地|创成|开发|开设|开通|举办|组织|覆盖|带动|编制|出台|制定|组建|设立|建立|布设|改造|修复|申报|获得|争创/.test(
      rest,
    )
  )
}

const subjectOf = (rest: string, after: string, memory: Memory): string => {
  const named = cleanSubject(namedSubject(rest))
  const verb = eventVerb.test(named)
  const own =
    after !== '' && (verb || named === '')
      ? after
      : after !== '' && !/^[((/]/.test(after)
        ? `${named}${after}`
        : // 全年完成12个 after 上半年完成5个项目: the same projects.
          verb && memory.subject !== ''
          ? memory.subject
          : named
  const subject = completed(cleanSubject(own.replace(/[()]+$/, '')), memory)
  return subject === '' ? memory.subject : subject
}

const withDirection = (subject: string, direction: string): string =>
  subject.endsWith(direction) || /(?:增长|增幅|增速|增长率|降幅|下降|递增率)$/.test(subject)
    ? subject
    : `${subject}${direction}`

/** 10—15万: the first end takes the scale of the second. */
const scaledAs = (low: number, high: number): number => {
  const scale = high >= 1e8 ? 1e8 : 1e4
  return low < high / scale + 1 ? low * scale : low
}

const unitOf = (unit: string | null, subject: string): string | null => {
  if (unit === 'yuan' || (unit === null && moneyNoun.test(subject)))
    return /亩均|每亩/.test(subject) ? 'yuan/mu' : 'yuan'
  if (unit === null) return /系数|指数|率|倍差|比$/.test(subject) ? 'ratio' : 'count'
  return unit
}

const boundsOf = ({ numeral, upper, unit }: Quantity): { low: number; high: number } => {
  const factor = unit?.factor ?? 1
  const first = upper !== null && !numeral.large && upper.large ? scaledAs(numeral.value, upper.value) : numeral.value
  const low = numeral.fraction ? numeral.value : inUnit(first, factor)
  const high = upper === null ? low : upper.fraction ? upper.value : inUnit(upper.value, factor)
  return { low: upper?.fraction === true && !numeral.fraction ? tidy(numeral.value / 100) : low, high }
}

/** 每人每月1000元: per what the figure is meant. */
const perPerson = /每(人|户|生|村)(?:每(年|月|日|天))?$/
const perUnit: Readonly<Record<string, string>> = {
  人: '/person',
  户: '/household',
  生: '/person',
  村: '/village',
  年: '/year',
  月: '/month',
  日: '/day',
  天: '/day',
}

/** The target that a number states together with the words before and after it; null when it is none. */
export const draftOfQuantity = (figure: Quantity, left: string, right: string, memory: Memory): Draft | null => {
  const suffix = suffixOf(right)
  const each = perPerson.exec(left)
  const spoken = readPredicate(
    left.slice(0, each?.index ?? left.length).replace(/(到|至|达到|为)\s*(?:\d{4}年(?:底|末)?|原来|原有)的?$/, '$1'),
  )
  const predicate = spoken.direction === null ? leadingDirection(spoken) : spoken
  const { numeral, upper, unit } = figure
  const stated = predicate.stated || suffix.role !== null || figure.more
  if (!isTarget(figure, predicate, stated, suffix.role === 'atMost', right)) return null
  const after = right
    .slice(suffix.length)
    .replace(/^\s*的/, '')
    .replace(/^\s*(?:大关|的?目标|规模|水平|之间|关口|左右)(?=$|[,;。])/, '')
    .trim()
  const subject = subjectOf(predicate.rest, after, memory)
  // A bare number says nothing; 不少于10家 is a target whose subject stands elsewhere.
  if (subject === '' && !stated && !(memory.continued && /(?:力争|确保|争取)$/.test(left))) return null

  const { low, high } = boundsOf(figure)
  const { baseline } = memory
  const { direction, to } = predicate
  const atMost = predicate.bound === 'atMost' || suffix.role === 'atMost'
  const atLeast = predicate.bound === 'atLeast' || suffix.role === 'atLeast'
  const asked: Comparator = atMost ? '≤' : atLeast ? '≥' : lowerIsBetter(subject) ? '≤' : '≥'
  const fraction = numeral.fraction || upper?.fraction === true
  const family = fraction ? 'share' : (unit?.family ?? 'none')
  const own = fraction ? 'fraction' : unitOf(unit?.unit ?? null, subject)
  const unitName = each === null ? own : `${own}${perUnit[each[1] ?? ''] ?? ''}${perUnit[each[2] ?? ''] ?? ''}`
  const reached = (comparator: Comparator): Draft => ({
    unit: unitName,
    subject,
    comparator,
    threshold: comparator === '≤' ? high : low,
    baseline,
  })

  const worded = (change: string): string => (predicate.yearly ? `年均${change}` : change)
  if (family === 'multiple') {
    // 增长2倍 grows by two; 达到2倍, 增长到2倍 reach twice, which is growth by one.
    const value = asked === '≤' ? high : low
    const growth = direction !== null && !to ? value : tidy(value - 1)
    return {
      unit: 'fraction',
      baseline,
      subject: withDirection(subject, worded(direction ?? '增长')),
      comparator: asked,
      threshold: growth,
    }
  }
  if (direction === null) return reached(asked)
  if (to) {
    const open = suffix.role === null && predicate.bound === null
    return reached(open ? (predicate.down ? '≤' : '≥') : asked)
  }
  // Relative change: 增长25% is growth, 下降10% is decline, both as fractions of the baseline.
  if (family === 'share') return { ...reached(atMost ? '≤' : '≥'), subject: withDirection(subject, worded(direction)) }
  return { ...reached('≥'), comparator: predicate.down ? 'falls' : 'rises', threshold: low }
}
