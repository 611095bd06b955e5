import { definePages } from '../../platform/ui/page.ts'

export const pages = definePages({
  module: 'land',
  order: 4,
  home: '/land',
  titles: {
    'zh-CN': {
      module: '工业用地',
      needs: '用地需求',
      analyses: '选址分析',
      scenarios: '方案比较',
      sites: '可用地块',
      overview: '概览',
    },
    en: {
      module: 'Industrial land',
      needs: 'Project needs',
      analyses: 'Site analyses',
      scenarios: 'Scenarios',
      sites: 'Available sites',
      overview: 'Overview',
    },
  },
  pages: [
    { path: '/land', title: 'overview', face: 'open', nav: true, load: () => import('./overview.tsx') },
    {
      path: '/land/needs',
      title: 'needs',
      face: 'desk',
      nav: true,
      permission: 'land.analysis.read',
      load: () => import('./needs/needs.tsx'),
    },
    { path: '/land/needs/:id', title: 'needs', face: 'desk', load: () => import('./needs/need.tsx') },
    {
      path: '/land/analyses',
      title: 'analyses',
      face: 'desk',
      nav: true,
      permission: 'land.analysis.read',
      load: () => import('./analyses/analyses.tsx'),
    },
    { path: '/land/analyses/new', title: 'analyses', face: 'desk', load: () => import('./analyses/new-analysis.tsx') },
    { path: '/land/analyses/:id', title: 'analyses', face: 'desk', load: () => import('./analyses/analysis.tsx') },
    {
      path: '/land/scenarios',
      title: 'scenarios',
      face: 'desk',
      nav: true,
      permission: 'land.analysis.read',
      load: () => import('./analyses/scenarios.tsx'),
    },
    { path: '/land/sites', title: 'sites', face: 'open', nav: true, load: () => import('./sites/sites.tsx') },
  ],
})
