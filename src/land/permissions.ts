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
  { id: 'land.evaluation.object', title: '对亩均评价提出异议（企业）', roles: ['firm'] },
  {
    id: 'land.task.read',
    title: '查看闲置低效整治任务',
    roles: [...department, 'county_leader', 'town_officer', 'reform_office'],
  },
  { id: 'land.task.manage', title: '拟订、锁定任务清单，交办任务（经信部门）', roles: department },
  { id: 'land.task.report', title: '拟订协议、报送进度、申请验收（乡镇街道）', roles: ['town_officer'] },
  { id: 'land.task.inspect', title: '现场验收、销号（经信部门）', roles: department },
  { id: 'land.agreement.sign', title: '签订履约监管协议、报送进度（企业）', roles: ['firm'] },
  {
    id: 'land.idle.read',
    title: '查看出让合同和闲置土地案件',
    roles: [...department, 'county_leader', 'town_officer', 'reform_office'],
  },
  { id: 'land.idle.manage', title: '调查、认定、处置闲置土地（自然资源部门）', roles: department },
  { id: 'land.idle.approve', title: '批准闲置土地处置方案和决定（县政府）', roles: ['county_leader'] },
  { id: 'land.idle.answer', title: '提交闲置土地说明材料（企业）', roles: ['firm'] },
  {
    id: 'land.assessment.read',
    title: '查看乡镇和部门考核',
    roles: [...department, 'county_leader', 'town_officer', 'reform_office'],
  },
  { id: 'land.assessment.manage', title: '计算乡镇和部门考核（经信部门）', roles: department },
  { id: 'land.assessment.approve', title: '批准乡镇和部门考核（县领导）', roles: ['county_leader'] },
  { id: 'land.app.manage', title: '办理应用上线（大数据、经信、自然资源部门）', roles: department },
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
