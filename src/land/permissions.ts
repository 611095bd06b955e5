import type { Permission } from '../platform/module.ts'

const department = ['department_lead', 'department_member']

/** Who may do what with industrial land. The row policies of tables.ts name the same ids and narrow them by duty. */
export const landPermissions: readonly Permission[] = [
  { id: 'land.duty.assign', title: '指定用地改革的职责部门', roles: ['system_admin', 'reform_office'] },
  {
    id: 'land.parcel.read',
    title: '查看宗地、建筑和企业用地',
    roles: [...department, 'county_leader', 'town_officer'],
  },
  { id: 'land.parcel.manage', title: '登记宗地和建筑（自然资源、经信部门）', roles: department },
  { id: 'land.enterprise.manage', title: '登记工业企业及其用地（经信部门）', roles: department },
  { id: 'land.figure.deliver', title: '报送企业年度数据（职责部门）', roles: department },
  { id: 'land.figure.read', title: '查看企业年度数据（经信部门）', roles: department },
  { id: 'land.figure.oversee', title: '查看全部企业年度数据', roles: ['county_leader'] },
  { id: 'land.evaluation.manage', title: '计算并公示亩均评价（经信部门）', roles: department },
  { id: 'land.evaluation.approve', title: '批准、公布亩均评价（经信部门）', roles: ['department_lead'] },
  { id: 'land.layer.read', title: '查看管控图层', roles: [...department, 'county_leader', 'town_officer'] },
  { id: 'land.layer.manage', title: '发布管控图层（自然资源部门）', roles: department },
  { id: 'land.site.manage', title: '管理可用地块、配套设施和供地计划', roles: department },
  {
    id: 'land.analysis.read',
    title: '查看选址需求、选址分析和用地方案',
    roles: [...department, 'county_leader', 'town_officer', 'reform_office'],
  },
  { id: 'land.analysis.make', title: '登记选址需求、分析地块、比较方案', roles: [...department, 'town_officer'] },
  { id: 'land.analysis.review', title: '审核、出具选址分析（自然资源部门）', roles: ['department_lead'] },
]
