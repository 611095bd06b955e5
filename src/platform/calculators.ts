import type { z } from 'zod'
import type { Working } from './explain.ts'
import type { DeepReadonly } from './read-only.ts'

/**
 * A model offered as a stateless public endpoint, `POST /api/<module>/calculators/<name>`; a name may hold slashes.
 * The reply is `{value, working, rules, warnings}` of `Explained`.
 */
export type Calculator = {
  readonly name: string
  /** Chinese title, also the words by which the page 计算器 finds it. */
  readonly title: string
  readonly keywords: readonly string[]
  readonly summary: string
  readonly input: z.ZodType
  readonly value: z.ZodType
  /** Examples run as tests and are offered on the page; `value` is compared where given. */
  readonly examples: readonly { readonly title: string; readonly input: unknown; readonly value?: unknown }[]
  /** Heavy solves run in a worker and answer with the best found at the deadline. */
  readonly deadlineMs?: number
  readonly maxBodyBytes?: number
  /** A text/plain body is taken as `{[textBody]: <the text>}`: files of other trades come as they are. */
  readonly textBody?: string
  /** Takes a file in place of JSON: a multipart form with `file` and text fields. */
  readonly file?: CalculatorFile
  /** Asked by this media type in Accept, the answer is the text of `value[key]` alone, without its working. */
  readonly bare?: { readonly mediaType: string; readonly key: string }
  readonly compute: (input: never, working: Working) => unknown
}

export type CalculatorFile = {
  readonly maxBytes: number
  /** The other fields of the form; use `z.strictObject`. */
  readonly fields: z.ZodType
  /** Judges the file by its content, reads it and computes. Throws `Problem` for what it refuses. */
  readonly compute: (
    file: { readonly filename: string; readonly bytes: Uint8Array },
    fields: never,
    working: Working,
  ) => unknown
}

/**
 * Declares a calculator with its types tied together. Use `z.strictObject` for the input: unknown keys are refused.
 * `compute` throws `Problem` (422 `not_computable` with a pointer) for what has no answer.
 */
export const defineCalculator = <Input extends z.ZodType, Value extends z.ZodType>(calculator: {
  name: string
  title: string
  keywords?: readonly string[]
  summary: string
  input: Input
  value: Value
  examples: readonly { title: string; input: z.input<Input>; value?: z.input<Value> }[]
  deadlineMs?: number
  maxBodyBytes?: number
  textBody?: string
  file?: CalculatorFile
  bare?: { readonly mediaType: string; readonly key: string }
  compute: (
    input: z.output<Input>,
    working: Working,
  ) => DeepReadonly<z.input<Value>> | Promise<DeepReadonly<z.input<Value>>>
}): Calculator => ({ keywords: [], ...calculator })
