import type { Permission } from '../module.ts'

/**
 * What the three administrators may do. They are kept apart by GB/T 22239-2019 8.1.5.1 (system management), 8.1.5.2
 * (audit management) and 8.1.5.3 (security management): the first makes accounts without rights, the second reads
 * what the others did, the third grants rights to accounts that he cannot make.
 */
export const identityPermissions: readonly Permission[] = [
  { id: 'identity.account.read', title: '查看账号', roles: ['system_admin', 'security_admin', 'audit_admin'] },
  { id: 'identity.account.manage', title: '建立、停用账号和重置口令', roles: ['system_admin'] },
  { id: 'identity.account.unlock', title: '解除登录锁定', roles: ['security_admin'] },
  { id: 'identity.role.grant', title: '授予和收回角色', roles: ['security_admin'] },
  { id: 'identity.organisation.manage', title: '管理组织机构', roles: ['system_admin'] },
  { id: 'identity.sign-in-log.read', title: '查看登录日志', roles: ['audit_admin'] },
  { id: 'identity.name.read', title: '查看完整姓名', roles: ['system_admin', 'security_admin'] },
]
