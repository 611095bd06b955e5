import type { Permission } from '../platform/module.ts'

/** Who may do what in reform 1. The row policies of tables/ name the same ids. */
export const financePermissions: readonly Permission[] = [
  { id: 'finance.contract.read', title: '查看本行贷款合同', roles: ['bank_officer'] },
  { id: 'finance.contract.manage', title: '登记本行贷款合同与流水', roles: ['bank_officer'] },
  { id: 'finance.contract.audit', title: '审计贷款合同', roles: ['audit_admin'] },
  { id: 'finance.family.read', title: '查看已授权家庭的资产与负债', roles: ['bank_officer', 'valuer'] },
  { id: 'finance.asset.value', title: '评估家庭资产', roles: ['bank_officer', 'valuer'] },
  { id: 'finance.credit.read', title: '查看本行信用分、额度与申请', roles: ['bank_officer'] },
  { id: 'finance.credit.decide', title: '评分、授信与审批', roles: ['bank_officer'] },
  { id: 'finance.own.manage', title: '管理自家资产、授权与贷款申请', roles: ['household'] },
  { id: 'finance.village.review', title: '村级公议与家庭确认', roles: ['village_officer'] },
  { id: 'finance.negative.supply', title: '报送负面信息', roles: ['department_lead', 'department_member'] },
  {
    id: 'finance.dispute.resolve',
    title: '核查家庭信息异议',
    roles: ['bank_officer', 'valuer', 'village_officer', 'department_lead', 'department_member'],
  },
  {
    id: 'finance.county.read',
    title: '查看全县普惠金融汇总（少于 10 户不列）',
    roles: ['finance_centre', 'reform_office', 'county_leader', 'department_lead', 'department_member'],
  },
  { id: 'finance.policy.manage', title: '登记政策性资金', roles: ['finance_centre'] },
]
