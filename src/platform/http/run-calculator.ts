import { z } from 'zod'
import type { Calculator, CalculatorFile } from '../calculators.ts'
import { Working, type Explained } from '../explain.ts'
import { pointerOf } from './pointer.ts'
import type { Upload } from './route.ts'
import { validate } from './validate.ts'

const scalar = z.union([z.number(), z.string(), z.boolean(), z.null()])

const WorkingStepReply = z.strictObject({
  label: z.string(),
  formula: z.string(),
  inputs: z.record(
    z.string(),
    z.strictObject({ value: scalar, unit: z.string().optional(), origin: z.string().optional() }),
  ),
  result: scalar,
  unit: z.string().optional(),
  source: z.string(),
})

/** The reply of every calculator, with its own value in the middle. */
export const explainedReply = (value: z.ZodType) =>
  z.strictObject({
    value,
    working: z.array(WorkingStepReply),
    rules: z.record(z.string(), z.string()),
    warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  })

/** Where a number is not finite, or JSON would silently turn a value into something else; undefined when nowhere. */
const unsound = (value: unknown, path: readonly PropertyKey[] = []): string | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${pointerOf(path)} is ${value}`
  if (typeof value === 'bigint' || typeof value === 'function') return `${pointerOf(path)} is a ${typeof value}`
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const fault = unsound(inner, [...path, key])
    if (fault !== undefined) return fault
  }
  return undefined
}

/** A calculator gave what it must not give: NaN, Infinity, or a value against its own schema. A defect of ours. */
export class UnsoundResult extends Error {
  constructor(calculator: Calculator, fault: string) {
    super(`calculator ${calculator.name} gave an unsound result: ${fault}`)
    this.name = 'UnsoundResult'
  }
}

const checkedReply = (calculator: Calculator, value: unknown, working: Working): Explained<unknown> => {
  const reply = working.explain(value)
  const fault = unsound(reply)
  if (fault !== undefined) throw new UnsoundResult(calculator, fault)
  const checked = explainedReply(calculator.value).safeParse(reply)
  if (!checked.success) throw new UnsoundResult(calculator, z.prettifyError(checked.error))
  return { ...reply, value: checked.data.value }
}

/**
 * Runs one calculator on a body as it came: validate, compute, check the reply against the declared schema.
 * Throws `Problem` for what the caller can mend and `UnsoundResult` for a defect.
 */
export const runCalculator = async (calculator: Calculator, body: unknown): Promise<Explained<unknown>> => {
  const input = validate(calculator.input, body)
  const working = new Working()
  // `compute` takes what its own schema gives; the list of all calculators cannot name each type.
  return checkedReply(calculator, await calculator.compute(input as never, working), working)
}

/** Runs a calculator that takes files on an uploaded one; otherwise as `runCalculator`. */
export const runCalculatorOnFile = async (
  calculator: Calculator,
  file: CalculatorFile,
  upload: Upload,
): Promise<Explained<unknown>> => {
  const fields = validate(file.fields, upload.fields)
  const working = new Working()
  return checkedReply(calculator, await file.compute(upload, fields as never, working), working)
}
