import { and, eq } from 'drizzle-orm'
import { setup } from 'xstate'
import { defineCaseType } from '../../platform/cases/case-type.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { requireDuty } from '../duties.ts'
import { landAnalysis } from '../tables.ts'
import { analysisDigest, computeAnalysis, viewAnalysis } from './analyses.ts'

/** 选址分析: draft → computed → reviewed → issued, immutable from then on (land 5). */
export const analysisCase = defineCaseType({
  name: 'land.analysis',
  title: '建设用地选址分析',
  machine: setup({}).createMachine({
    initial: 'draft',
    states: {
      draft: { on: { compute: 'computed' } },
      computed: { on: { compute: 'computed', review: 'reviewed', return: 'draft' } },
      reviewed: { on: { issue: 'issued', return: 'draft' } },
      issued: { type: 'final' },
    },
  }),
  states: { draft: '草稿', computed: '已计算', reviewed: '已审核', issued: '已出具' },
  events: [
    { event: 'compute', title: '计算', permission: 'land.analysis.make', by: 'organisation', primary: true },
    {
      event: 'review',
      title: '审核通过',
      permission: 'land.analysis.review',
      by: 'anyone',
      primary: true,
      notBy: ['open'],
    },
    { event: 'return', title: '退回', permission: 'land.analysis.review', by: 'anyone', reasonRequired: true },
    { event: 'issue', title: '出具报告', permission: 'land.analysis.review', by: 'anyone', primary: true },
  ],
  deadlines: [],
  materials: [],
  onTransition: async (context, record, event) => {
    const { id } = record.subject
    const store = (values: Partial<typeof landAnalysis.$inferInsert>) =>
      context.tx
        .update(landAnalysis)
        .set(values)
        .where(and(eq(landAnalysis.county, context.actor.county), eq(landAnalysis.id, id)))
    switch (event.type) {
      case 'compute':
        return computeAnalysis(context, id)
      case 'review':
        await requireDuty(context, 'resources')
        await store({ state: 'reviewed', reviewedByName: context.actor.name })
        return
      case 'issue': {
        await requireDuty(context, 'resources')
        const analysis = await viewAnalysis(context, id)
        const digest = analysisDigest(analysis)
        await store({ state: 'issued', digest, issuedOn: civilDateOf(context.clock.now()) })
        return
      }
      default:
        await requireDuty(context, 'resources')
        await store({ state: 'draft', results: null, reviewedByName: null })
    }
  },
  href: (record) => `/land/analyses/${record.subject.id}`,
})
