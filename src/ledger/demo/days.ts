import { fireDueDeadlines } from '../../platform/cases/timers.ts'
import type { App, Context } from '../../platform/context.ts'
import { demoActors } from './people.ts'

/** Something that somebody did on a day; what is written by the same person on the same day is one transaction. */
export type Act = {
  /** Civil date; the clock stands at ten in the morning. */
  readonly on: string
  /** User name of the demo account. */
  readonly by: string
  readonly run: (context: Context) => Promise<void>
}

/**
 * Does everything in the order of its days, through the services, each as the official whose turn it is and with the
 * clock at its day: no rule is passed by.
 */
export const liveThrough = async (
  app: App,
  county: string,
  acts: readonly Act[],
  report: (done: number, total: number) => void,
): Promise<void> => {
  const actorOf = await demoActors(app, county)
  // Stable: of one day the order of the list holds.
  const ordered = acts.toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))
  let done = 0
  let day = ''
  while (done < ordered.length) {
    const first = ordered[done]
    if (first === undefined) break
    const rest = ordered.slice(done)
    const length = rest.findIndex(({ on, by }) => on !== first.on || by !== first.by)
    const together = length < 0 ? rest : rest.slice(0, length)
    const at: App = { ...app, clock: { now: () => new Date(`${first.on}T10:00:00+08:00`) } }
    const actor = actorOf(first.by)
    // What ran out in the nights before: a notice without an answer goes up, a waiting paper is late.
    if (first.on !== day) await fireDueDeadlines(app, county, new Date(`${first.on}T01:00:00+08:00`))
    day = first.on
    await app.database.scoped(actor, async (tx) => {
      for (const act of together) await act.run({ ...at, tx, actor })
    })
    done += together.length
    report(done, ordered.length)
  }
}
