import type { Permission } from '../module.ts'

export const jobPermissions: readonly Permission[] = [
  { id: 'platform.job.read', title: '查看后台任务', roles: ['system_admin', 'audit_admin'] },
  { id: 'platform.job.run', title: '运行和取消后台任务', roles: ['system_admin'] },
]
