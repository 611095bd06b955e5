import { definePages } from '../../platform/ui/page.ts'
import { bankPages, bankTitles } from './bank/index.ts'

const own = 'finance.own.manage'
const village = 'finance.village.review'
const value = 'finance.asset.value'

export const pages = definePages({
  module: 'finance',
  order: 2,
  home: '/finance',
  titles: {
    'zh-CN': {
      module: '家庭资产池',
      overview: '概览',
      my: '我的家庭',
      village: '村级公议',
      valuations: '评估任务',
      standards: '估值标准',
      ...bankTitles['zh-CN'],
    },
    en: {
      module: 'Family assets',
      overview: 'Overview',
      my: 'My family',
      village: 'Village review',
      valuations: 'Valuations',
      standards: 'Standards',
      ...bankTitles.en,
    },
  },
  pages: [
    { path: '/finance', title: 'overview', face: 'open', nav: true, load: () => import('./overview.tsx') },
    {
      path: '/finance/my',
      title: 'my',
      face: 'desk',
      nav: true,
      permission: own,
      load: () => import('./my/sheet.tsx'),
    },
    { path: '/finance/my/score', title: 'my', face: 'desk', permission: own, load: () => import('./my/score.tsx') },
    { path: '/finance/my/loans', title: 'my', face: 'desk', permission: own, load: () => import('./my/loans.tsx') },
    { path: '/finance/my/loans/:id', title: 'my', face: 'desk', permission: own, load: () => import('./my/loan.tsx') },
    { path: '/finance/my/records', title: 'my', face: 'desk', permission: own, load: () => import('./my/records.tsx') },
    {
      path: '/finance/my/consents',
      title: 'my',
      face: 'desk',
      permission: own,
      load: () => import('./my/consents.tsx'),
    },
    {
      path: '/finance/my/disputes',
      title: 'my',
      face: 'desk',
      permission: own,
      load: () => import('./my/disputes.tsx'),
    },
    {
      path: '/finance/village',
      title: 'village',
      face: 'desk',
      nav: true,
      permission: village,
      load: () => import('./village/village.tsx'),
    },
    {
      path: '/finance/village/rounds/:id',
      title: 'village',
      face: 'desk',
      permission: village,
      load: () => import('./village/round.tsx'),
    },
    {
      path: '/finance/valuations',
      title: 'valuations',
      face: 'desk',
      nav: true,
      permission: value,
      load: () => import('./valuations/valuations.tsx'),
    },
    {
      path: '/finance/valuations/:id',
      title: 'valuations',
      face: 'desk',
      permission: value,
      load: () => import('./valuations/valuation.tsx'),
    },
    { path: '/finance/standards', title: 'standards', face: 'open', nav: true, load: () => import('./standards.tsx') },
    ...bankPages,
  ],
})
