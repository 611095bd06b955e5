import { and, eq, sql } from 'drizzle-orm'
import { setup } from 'xstate'
import { defineCaseType } from '../../platform/cases/case-type.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { validate } from '../../platform/http/validate.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { ExtensionTerm } from '../api/extensions/schema.ts'
import { targetExtension } from '../tables.ts'

/** 延期: asked → granted(new due) | refused; the due date of the table is never overwritten (ledger 5). */
export const extensionCase = defineCaseType({
  name: 'ledger.extension',
  title: '目标延期',
  machine: setup({}).createMachine({
    initial: 'asked',
    states: {
      asked: { on: { grant: 'granted', refuse: 'refused' } },
      granted: { type: 'final' },
      refused: { type: 'final' },
    },
  }),
  states: { asked: '待审批', granted: '已同意', refused: '未同意' },
  events: [
    {
      event: 'grant',
      title: '同意延期',
      permission: 'ledger.extension.decide',
      reasonRequired: true,
      primary: true,
      notBy: ['open'],
    },
    {
      event: 'refuse',
      title: '不同意',
      permission: 'ledger.extension.decide',
      reasonRequired: true,
      notBy: ['open'],
    },
  ],
  deadlines: [{ state: 'asked', days: 5, count: 'working', source: '三门县共同富裕改革台账规则 5' }],
  materials: [],
  onTransition: async (context, record, event) => {
    const where = and(eq(targetExtension.county, context.actor.county), eq(targetExtension.id, record.subject.id))
    const decided = {
      decisionReason: event.reason ?? null,
      decidedOn: civilDateOf(context.clock.now()),
      version: sql`${targetExtension.version} + 1`,
    }
    if (event.type === 'refuse') {
      await context.tx
        .update(targetExtension)
        .set({ state: 'refused', ...decided })
        .where(where)
      return
    }
    const { grantedTo } = validate(ExtensionTerm, event.data ?? {})
    const [asked] = await context.tx.select().from(targetExtension).where(where)
    if (asked !== undefined && grantedTo <= asked.originalDue) {
      throw Problem.field('/grantedTo', 'not_later', `新的时限须晚于原时限 ${asked.originalDue}`)
    }
    await context.tx
      .update(targetExtension)
      .set({ state: 'granted', grantedTo, ...decided })
      .where(where)
  },
  href: (record) => `/ledger/targets/${String(record.data['targetId'])}`,
})
