import { and, asc, desc, eq, gte, isNull, lte, or } from 'drizzle-orm'
import type { App, Context } from '../context.ts'
import { type CivilDate, parseDate } from '../dates.ts'
import { systemContext } from '../database/system-context.ts'
import { Problem } from '../errors/problem.ts'
import { civilDateOf } from '../instants.ts'
import { type Decided, defaultVersion, evaluate, type Rows } from './decision.ts'
import type { RuleTable } from './rule-table.ts'
import { ruleTableVersion } from './tables.ts'

export type RuleVersion = typeof ruleTableVersion.$inferSelect

/** @throws Problem not_found when no module offers the table. */
export const ruleTable = (context: Pick<App, 'modules'>, name: string): RuleTable => {
  for (const module of context.modules) {
    const found = module.rules.find((table) => table.name === name)
    if (found !== undefined) return found
  }
  throw new Problem('not_found', `没有规则表“${name}”`)
}

export type RuleAt = { readonly version: string; readonly rows: Rows }

/** Which rows hold on `asOf`: the published version that took effect last, else the defaults of the code. */
export const ruleAt = async (context: Context, table: RuleTable, asOf: CivilDate): Promise<RuleAt> => {
  const [found] = await context.tx
    .select({ version: ruleTableVersion.version, rows: ruleTableVersion.rows, to: ruleTableVersion.effectiveTo })
    .from(ruleTableVersion)
    .where(
      and(
        eq(ruleTableVersion.county, context.actor.county),
        eq(ruleTableVersion.tableName, table.name),
        eq(ruleTableVersion.status, 'published'),
        lte(ruleTableVersion.effectiveFrom, asOf),
      ),
    )
    .orderBy(desc(ruleTableVersion.effectiveFrom), desc(ruleTableVersion.publishedAt))
    .limit(1)
  if (found !== undefined) {
    if (found.to !== null && found.to < asOf) {
      throw new Problem(
        'not_computable',
        `规则表“${table.title}”（${found.version}）已于 ${found.to} 失效，尚无新的规则`,
      )
    }
    return found
  }
  if (asOf < table.effectiveFrom) {
    throw new Problem('not_computable', `规则表“${table.title}”自 ${table.effectiveFrom} 起施行，${asOf} 尚无规则`)
  }
  return { version: defaultVersion(table), rows: table.rows }
}

type Options = {
  /** Civil date whose rules apply; today by default. */
  readonly asOf?: string
  /** Recompute a past decision with the very version that it names. */
  readonly version?: string
}

const rowsFor = async (context: Context, table: RuleTable, options: Options): Promise<RuleAt> => {
  if (options.version !== undefined) {
    const version = await findVersion(context, table.name, options.version)
    if (version !== undefined) return version
    if (options.version === defaultVersion(table)) return { version: options.version, rows: table.rows }
    throw new Problem('not_found', `规则表“${table.title}”没有版本 ${options.version}`)
  }
  const asOf = options.asOf === undefined ? civilDateOf(context.clock.now()) : parseDate(options.asOf, '/asOf')
  return ruleAt(context, table, asOf)
}

/**
 * Decides by the named table as it stood on `asOf`. Store `version` beside the decision.
 * @throws Problem not_computable: `rule_gap`, an input that does not fit, or no rule in force on that day.
 */
export const decide = async (
  context: Context,
  name: string,
  input: Readonly<Record<string, unknown>>,
  options: Options = {},
): Promise<Decided> => {
  const table = ruleTable(context, name)
  const { version, rows } = await rowsFor(context, table, options)
  const [decided] = await evaluate(table, rows, version, [input], () => '')
  if (decided === undefined) throw new Error('one input gives one decision')
  return decided
}

/** As `decide` for many inputs of one day: one look-up and one call of the engine. Pointers begin with the index. */
export const decideMany = async (
  context: Context,
  name: string,
  inputs: readonly Readonly<Record<string, unknown>>[],
  options: Options = {},
): Promise<Decided[]> => {
  const table = ruleTable(context, name)
  const { version, rows } = await rowsFor(context, table, options)
  return evaluate(table, rows, version, inputs)
}

export const findVersion = async (
  context: Context,
  tableName: string,
  version: string,
  lock = false,
): Promise<RuleVersion | undefined> => {
  const query = context.tx
    .select()
    .from(ruleTableVersion)
    .where(
      and(
        eq(ruleTableVersion.county, context.actor.county),
        eq(ruleTableVersion.tableName, tableName),
        eq(ruleTableVersion.version, version),
      ),
    )
  const [found] = await (lock ? query.for('update') : query)
  return found
}

/** All versions that the actor sees, newest first. */
export const ruleHistory = (context: Context, tableName: string): Promise<RuleVersion[]> =>
  context.tx
    .select()
    .from(ruleTableVersion)
    .where(and(eq(ruleTableVersion.county, context.actor.county), eq(ruleTableVersion.tableName, tableName)))
    .orderBy(desc(ruleTableVersion.draftedAt), desc(ruleTableVersion.version))

/** Every published version in force on a day, one a table, in one query: for lists. */
export const versionsInForce = async (context: Context, asOf: string): Promise<ReadonlyMap<string, RuleVersion>> => {
  const rows = await context.tx
    .select()
    .from(ruleTableVersion)
    .where(
      and(
        eq(ruleTableVersion.county, context.actor.county),
        eq(ruleTableVersion.status, 'published'),
        lte(ruleTableVersion.effectiveFrom, asOf),
        or(isNull(ruleTableVersion.effectiveTo), gte(ruleTableVersion.effectiveTo, asOf)),
      ),
    )
    .orderBy(asc(ruleTableVersion.effectiveFrom), asc(ruleTableVersion.publishedAt))
  return new Map(rows.map((row) => [row.tableName, row]))
}

/**
 * Stores the defaults of every module, so that a later change of the code does not change what decided before. Safe to
 * run at every start. Returns how many were new.
 */
export const importRuleDefaults = (app: App, county: string): Promise<number> =>
  systemContext(app, county, 'rule-defaults', async ({ tx, clock, actor }) => {
    const now = clock.now()
    const tables = app.modules.flatMap((module) => module.rules)
    if (tables.length === 0) return 0
    const added = await tx
      .insert(ruleTableVersion)
      .values(
        tables.map((table) => ({
          county,
          tableName: table.name,
          version: defaultVersion(table),
          status: 'published' as const,
          rows: [...table.rows],
          effectiveFrom: table.effectiveFrom,
          basis: table.source,
          reason: '系统预置',
          draftedBy: actor.id,
          draftedAt: now,
          publishedBy: actor.id,
          publishedAt: now,
        })),
      )
      .onConflictDoNothing()
      .returning({ version: ruleTableVersion.version })
    return added.length
  })
