import { definePages } from '../../platform/ui/page.ts'

export const pages = definePages({
  module: 'ledger',
  order: 1,
  home: '/ledger',
  titles: {
    'zh-CN': {
      module: '改革台账',
      cockpit: '驾驶舱',
      reforms: '十大改革',
      reform: '改革',
      target: '目标',
    },
    en: {
      module: 'Reforms',
      cockpit: 'Cockpit',
      reforms: 'Ten reforms',
      reform: 'Reform',
      target: 'Target',
    },
  },
  pages: [
    { path: '/cockpit', title: 'cockpit', face: 'bare', load: () => import('./cockpit/cockpit.tsx') },
    { path: '/ledger', title: 'reforms', face: 'open', nav: true, load: () => import('./reforms.tsx') },
    { path: '/ledger/reforms/:no', title: 'reform', face: 'open', load: () => import('./reform.tsx') },
    { path: '/ledger/targets/:id', title: 'target', face: 'open', load: () => import('./target.tsx') },
  ],
})
