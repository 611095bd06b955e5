import { parentPort } from 'node:worker_threads'
import type { Calculator } from '../calculators.ts'
import { Problem } from '../errors/problem.ts'
import { runCalculator } from './run-calculator.ts'
import type { Order, Answer } from './calculator-pool.ts'

/** The thread of calculator-pool.ts: loads a module's calculators.ts on first use and runs one calculator at a time. */

const isCalculator = (value: unknown): value is Calculator =>
  typeof value === 'object' && value !== null && 'compute' in value && 'name' in value

const find = async (source: string, name: string): Promise<Calculator> => {
  const loaded: Record<string, unknown> = await import(source)
  // A module exports one list or several; each holds calculators and nothing else.
  const calculator = Object.values(loaded)
    .flat()
    .find((one) => isCalculator(one) && one.name === name)
  if (!isCalculator(calculator)) throw new Error(`${source} exports no calculator ${name}`)
  return calculator
}

const answer = async ({ source, name, body }: Order): Promise<Answer> => {
  try {
    return { kind: 'value', text: JSON.stringify(await runCalculator(await find(source, name), body)) }
  } catch (error) {
    if (error instanceof Problem) {
      return { kind: 'problem', code: error.code, detail: error.message, errors: error.errors }
    }
    return { kind: 'defect', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on('message', (order: Order | { readonly warm: string }) => {
  if ('warm' in order) {
    // Only to have the code loaded; an order reports what is wrong with it.
    void import(order.warm).catch(() => undefined)
    return
  }
  void answer(order).then((reply) => parentPort?.postMessage(reply))
})
