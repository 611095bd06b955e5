import { definePages } from '../../platform/ui/page.ts'

export const pages = definePages({
  module: 'land',
  order: 4,
  home: '/land',
  titles: {
    'zh-CN': {
      module: '工业用地',
      overview: '概览',
    },
    en: {
      module: 'Industrial land',
      overview: 'Overview',
    },
  },
  pages: [{ path: '/land', title: 'overview', face: 'open', nav: true, load: () => import('./overview.tsx') }],
})
