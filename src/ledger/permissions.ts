import type { Permission } from '../platform/module.ts'

const department = ['department_lead', 'department_member']

/** Who may do what with the ten reforms. The row policies of tables.ts name the same ids. */
export const ledgerPermissions: readonly Permission[] = [
  { id: 'ledger.import.confirm', title: '导入并确认附表', roles: ['reform_office'] },
  { id: 'ledger.target.bind', title: '绑定目标与指标', roles: ['reform_office'] },
  { id: 'ledger.evidence.submit', title: '报送佐证', roles: department },
  { id: 'ledger.evidence.verify', title: '核验佐证', roles: ['reform_office'] },
  { id: 'ledger.notice.issue', title: '下发督办单', roles: ['reform_office'] },
  { id: 'ledger.notice.read', title: '查看全部督办单', roles: ['county_leader'] },
  { id: 'ledger.notice.answer', title: '答复督办单', roles: department },
  { id: 'ledger.notice.instruct', title: '批示督办单', roles: ['county_leader'] },
  { id: 'ledger.extension.ask', title: '申请延期', roles: ['department_lead'] },
  { id: 'ledger.extension.decide', title: '审批延期', roles: ['reform_office', 'county_leader'] },
  { id: 'ledger.project.manage', title: '管理项目、验收节点', roles: ['reform_office'] },
  { id: 'ledger.project.report', title: '上报项目进度与资金', roles: department },
  { id: 'ledger.consultation.manage', title: '公开征求意见', roles: department },
  {
    id: 'ledger.assessment.read',
    title: '查看部门考核',
    roles: ['reform_office', 'county_leader', ...department],
  },
  { id: 'ledger.bulletin.publish', title: '编发通报', roles: ['reform_office'] },
  { id: 'ledger.package.manage', title: '导出和引入改革包', roles: ['reform_office'] },
]
