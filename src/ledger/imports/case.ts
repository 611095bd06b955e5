import { setup } from 'xstate'
import { type CaseType, defineCaseType } from '../../platform/cases/case-type.ts'

/** An official table on its way into the ledger: nothing of it counts until it is confirmed (ledger 5). */
export const importCase: CaseType = defineCaseType({
  name: 'ledger.import',
  title: '附表导入',
  machine: setup({
    types: { context: {} as Record<string, never>, events: {} as { type: 'preview' | 'confirm' | 'discard' } },
  }).createMachine({
    initial: 'uploaded',
    context: {},
    states: {
      uploaded: { on: { preview: 'previewed', discard: 'discarded' } },
      previewed: { on: { confirm: 'confirmed', discard: 'discarded' } },
      confirmed: { type: 'final' },
      discarded: { type: 'final' },
    },
  }),
  states: { uploaded: '已上传', previewed: '已预览', confirmed: '已确认', discarded: '已放弃' },
  events: [
    { event: 'preview', title: '预览', permission: 'ledger.import.confirm', by: 'anyone' },
    { event: 'confirm', title: '确认导入', permission: 'ledger.import.confirm', by: 'anyone', primary: true },
    { event: 'discard', title: '放弃', permission: 'ledger.import.confirm', by: 'anyone' },
  ],
  deadlines: [],
  materials: [],
  href: ({ subject }) => `/ledger/imports/${subject.id}`,
})
