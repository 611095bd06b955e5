import { and, eq, isNotNull } from 'drizzle-orm'
import { setup } from 'xstate'
import { defineCaseType } from '../../platform/cases/case-type.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { LaunchState } from '../model/app-launch.ts'
import { landAnalysis, landAppLaunch } from '../tables.ts'

type Values = Partial<typeof landAppLaunch.$inferInsert>

const store = async (context: Context, id: string, values: Values): Promise<void> => {
  const changed = await context.tx
    .update(landAppLaunch)
    .set(values)
    .where(and(eq(landAppLaunch.county, context.actor.county), eq(landAppLaunch.id, id)))
    .returning({ id: landAppLaunch.id })
  if (changed.length === 0) throw new Problem('forbidden', '须由大数据、经信或自然资源部门办理')
}

/** Nothing goes on trial that has decided nothing: one issued analysis at least (land 5). */
const requireIssuedAnalysis = async ({ tx, actor }: Context): Promise<void> => {
  const issued = await tx.$count(
    landAnalysis,
    and(eq(landAnalysis.county, actor.county), isNotNull(landAnalysis.issuedOn)),
  )
  if (issued === 0) throw new Problem('state_conflict', '试运行前须已出具至少一份选址分析')
}

const days: Readonly<Partial<Record<string, keyof Values>>> = {
  apply: 'appliedOn',
  approve: 'approvedOn',
  try: 'trialOn',
  open: 'liveOn',
}

/** 应用上线: prepared → applied → approved → trial → live, on 浙里办 or 浙政钉 (land 5). */
export const launchCase = defineCaseType({
  name: 'land.app_launch',
  title: '应用上线',
  machine: setup({}).createMachine({
    initial: 'prepared',
    states: {
      prepared: { on: { apply: 'applied' } },
      applied: { on: { approve: 'approved', sendBack: 'returned' } },
      returned: { on: { apply: 'applied' } },
      approved: { on: { try: 'trial' } },
      trial: { on: { open: 'live' } },
      live: { type: 'final' },
    },
  }),
  states: {
    prepared: '准备中',
    applied: '已申请',
    returned: '已退回',
    approved: '已批准',
    trial: '试运行',
    live: '正式运行',
  },
  events: [
    {
      event: 'apply',
      title: '提交上线申请',
      permission: 'land.app.manage',
      primary: true,
      materials: ['security', 'privacy'],
    },
    { event: 'approve', title: '登记批准', permission: 'land.app.manage', primary: true, materials: ['approval'] },
    { event: 'sendBack', title: '登记退回', permission: 'land.app.manage', reasonRequired: true },
    { event: 'try', title: '开始试运行', permission: 'land.app.manage', primary: true },
    { event: 'open', title: '正式运行', permission: 'land.app.manage', primary: true },
  ],
  deadlines: [],
  materials: [
    { kind: 'security', title: '安全和无障碍检查报告', required: true },
    { kind: 'privacy', title: '隐私政策文本', required: true },
    { kind: 'approval', title: '上线批准文件', required: true },
  ],
  onTransition: async (context, record, event) => {
    if (event.type === 'try') await requireIssuedAnalysis(context)
    const key = days[event.type]
    // The machine's state names are those of the table.
    const state = record.state as LaunchState
    return store(context, record.subject.id, {
      state,
      ...(key === undefined ? {} : { [key]: civilDateOf(context.clock.now()) }),
    })
  },
  href: () => '/land/launches',
})
