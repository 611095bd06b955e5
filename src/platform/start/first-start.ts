import { and, eq } from 'drizzle-orm'
import type { App } from '../context.ts'
import type { Tx } from '../database/database.ts'
import type { Demo } from '../module.ts'
import { withProgress, type Terminal } from './progress.ts'
import { startStep } from './tables.ts'

/** Something that a county needs once, before anybody can work in it. */
export type FirstStep = {
  readonly name: string
  readonly title: string
  readonly run: (app: App, county: string, report: (done: number, total: number) => void) => Promise<void>
}

const demoStep = (name: string, { title, run }: Pick<Demo, 'title' | 'run'>): FirstStep => ({
  name,
  title,
  run: (running, county, report) => run(running, county, report, running.config.demoScale === 'full' ? 10 : 1),
})

/** The demo records of every module that has some, in the order of src/modules.ts. */
export const demoSteps = (app: App): readonly FirstStep[] =>
  app.modules.flatMap(({ name, demo }) => (demo === null ? [] : [demoStep(`demo.${name}`, demo)]))

/** What is made of the records and figures of all modules. */
export const demoAfterSteps = (app: App): readonly FirstStep[] =>
  app.modules.flatMap(({ name, demo }) =>
    demo?.after === undefined ? [] : [demoStep(`demo.${name}.after`, demo.after)],
  )

/**
 * Runs the steps that this county has not had yet. A step marks its begin and its end, so that a start killed in the
 * middle is seen: its records are half made, and doing it again would double them. Throws in that case with what to do.
 */
export const firstStart = async (app: App, steps: readonly FirstStep[], terminal: Terminal): Promise<void> => {
  const { county } = app.config
  const asSystem = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    app.database.asSystem(county, 'platform.start', work)
  const known = await asSystem((tx) => tx.select().from(startStep).where(eq(startStep.county, county)))
  const interrupted = known.find((step) => step.doneAt === null)
  if (interrupted !== undefined) {
    const mend =
      app.database.kind === 'embedded'
        ? `请删除 ${app.config.dataDir} 下的 database 文件夹后重新启动`
        : '请清空数据库后重新启动'
    throw new Error(`上次首次启动在“${interrupted.name}”处中断，数据不完整。${mend}，或从备份恢复。`)
  }
  const done = new Set(known.map((step) => step.name))
  for (const step of steps.filter((candidate) => !done.has(candidate.name))) {
    await withProgress(terminal, step.title, async (report) => {
      await asSystem((tx) => tx.insert(startStep).values({ county, name: step.name, begunAt: app.clock.now() }))
      await step.run(app, county, report)
      await asSystem((tx) =>
        tx
          .update(startStep)
          .set({ doneAt: app.clock.now() })
          .where(and(eq(startStep.county, county), eq(startStep.name, step.name))),
      )
    })
  }
}
