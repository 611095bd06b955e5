import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { type CivilDate, parseDate } from '../dates.ts'
import { Problem } from '../errors/problem.ts'
import { civilDateOf } from '../instants.ts'
import { checkRows, type Decided, evaluate, type Rows } from './decision.ts'
import type { RuleTable } from './rule-table.ts'
import { findVersion, ruleAt, ruleHistory, ruleTable, type RuleVersion } from './rules.ts'
import { ruleTableVersion } from './tables.ts'

export type Draft = {
  readonly rows: Rows
  readonly effectiveFrom: string
  readonly effectiveTo?: string | null | undefined
  readonly basis: string
  readonly reason: string
}

const at = (context: Context, name: string, version: string) =>
  and(
    eq(ruleTableVersion.county, context.actor.county),
    eq(ruleTableVersion.tableName, name),
    eq(ruleTableVersion.version, version),
  )

const requireOpen = async (context: Context, name: string, version: string): Promise<RuleVersion> => {
  const found = await findVersion(context, name, version, true)
  if (found === undefined) throw new Problem('not_found', '没有找到该版本')
  if (found.status === 'published') throw new Problem('state_conflict', '已发布的规则不能修改，请另拟新版本')
  return found
}

const checkDates = (context: Context, draft: Draft): void => {
  const from = parseDate(draft.effectiveFrom, '/effectiveFrom')
  if (from < civilDateOf(context.clock.now())) {
    throw Problem.field('/effectiveFrom', 'retroactive', '施行日期不能早于今天：已作出的决定不能改按新规则')
  }
  if (typeof draft.effectiveTo === 'string' && parseDate(draft.effectiveTo, '/effectiveTo') < from) {
    throw Problem.field('/effectiveTo', 'before_start', '失效日期早于施行日期')
  }
}

/** Saves a draft; without `version` a new one. A change takes an approval back: what was approved is what is published. */
export const saveDraft = async (context: Context, name: string, draft: Draft, version?: string): Promise<string> => {
  ruleTable(context, name)
  checkDates(context, draft)
  const values = {
    ...draft,
    rows: draft.rows.map((row) => [...row]),
    effectiveTo: draft.effectiveTo ?? null,
    status: 'draft' as const,
    draftedBy: context.actor.id,
    draftedAt: context.clock.now(),
    approvedBy: null,
    approvedAt: null,
  }
  if (version !== undefined) {
    await requireOpen(context, name, version)
    await context.tx
      .update(ruleTableVersion)
      .set(values)
      .where(at(context, name, version))
    return version
  }
  const numbers = (await ruleHistory(context, name)).map((each) => Number(/^v(\d+)$/.exec(each.version)?.[1] ?? 0))
  const next = `v${Math.max(0, ...numbers) + 1}`
  await context.tx
    .insert(ruleTableVersion)
    .values({ ...values, county: context.actor.county, tableName: name, version: next })
  return next
}

const requireOther = (context: Context, version: RuleVersion): void => {
  if ([context.actor.id, context.actor.deputyFor].includes(version.draftedBy)) {
    throw new Problem('forbidden', '须由起草人以外的人审核', [
      { pointer: '/version', code: 'second_person_required', message: '须由起草人以外的人审核' },
    ])
  }
}

const requireSound = (table: RuleTable, rows: Rows): void => {
  const { errors } = checkRows(table, rows)
  if (errors.length > 0) throw new Problem('not_computable', errors[0]?.message, errors)
}

/** A second person approves rows without gaps. @throws Problem `forbidden`, `state_conflict`, `not_computable`. */
export const approveRule = async (context: Context, name: string, version: string): Promise<void> => {
  const found = await requireOpen(context, name, version)
  requireOther(context, found)
  requireSound(ruleTable(context, name), found.rows)
  await context.tx
    .update(ruleTableVersion)
    .set({ status: 'approved', approvedBy: context.actor.id, approvedAt: context.clock.now() })
    .where(at(context, name, version))
}

