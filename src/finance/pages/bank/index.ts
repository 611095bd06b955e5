import type { Page } from '../../../platform/ui/page.ts'

const bank = 'finance.credit.read'

/** Words of the navigation for the pages of banks. */
export const bankTitles = {
  'zh-CN': { bank: '贷款申请', contracts: '贷款合同' },
  en: { bank: 'Applications', contracts: 'Contracts' },
} as const

/** What a bank works with. */
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
]
