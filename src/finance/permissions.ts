import type { Permission } from '../platform/module.ts'

/** Who may do what with loans. The row policies of tables.ts name the same ids. */
export const financePermissions: readonly Permission[] = [
  { id: 'finance.contract.read', title: '查看本行贷款合同', roles: ['bank_officer'] },
  { id: 'finance.contract.manage', title: '登记本行贷款合同与流水', roles: ['bank_officer'] },
]
