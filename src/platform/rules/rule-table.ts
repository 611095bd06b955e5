import type { z } from 'zod'

export type RuleColumn = {
  readonly key: string
  readonly title: string
  readonly unit?: string
  /** `number` conditions are intervals such as `[0..60)`, `> 90`; `enum` conditions one of `options`. */
  readonly type: 'number' | 'string' | 'boolean' | 'date' | 'enum'
  readonly options?: readonly string[]
  /** Bounds of a `number` input (both included): what lies outside is refused, and need not be covered by rows. */
  readonly min?: number
  readonly max?: number
  /** The input may be missing (null); rows say what then holds with the condition `无`. */
  readonly nullable?: boolean
}

/**
 * Conditions. `number` and `date`: a value, `[a..b)` with `[ ] ( )`, `> a`, `>= a`, `< a`, `<= a`, `= a`. Others: one value
 * or several joined by `|`. `无`: the input is null. Empty: anything, also null.
 *
 * A decision table that officials tune (规则表). Rows are tried from the top; the first that fits wins
 * (`hit: 'first'`), or all that fit are collected. An empty condition fits everything. No row = an error, never `{}`.
 */
export type RuleTable = {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly source: string
  readonly hit: 'first' | 'collect'
  readonly inputs: readonly RuleColumn[]
  readonly outputs: readonly RuleColumn[]
  /** Checks each output row; a row that fails cannot be published. */
  readonly output: z.ZodType
  /** Default rows, one cell per column, inputs then outputs. Version of the defaults: `default-<effectiveFrom>`. */
  readonly rows: readonly (readonly (string | number | boolean | null)[])[]
  readonly effectiveFrom: string
  /** Test cases shown beside the draft. */
  readonly tests?: readonly {
    readonly title: string
    readonly input: Record<string, unknown>
    readonly output: unknown
  }[]
}

/** A table that knows the type of its output rows. */
export type TypedRuleTable<Output extends z.ZodType> = RuleTable & { readonly output: Output }

export const defineRuleTable = <Output extends z.ZodType>(
  table: RuleTable & { readonly output: Output },
): TypedRuleTable<Output> => table
