import type { Context } from '../context.ts'
import type { Indicator } from './indicator.ts'

const warned = new Set<string>()

/**
 * A defect of one module must not put out the lights of all others: its figure is missing, with the reason, and the
 * process warns once. A savepoint keeps the transaction usable after a failed query.
 */
export const guarded = async <T>(
  context: Context,
  indicator: Indicator,
  work: (context: Context) => Promise<T>,
  missing: (reason: string) => T,
): Promise<T> => {
  try {
    return await context.tx.transaction((tx) => work({ ...context, tx }))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const warning = `indicator ${indicator.id}: ${message}`
    if (!warned.has(warning))
      process.emitWarning(warning, { detail: error instanceof Error ? (error.stack ?? '') : '' })
    warned.add(warning)
    return missing('指标计算出错')
  }
}
