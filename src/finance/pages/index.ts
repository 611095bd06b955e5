import { definePages } from '../../platform/ui/page.ts'
import { bankPages, bankTitles } from './bank/index.ts'

export const pages = definePages({
  module: 'finance',
  order: 2,
  home: '/finance/standards',
  titles: {
    'zh-CN': {
      module: '家庭资产池',
      standards: '估值标准',
      ...bankTitles['zh-CN'],
    },
    en: {
      module: 'Family assets',
      standards: 'Standards',
      ...bankTitles.en,
    },
  },
  pages: [
    { path: '/finance/standards', title: 'standards', face: 'open', nav: true, load: () => import('./standards.tsx') },
    ...bankPages,
  ],
})
