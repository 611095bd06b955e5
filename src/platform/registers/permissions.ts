import type { Permission } from '../module.ts'

/** Who may use the shared registers and the log. */
export const registerPermissions: readonly Permission[] = [
  { id: 'platform.register.manage', title: '维护行政区划与机构登记', roles: ['system_admin'] },
  {
    id: 'platform.person.read',
    title: '查看辖区人员与家庭（脱敏）',
    roles: ['department_lead', 'department_member', 'town_officer', 'village_officer'],
  },
  {
    id: 'platform.person.register',
    title: '登记辖区人员与家庭',
    roles: ['department_member', 'town_officer', 'village_officer'],
  },
  { id: 'platform.person.unmask', title: '查看人员完整证件号码与手机号码', roles: ['department_lead', 'town_officer'] },
  { id: 'platform.consent.read', title: '查看个人信息授权', roles: ['department_lead', 'audit_admin'] },
  { id: 'platform.consent.record', title: '在本人在场时登记或撤回授权', roles: ['department_member', 'town_officer'] },
  { id: 'platform.audit.read', title: '查看审计日志', roles: ['audit_admin'] },
]
