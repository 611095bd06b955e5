import type { Working } from '../../platform/explain.ts'
import { decideDefault } from '../../platform/rules/decision.ts'
import type { RuleTable } from '../../platform/rules/rule-table.ts'

/** Asks a rule table in its default version and notes that in the working. */
export const decideBy = async (
  table: RuleTable,
  input: Readonly<Record<string, unknown>>,
  working: Working,
): Promise<Readonly<Record<string, unknown>>> => {
  const { output, version } = await decideDefault(table, input)
  working.usedRule(table.name, version)
  return output
}
