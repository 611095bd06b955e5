import type { Permission } from '../module.ts'

export const rulePermissions: readonly Permission[] = [
  { id: 'platform.rule.draft', title: '起草规则表', roles: ['reform_office', 'department_lead'] },
  { id: 'platform.rule.approve', title: '审核发布规则表', roles: ['reform_office', 'county_leader'] },
]
