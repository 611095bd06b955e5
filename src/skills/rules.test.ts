import { describe, expect, it } from 'vitest'
import { checkRows, decideDefault } from '../platform/rules/decision.ts'
import { skillsRules } from './rules.ts'

describe.each(skillsRules.map((table) => [table.name, table] as const))('%s', (_name, table) => {
  it('answers every input, and every row can win', () => {
    expect(checkRows(table, table.rows).errors).toEqual([])
  })

  it.each((table.tests ?? []).map((test) => [test.title, test] as const))('%s', async (_title, test) => {
    expect((await decideDefault(table, test.input)).output).toEqual(test.output)
  })
})
