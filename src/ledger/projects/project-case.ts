import { and, eq, sql } from 'drizzle-orm'
import { setup } from 'xstate'
import { defineCaseType } from '../../platform/cases/case-type.ts'
import { nodeKinds } from '../model/project-progress.ts'
import { project } from '../tables.ts'

const stageTitles = {
  planned: '计划',
  approved: '立项批复',
  designed: '完成设计',
  tendered: '完成招标',
  building: '在建',
  completed: '完工',
  accepted: '竣工验收',
  settlement_audit: '结算审核',
  in_use: '投入使用',
} as const

/** From a stage the project may go to any later one: not every project has every kind of node. */
const later = (from: number) => ({
  on: Object.fromEntries(nodeKinds.slice(from).map((kind) => [kind, kind])),
})

/**
 * 项目: planned → approved → … → in_use (ledger 5). Nobody moves it by hand: the acceptance of a node does, as the
 * system, so that no event has a holder and the inbox stays free of it.
 */
export const projectCase = defineCaseType({
  name: 'ledger.project',
  title: '建设项目',
  machine: setup({}).createMachine({
    initial: 'planned',
    states: {
      planned: later(0),
      ...Object.fromEntries(nodeKinds.map((kind, index) => [kind, later(index + 1)])),
    },
  }),
  states: stageTitles,
  events: [],
  deadlines: [],
  materials: [],
  onTransition: async (context, record) => {
    await context.tx
      .update(project)
      .set({ state: record.state, version: sql`${project.version} + 1` })
      .where(and(eq(project.county, context.actor.county), eq(project.id, record.subject.id)))
  },
  href: (record) => `/ledger/projects/${record.subject.id}`,
})
