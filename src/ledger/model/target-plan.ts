import { type BindingRule, type EvidenceKind, type Goal, stated, type TargetColumn } from './binding-rules.ts'
import { bindingsOf } from './bindings.ts'
import { halfWidth } from './half-width.ts'
import type { Milestone, ReadReform, TableItem, TableTarget } from './reform-table.ts'
import type { Comparator } from './target-statements.ts'

/** A target as the import proposes it. Offsets are into the text of its column; threshold in the text's unit. */
export type PlannedTarget = {
  readonly column: TargetColumn
  /** Place of the item in its cell, from 1. */
  readonly itemNo: number
  readonly from: number
  readonly to: number
  readonly text: string
  /** What is asked for, where several are asked for in the same words; else the words. */
  readonly title: string
  readonly kind: 'figure' | 'deliverable'
  readonly indicatorId: string | null
  readonly scope: { readonly kind: string; readonly id: string } | null
  readonly comparator: Comparator
  readonly threshold: number | null
  readonly baseline: number | null
  readonly benchmark: string | null
  readonly unit: string
  readonly word: string | null
  readonly due: string
  readonly counted: boolean
  readonly requiredKinds: readonly EvidenceKind[]
}

export const targetColumns: readonly TargetColumn[] = ['milestones', 'landmarks', 'measures']

/** `完成N家`, `推动N宗` count events; `达N` is a level (ledger 4.3). */
export const countsEvents = (statement: string): boolean =>
  /(?:完成|推动)\s*[\d０-９一二两三四五六七八九十]+\s*[家宗个项件所]/.test(statement)

/** Later counts of the same indicator and year add to the earlier: 2 by June and 1 by December → ≥ 2, then ≥ 3. */
export const addCounts = <
  T extends Pick<PlannedTarget, 'indicatorId' | 'column' | 'due' | 'threshold' | 'text' | 'comparator'>,
>(
  targets: readonly T[],
): readonly T[] => {
  const counts = (target: T): boolean =>
    target.indicatorId !== null && target.comparator === '≥' && target.threshold !== null && countsEvents(target.text)
  return targets.map((target) => {
    if (!counts(target)) return target
    const together = targets.filter(
      (other) =>
        counts(other) &&
        other.indicatorId === target.indicatorId &&
        other.column === target.column &&
        other.due.slice(0, 4) === target.due.slice(0, 4) &&
        other.due <= target.due,
    )
    return { ...target, threshold: together.reduce((sum, other) => sum + (other.threshold ?? 0), 0) }
  })
}

const separator = /[,;。:\n]/

/** The clause around [from, to) within its item: what the screen marks where the words name no figure. */
const clauseAround = (plain: string, from: number, to: number, item: readonly [number, number]): [number, number] => {
  const title = /《[^《》\n]*》/g
  for (const found of plain.matchAll(title)) {
    if (found.index <= from && to <= found.index + found[0].length) return [found.index, found.index + found[0].length]
  }
  let [start, end] = [from, to]
  while (start > item[0] && !separator.test(plain[start - 1] ?? '')) start -= 1
  while (end < item[1] && !separator.test(plain[end] ?? '')) end += 1
  while (/\s/.test(plain[start] ?? '')) start += 1
  while (end > start && /\s/.test(plain[end - 1] ?? '')) end -= 1
  return [start, end]
}

const wordOf = (text: string): string | null =>
  /[\d０-９一二两三四五六七八九十百千万]\s*([家宗所项件个座处条户])/.exec(text)?.[1] ?? null

const overlaps = ([from, to]: readonly [number, number], start: number, end: number): boolean =>
  from < end && start < to

type Place = { readonly item: TableItem | Milestone; readonly itemNo: number }

