import { definePages } from '../../platform/ui/page.ts'

export const pages = definePages({
  module: 'ledger',
  order: 1,
  home: '/ledger',
  titles: {
    'zh-CN': {
      module: '改革台账',
      reforms: '十大改革',
      cockpit: '驾驶舱',
    },
    en: {
      module: 'Reform ledger',
      reforms: 'Ten reforms',
      cockpit: 'Cockpit',
    },
  },
  pages: [],
})
