import type { z } from 'zod'
import { Problem } from '../errors/problem.ts'
import type { Working } from '../explain.ts'
import { type Condition, dateNumber, readCondition } from './condition.ts'
import { type Rows, defaultVersion, gap, inputError } from './decision.ts'
import type { RuleTable, TypedRuleTable } from './rule-table.ts'

/** Which rows of a table hold, and the name of that version. */
export type RuleSource = (table: RuleTable) => { readonly version: string; readonly rows: Rows }

type Input = Readonly<Record<string, unknown>>
type Test = (value: unknown) => boolean
type Compiled = {
  readonly version: string
  readonly rows: readonly { readonly tests: readonly Test[]; readonly output: unknown }[]
}

const testOf = (condition: Condition, isDate: boolean): Test => {
  switch (condition.kind) {
    case 'any':
      return () => true
    case 'null':
      return (value) => value === null
    case 'values':
      return (value) => condition.values.some((one) => one === value)
    case 'interval': {
      const { low, lowIn, high, highIn } = condition.interval
      return (value) => {
        if (value === null) return false
        const number = isDate ? dateNumber(String(value)) : Number(value)
        return (
          (low === null || (lowIn ? number >= low : number > low)) &&
          (high === null || (highIn ? number <= high : number < high))
        )
      }
    }
  }
}

const compile = (table: RuleTable, { rows, version }: ReturnType<RuleSource>): Compiled => ({
  version,
  rows: rows.map((row, index) => ({
    tests: table.inputs.map((column, at) =>
      testOf(readCondition(column, row[at] ?? null, `/rows/${index}/${at}`), column.type === 'date'),
    ),
    output: table.output.parse(
      Object.fromEntries(table.outputs.map(({ key }, at) => [key, row[table.inputs.length + at] ?? null])),
    ),
  })),
})

/**
 * The rows of several tables read once, for models that decide inside their formulas or try one table at many points:
 * the score and limit of 130 000 families, the next band of a score item. Conditions, the order of rows and refusals
 * are those of `evaluate`; a property test holds the two against each other.
 */
export class RuleBook {
  /** The defaults of the code, for public calculators. */
  static readonly defaults = new RuleBook((table) => ({ version: defaultVersion(table), rows: table.rows }))
  readonly #source: RuleSource
  readonly #compiled = new Map<string, Compiled>()

  constructor(source: RuleSource) {
    this.#source = source
  }

  /** The rows as written, for models that look for a boundary. */
  rows(table: RuleTable): Rows {
    return this.#source(table).rows
  }

  version(table: RuleTable): string {
    return this.#source(table).version
  }

  /**
   * The first row that fits (`hit: 'first'`). `pointers` names the fields of the caller's request that became inputs.
   * @throws Problem not_computable: `rule_gap`, or an input that does not fit its column
   */
  decide<Output extends z.ZodType>(
    table: TypedRuleTable<Output>,
    input: Input,
    working: Working,
    pointers: Readonly<Record<string, string>> = {},
  ): z.output<Output> {
    const { version, rows, values } = this.#prepare(table, input, working, pointers)
    const hit = rows.find(({ tests }) => tests.every((test, at) => test(values[at])))
    if (hit === undefined) throw gap(table, version, input, Object.values(pointers)[0] ?? '')
    // Each output was parsed by the table's own schema when it was compiled.
    return hit.output as z.output<Output>
  }

  /** All rows that fit, in their order (`hit: 'collect'`); may be empty. */
  collect<Output extends z.ZodType>(
    table: TypedRuleTable<Output>,
    input: Input,
    working: Working,
    pointers: Readonly<Record<string, string>> = {},
  ): readonly z.output<Output>[] {
    const { rows, values } = this.#prepare(table, input, working, pointers)
    // As above: parsed when compiled.
    return rows
      .filter(({ tests }) => tests.every((test, at) => test(values[at])))
      .map(({ output }) => output as z.output<Output>)
  }

  #prepare(table: RuleTable, input: Input, working: Working, pointers: Readonly<Record<string, string>>) {
    let compiled = this.#compiled.get(table.name)
    if (compiled === undefined) {
      compiled = compile(table, this.#source(table))
      this.#compiled.set(table.name, compiled)
    }
    const values = table.inputs.map((column) => {
      const value = input[column.key] ?? null
      const error = inputError(column, value, pointers[column.key] ?? `/${column.key}`)
      if (error !== null) throw new Problem('not_computable', `规则表“${table.title}”：${error.message}`, [error])
      return value
    })
    working.usedRule(table.name, compiled.version)
    return { ...compiled, values }
  }
}
