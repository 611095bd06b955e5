import type { Database, Tx } from './database/database.ts'
import type { Config } from './config.ts'
import type { Jobs } from './jobs/runner.ts'
import type { Modules } from './module.ts'
import type { Channel } from './notices/channel.ts'

/** Where the time comes from; tests inject their own. No code of ours calls `new Date()` without arguments. */
export type Clock = { readonly now: () => Date }

/**
 * Who acts. The database sees it too (`gongfu.*` settings) and its policies decide.
 * `area` is a prefix of a statistical code: 331022 the county, 331022101 a town, 331022101205 a village.
 */
export type Actor = {
  readonly county: string
  /** Account id; `system:<job>` for background work, `public` for a visitor. */
  readonly id: string
  readonly name: string
  readonly organisationId: string | null
  readonly personId: string | null
  readonly householdId: string | null
  readonly area: string
  readonly roles: readonly string[]
  readonly permissions: ReadonlySet<string>
  /** The account on whose behalf a deputy acts (代理). */
  readonly deputyFor: string | null
}

/** The running application: made once in main.ts, handed to whoever needs the outside world. */
export type App = {
  readonly config: Config
  readonly clock: Clock
  readonly database: Database
  readonly modules: Modules
  /** Background work; absent where nothing runs in the background (command line, most tests). */
  readonly jobs?: Jobs
  /** Adapters of the channels beside the inbox (短信、浙政钉、语音、大喇叭). */
  readonly channels?: readonly Channel[]
}

/** What a service function gets: the application plus one scoped transaction of one actor. */
export type Context = App & { readonly tx: Tx; readonly actor: Actor }
