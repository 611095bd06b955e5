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

type Asked = { readonly indicator: Indicator }

/** `guarded` for many: one savepoint for all while nothing fails, one for each to find who did. */
export const guardedAll = async <Request extends Asked, T>(
  context: Context,
  requests: readonly Request[],
  work: (context: Context, request: Request) => Promise<T>,
  missing: (request: Request, reason: string) => T,
): Promise<readonly T[]> => {
  const each = async (one: (request: Request) => Promise<T>): Promise<T[]> => {
    const results: T[] = []
    for (const request of requests) results.push(await one(request))
    return results
  }
  if (requests.length === 0) return []
  try {
    return await context.tx.transaction((tx) => each((request) => work({ ...context, tx }, request)))
  } catch {
    return each((request) =>
      guarded(
        context,
        request.indicator,
        (inside) => work(inside, request),
        (reason) => missing(request, reason),
      ),
    )
  }
}