/** Reads the targets of one reform: the proposals of ledger 8 first, then what they leave, to be bound by hand. */
export const planTargets = (reform: ReadReform, year: number): readonly PlannedTarget[] => {
  const yearEnd = `${year}-12-31`
  const rules = bindingsOf(reform.name)
  const planned = targetColumns.flatMap((column) => {
    const cell = reform.cells[column]
    const plain = halfWidth(cell)
    const items = reform[column]
    const placeAt = (at: number): Place | null => {
      const index = items.findIndex(({ span: [from, to] }) => from <= at && at < to)
      const item = items[index]
      return item === undefined ? null : { item, itemNo: index + 1 }
    }
    const statements = reform.targets.filter(({ source }) => source.column === column)
    const used = new Set<TableTarget>()
    const make = (
      place: Place,
      span: readonly [number, number],
      statement: TableTarget | null,
      goal: Goal,
      rule: BindingRule | null,
      words: string | null,
    ): PlannedTarget => {
      const text = cell.slice(...span)
      return {
        column,
        itemNo: place.itemNo,
        from: span[0],
        to: span[1],
        text,
        title: words ?? text,
        kind: rule?.evidence === undefined ? 'figure' : 'deliverable',
        indicatorId: rule?.indicator ?? null,
        scope: rule?.scope === 'reform' ? { kind: 'reform', id: String(reform.no) } : (rule?.scope ?? null),
        comparator: goal.comparator,
        threshold: goal.threshold,
        baseline: goal.baseline ?? null,
        benchmark: goal.benchmark ?? null,
        unit: goal.unit,
        word: statement === null ? null : wordOf(text),
        due: statement?.due ?? place.item.due ?? yearEnd,
        counted: rule?.counted ?? column !== 'measures',
        requiredKinds: rule?.evidence ?? [],
      }
    }
    const bound = rules
      .filter((rule) => rule.column === column)
      .flatMap((rule) =>
        [...cell.matchAll(new RegExp(rule.match.source, `${rule.match.flags}g`))].flatMap((found) => {
          const [from, to] = [found.index, found.index + found[0].length]
          const place = placeAt(from)
          const statement = statements.find(({ span }) => overlaps(span, from, to)) ?? null
          const goal = rule.goal(statement)
          if (place === null || goal === null) return []
          if (statement !== null) used.add(statement)
          const span = statement?.span ?? clauseAround(plain, from, to, place.item.span)
          const own = rule.evidence === undefined || cell[span[0]] === '《' ? null : found[0]
          return [make(place, span, statement, goal, rule, own)]
        }),
      )
    const byHand = statements
      .filter((statement) => !used.has(statement))
      .flatMap((statement) => {
        const place = placeAt(statement.span[0])
        const goal = stated(statement)
        return place === null || goal === null ? [] : [make(place, statement.span, statement, goal, null, null)]
      })
    return [...bound, ...byHand, ...leftOver(items, [...bound, ...byHand], column, yearEnd)]
  })
  const order = (target: PlannedTarget): number => targetColumns.indexOf(target.column)
  return addCounts(planned.toSorted((a, b) => order(a) - order(b) || a.from - b.from))
}

/** Items with no statement and no proposal: nothing of the table is dropped. A milestone asks for a document. */
const leftOver = (
  items: readonly (TableItem | Milestone)[],
  planned: readonly PlannedTarget[],
  column: TargetColumn,
  yearEnd: string,
): readonly PlannedTarget[] =>
  items.flatMap((item, index) => {
    const [from, to] = item.span
    // The dated heading of a list is no target of its own.
    const bare = /^[^\p{L}\p{N}]*$/u.test(item.text.replace(/\d{4}年(\d{1,2}月)?(底)?前?[:：]?/g, ''))
    if (bare || planned.some((target) => overlaps([target.from, target.to], from, to))) return []
    const paper = column === 'milestones'
    return [
      {
        column,
        itemNo: index + 1,
        from,
        to,
        text: item.text,
        title: item.text,
        kind: paper ? ('deliverable' as const) : ('figure' as const),
        indicatorId: paper ? 'ledger.deliverable_verified' : null,
        scope: null,
        comparator: paper ? ('covers' as const) : ('≥' as const),
        threshold: paper ? 1 : null,
        baseline: null,
        benchmark: null,
        unit: paper ? 'fraction' : 'count',
        word: null,
        due: item.due ?? yearEnd,
        counted: column !== 'measures',
        requiredKinds: paper ? (['document'] as const) : [],
      },
    ]
  })
