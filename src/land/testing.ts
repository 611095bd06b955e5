import { Problem } from '../platform/errors/problem.ts'
import { runCalculator } from '../platform/http/run-calculator.ts'
import { landCalculators } from './calculators.ts'

/** The value that a calculator of this module gives for a body as it came over HTTP. */
export const valueOf = async <Value = unknown>(name: string, body: unknown): Promise<Value> => {
  const calculator = landCalculators.find((one) => one.name === name)
  if (calculator === undefined) throw new Error(`no calculator ${name}`)
  // A test names the type that it expects of the schema it tests.
  return (await runCalculator(calculator, body)).value as Value
}

/** Status, pointers and codes with which a calculator refuses a body; the value if it does not. */
export const refusalOf = async (name: string, body: unknown): Promise<unknown> => {
  try {
    return await valueOf(name, body)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return [error.status, ...error.errors.map(({ pointer, code }) => `${pointer} ${code}`)]
  }
}
