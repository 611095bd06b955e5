/** The roles of the house (岗位角色). A module's permissions name those that hold them by default. */
type Entry = {
  readonly title: string
  readonly titleEn: string
  /** Officials: password rules of twelve characters, second factor by configuration, desk. */
  readonly official: boolean
}

const define = <T extends Record<string, Entry>>(entries: T): T => entries

export const roles = define({
  system_admin: { title: '系统管理员', titleEn: 'System administrator', official: true },
  security_admin: { title: '安全管理员', titleEn: 'Security administrator', official: true },
  audit_admin: { title: '审计管理员', titleEn: 'Audit administrator', official: true },
  reform_office: { title: '改革办', titleEn: 'Reform office', official: true },
  county_leader: { title: '县领导', titleEn: 'County leader', official: true },
  department_lead: { title: '部门负责人', titleEn: 'Department lead', official: true },
  department_member: { title: '部门经办人', titleEn: 'Department officer', official: true },
  town_officer: { title: '乡镇（街道）工作人员', titleEn: 'Town officer', official: true },
  village_officer: { title: '村（社区）工作人员', titleEn: 'Village officer', official: true },
  bank_officer: { title: '银行客户经理', titleEn: 'Bank officer', official: true },
  valuer: { title: '评估人员', titleEn: 'Valuer', official: true },
  finance_centre: { title: '金融中心', titleEn: 'Finance centre', official: true },
  school_officer: { title: '学校工作人员', titleEn: 'School officer', official: true },
  firm: { title: '企业', titleEn: 'Firm', official: false },
  court_officer: { title: '共享法庭工作人员', titleEn: 'Court officer', official: true },
  household: { title: '农户', titleEn: 'Household', official: false },
  public: { title: '公众', titleEn: 'Public', official: false },
})

export type Role = keyof typeof roles

/** Roles that can be granted; `public` is what everybody has who did not sign in. */
export const grantableRoles = (Object.keys(roles) as Role[]).filter((role) => role !== 'public')

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text)

export const roleTitle = (role: string): string => (isRole(role) ? roles[role].title : role)

export const isOfficial = (held: readonly string[]): boolean =>
  held.some((role) => isRole(role) && roles[role].official)