/** Publishes what was approved, from its effective date on. Neither the drafter nor a changed date slips through. */
export const publishRule = async (context: Context, name: string, version: string): Promise<void> => {
  const found = await requireOpen(context, name, version)
  if (found.status !== 'approved') throw new Problem('state_conflict', '该版本尚未经第二人审核')
  requireOther(context, found)
  checkDates(context, found)
  requireSound(ruleTable(context, name), found.rows)
  await context.tx
    .update(ruleTableVersion)
    .set({ status: 'published', publishedBy: context.actor.id, publishedAt: context.clock.now() })
    .where(at(context, name, version))
}

export type Effect = {
  readonly index: number
  readonly before: Decided | { readonly problem: string }
  readonly after: Decided | { readonly problem: string }
}

const tryEach = async (
  table: RuleTable,
  rule: { version: string; rows: Rows },
  inputs: readonly Record<string, unknown>[],
) => {
  try {
    return await evaluate(table, rule.rows, rule.version, inputs)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
  // One of them has no answer: ask one by one and say which.
  return Promise.all(
    inputs.map((input) =>
      evaluate(table, rule.rows, rule.version, [input]).then(
        ([decided]) => decided ?? { problem: '' },
        (error: unknown) => {
          if (error instanceof Problem) return { problem: error.message }
          throw error
        },
      ),
    ),
  )
}

const outputOf = (decided: Effect['before']): unknown => ('problem' in decided ? decided.problem : decided.output)

/** What the rows would change: both versions run over the same cases. Cases that stay the same are only counted. */
export const previewEffect = async (
  context: Context,
  name: string,
  rows: Rows,
  inputs: readonly Record<string, unknown>[],
  asOf: CivilDate = civilDateOf(context.clock.now()),
): Promise<{ total: number; changed: readonly Effect[] }> => {
  const table = ruleTable(context, name)
  const { errors } = checkRows(table, rows)
  const unreadable = errors.filter(({ code }) => code !== 'rule_gap' && code !== 'unreachable_row')
  if (unreadable.length > 0) throw new Problem('not_computable', unreadable[0]?.message, unreadable)
  const before = await tryEach(table, await ruleAt(context, table, asOf), inputs)
  const after = await tryEach(table, { version: 'draft', rows }, inputs)
  const changed = inputs
    .map((_, index) => ({ index, before: before[index] ?? { problem: '' }, after: after[index] ?? { problem: '' } }))
    .filter((effect) => !isDeepStrictEqual(outputOf(effect.before), outputOf(effect.after)))
  return { total: inputs.length, changed }
}

export type TestResult = {
  readonly title: string
  readonly passed: boolean
  readonly expected: unknown
  readonly got: unknown
}

/** Runs the table's own test cases over rows. */
export const runTests = async (table: RuleTable, rows: Rows): Promise<TestResult[]> => {
  const tests = table.tests ?? []
  const results = await tryEach(
    table,
    { version: 'draft', rows },
    tests.map(({ input }) => input),
  )
  return tests.map(({ title, output }, index) => {
    const got = outputOf(results[index] ?? { problem: '' })
    return { title, expected: output, got, passed: isDeepStrictEqual(got, output) }
  })
}

export type RowChange = { readonly kind: 'added' | 'removed'; readonly row: number; readonly cells: Rows[number] }

/** Rows that are only in one of two versions, by content; a moved row is not a change of the row. */
export const diffRows = (before: Rows, after: Rows): RowChange[] => {
  const only = (rows: Rows, others: Rows, kind: RowChange['kind']): RowChange[] => {
    const left = others.map((row) => JSON.stringify(row))
    return rows.flatMap((cells, index) => {
      const found = left.indexOf(JSON.stringify(cells))
      if (found === -1) return [{ kind, row: index + 1, cells }]
      left.splice(found, 1)
      return []
    })
  }
  return [...only(before, after, 'removed'), ...only(after, before, 'added')]
}
