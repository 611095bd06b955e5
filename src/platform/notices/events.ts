import { sql } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import { EventStream } from '../http/route.ts'

type Listener = {
  readonly county: string
  readonly account: string
  readonly hear: (unread: Unread) => void
}
type Unread = { readonly unread: number; readonly latest: string | null }

/** How late a page hears of a new message at most. */
const pollMs = 2000

/**
 * Tells open pages how many messages are unread, whichever process wrote them: one query for all pages of a process,
 * every two seconds, while there are any.
 */
class Watch {
  readonly #database: Database
  readonly #listeners = new Map<Listener, string>()
  #timer: NodeJS.Timeout | null = null

  constructor(database: Database) {
    this.#database = database
  }

  add(listener: Listener): () => void {
    this.#listeners.set(listener, '')
    if (this.#timer === null) this.#next(0)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  #next(afterMs: number): void {
    this.#timer = setTimeout(() => {
      void this.#look().finally(() => {
        if (this.#listeners.size > 0) this.#next(pollMs)
        else this.#timer = null
      })
    }, afterMs)
    this.#timer.unref()
  }

  async #look(): Promise<void> {
    for (const [county, listeners] of Map.groupBy(this.#listeners.keys(), (each) => each.county)) {
      // The database may be away for a while; the next look finds out.
      const found = await this.#unread(county, [...new Set(listeners.map(({ account }) => account))]).catch(() => null)
      if (found === null) continue
      for (const listener of listeners) {
        const now = found.get(listener.account) ?? { unread: 0, latest: null }
        const told = JSON.stringify(now)
        if (!this.#listeners.has(listener) || this.#listeners.get(listener) === told) continue
        this.#listeners.set(listener, told)
        listener.hear(now)
      }
    }
  }

  #unread(county: string, accounts: readonly string[]): Promise<ReadonlyMap<string, Unread>> {
    return this.#database.asSystem(county, 'notices', async (tx) => {
      const { rows } = await tx.execute<{ recipient: string; unread: number; latest: string | null }>(sql`
        SELECT recipient, count(*) FILTER (WHERE read_at IS NULL) AS unread,
          (array_agg(message_id ORDER BY created_at DESC, message_id DESC))[1] AS latest
        FROM delivery
        WHERE county = ${county} AND channel = 'inbox' AND recipient = ANY (${sql.param([...accounts])}::text[])
        GROUP BY recipient`)
      return new Map(rows.map(({ recipient, unread, latest }) => [recipient, { unread, latest }]))
    })
  }
}

const watches = new WeakMap<Database, Watch>()

const watchOf = (database: Database): Watch => {
  const known = watches.get(database) ?? new Watch(database)
  watches.set(database, known)
  return known
}

/** The stream of one account: `unread` at once and whenever it changes. */
export const messageEvents = (database: Database, county: string, account: string): EventStream =>
  new EventStream((send) => watchOf(database).add({ county, account, hear: (unread) => send('unread', unread) }))
