import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import type { RuleTable } from '../../platform/rules/rule-table.ts'
import { ruleAt } from '../../platform/rules/rules.ts'

/** The published versions of these tables on a day, for models that decide inside their formulas. */
export const ruleBookOn = async (
  context: Context,
  tables: readonly RuleTable[],
  asOf: CivilDate,
): Promise<RuleBook> => {
  const found = new Map<string, Awaited<ReturnType<typeof ruleAt>>>()
  for (const table of tables) found.set(table.name, await ruleAt(context, table, asOf))
  return new RuleBook((table) => {
    const rows = found.get(table.name)
    if (rows === undefined) throw new Error(`the rule book was opened without ${table.name}`)
    return rows
  })
}
