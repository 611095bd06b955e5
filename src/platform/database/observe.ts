import { AsyncLocalStorage } from 'node:async_hooks'
import type { Logger } from 'drizzle-orm/logger'

const observed = new AsyncLocalStorage<Set<string>>()

/** Given to drizzle by both drivers: it hears every statement, and keeps those that somebody asked to see. */
export const statementLogger: Logger = { logQuery: (statement) => void observed.getStore()?.add(statement) }

export type Observed<T> = { readonly result: T; readonly statements: ReadonlySet<string> }

/** Runs `work` and tells which statements (without parameters) it sent to the database. */
export const observeStatements = async <T>(work: () => Promise<T>): Promise<Observed<T>> => {
  const statements = new Set<string>()
  const result = await observed.run(statements, work)
  // Whoever observes around us hears them too.
  for (const statement of statements) statementLogger.logQuery(statement, [])
  return { result, statements }
}
