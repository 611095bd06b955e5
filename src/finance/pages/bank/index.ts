import type { Page } from '../../../platform/ui/page.ts'

const bank = 'finance.credit.read'

/** Words of the navigation for the pages of banks. */
export const bankTitles = {
  'zh-CN': {
    bank: '贷款申请',
    contracts: '贷款合同',
    whitelist: '预授信白名单',
    renewals: '无还本续贷',
    risk: '五级分类',
    models: '统计评分卡',
    customer: '家庭全貌',
    county: '县域驾驶舱',
  },
  en: {
    bank: 'Applications',
    contracts: 'Contracts',
    whitelist: 'Whitelist',
    renewals: 'Renewals',
    risk: 'Five classes',
    models: 'Scorecards',
    customer: 'Family',
    county: 'County',
  },
} as const

/** What a bank works with, and the county finance centre's page. */
export const bankPages: readonly Page[] = [
  {
    path: '/finance/bank',
    title: 'bank',
    face: 'desk',
    nav: true,
    permission: bank,
    load: () => import('./inbox.tsx'),
  },
  { path: '/finance/bank/applications/:id', title: 'bank', face: 'desk', load: () => import('./application.tsx') },
  {
    path: '/finance/bank/contracts',
    title: 'contracts',
    face: 'desk',
    nav: true,
    permission: bank,
    load: () => import('./contracts.tsx'),
  },
  { path: '/finance/bank/contracts/:id', title: 'contracts', face: 'desk', load: () => import('./contract.tsx') },
  {
    path: '/finance/bank/whitelist',
    title: 'whitelist',
    face: 'desk',
    nav: true,
    permission: bank,
    load: () => import('./whitelist.tsx'),
  },
  { path: '/finance/bank/whitelist/:id', title: 'whitelist', face: 'desk', load: () => import('./batch.tsx') },
  {
    path: '/finance/bank/renewals',
    title: 'renewals',
    face: 'desk',
    nav: true,
    permission: bank,
    load: () => import('./renewals.tsx'),
  },
  {
    path: '/finance/bank/risk',
    title: 'risk',
    face: 'desk',
    nav: true,
    permission: bank,
    load: () => import('./risk.tsx'),
  },
  {
    path: '/finance/bank/models',
    title: 'models',
    face: 'desk',
    nav: true,
    permission: bank,
    load: () => import('./models.tsx'),
  },
  { path: '/finance/bank/customers/:id', title: 'customer', face: 'desk', load: () => import('./customer.tsx') },
  {
    path: '/finance/county',
    title: 'county',
    face: 'desk',
    nav: true,
    permission: 'finance.county.read',
    load: () => import('../county/county.tsx'),
  },
]
