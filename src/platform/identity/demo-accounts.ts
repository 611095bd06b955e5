import { roles, type Role } from './roles.ts'

/** Documented and printed at start; accounts with it exist in demo mode only. */
export const demoPassword = 'sanmen-crab-harbour-2022'

type DemoAccount = {
  readonly username: string
  readonly name: string
  /** Official name of the organisation; null for a household and the county's leader. */
  readonly organisation: string | null
  readonly role: Role
  /** Statistical code; the county where it is not given. */
  readonly area?: string
}

type Department = {
  readonly name: string
  readonly alias?: string
  readonly username: string
  readonly people: readonly [string, string]
}

/** Departments as the official table of the ten reforms names them (data/seed/reform-table.txt, last column). */
export const demoDepartments: readonly Department[] = [
  { name: '三门县农业农村局', username: 'nongye', people: ['叶建军', '梅晓燕'] },
  { name: '三门县自然资源和规划局', alias: '县自然资源规划局', username: 'ziran', people: ['郑国平', '章丽君'] },
  { name: '三门县大数据发展中心', username: 'dashuju', people: ['林浩', '陈思远'] },
  { name: '三门县金融中心', username: 'jinrong', people: ['杨海峰', '俞佳'] },
  { name: '中国人民银行三门支行', alias: '人民银行三门支行', username: 'renhang', people: ['奚志明', '卢静'] },
  { name: '台州银保监分局三门监管组', username: 'yinbao', people: ['蒋文斌', '包莹'] },
  { name: '三门县人力资源和社会保障局', alias: '县人力社保局', username: 'renshe', people: ['罗永强', '何芳'] },
  { name: '三门县教育局', username: 'jiaoyu', people: ['任学勤', '吴婷婷'] },
  { name: '三门技师学院', username: 'jishi', people: ['柯正华', '邵敏'] },
  { name: '三门县经济和信息化局', alias: '三门县经信局', username: 'jingxin', people: ['朱卫东', '丁洁'] },
  { name: '三门县应急管理局', username: 'yingji', people: ['陈海波', '祁磊'] },
  { name: '三门县公安局', username: 'gongan', people: ['金剑', '胡志远'] },
  { name: '三门县水利局', username: 'shuili', people: ['周江', '褚云飞'] },
  { name: '三门县气象局', username: 'qixiang', people: ['方晴', '许晓岚'] },
  { name: '三门县财政局', username: 'caizheng', people: ['李守正', '马丽'] },
]

/** Everybody of the demo county. The names are made up; the departments are those of the official table. */
export const demoPeople: readonly DemoAccount[] = [
  { username: 'xitong', name: '周系', organisation: '三门县大数据发展中心', role: 'system_admin' },
  { username: 'anquan', name: '吴安', organisation: '三门县大数据发展中心', role: 'security_admin' },
  { username: 'shenji', name: '郑审', organisation: '三门县大数据发展中心', role: 'audit_admin' },
  { username: 'xianzhang', name: '章书明', organisation: '三门县人民政府', role: 'county_leader' },
  // Two, because who verifies must not be who submitted.
  { username: 'gaigeban', name: '陈立新', organisation: '中共三门县委改革办', role: 'reform_office' },
  { username: 'gaigeban2', name: '王思齐', organisation: '中共三门县委改革办', role: 'reform_office' },
  ...demoDepartments.flatMap(({ name, username, people: [lead, member] }): DemoAccount[] => [
    { username, name: lead, organisation: name, role: 'department_lead' },
    { username: `${username}2`, name: member, organisation: name, role: 'department_member' },
  ]),
  { username: 'pinggu', name: '石磊', organisation: '三门县金融中心', role: 'valuer' },
  { username: 'rongzi', name: '应建国', organisation: '三门县金融中心', role: 'finance_centre' },
  { username: 'haiyou', name: '蔡明辉', organisation: '海游街道办事处', role: 'town_officer', area: '331022001' },
  { username: 'hairun', name: '洪志明', organisation: '海润街道办事处', role: 'town_officer', area: '331022002' },
  { username: 'shaliu', name: '梅建平', organisation: '沙柳街道办事处', role: 'town_officer', area: '331022003' },
  { username: 'zhuao', name: '包国庆', organisation: '珠岙镇人民政府', role: 'town_officer', area: '331022102' },
  { username: 'tingpang', name: '任晓东', organisation: '亭旁镇人民政府', role: 'town_officer', area: '331022103' },
  { username: 'jiantiao', name: '叶海涛', organisation: '健跳镇人民政府', role: 'town_officer', area: '331022105' },
  { username: 'hengdu', name: '吴秀英', organisation: '横渡镇人民政府', role: 'town_officer', area: '331022106' },
  { username: 'pubagang', name: '郑海生', organisation: '浦坝港镇人民政府', role: 'town_officer', area: '331022107' },
  { username: 'huaqiao', name: '章美芳', organisation: '花桥镇人民政府', role: 'town_officer', area: '331022108' },
  { username: 'shepan', name: '蔡小龙', organisation: '蛇蟠乡人民政府', role: 'town_officer', area: '331022205' },
  { username: 'xinhu', name: '罗阿海', organisation: '心湖社区', role: 'village_officer', area: '331022001001' },
  { username: 'yinhang', name: '徐婷', organisation: '三门农村商业银行', role: 'bank_officer' },
  // A whitelist is approved by a second person of the same bank.
  { username: 'yinhang3', name: '林敏', organisation: '三门农村商业银行', role: 'bank_officer' },
  { username: 'yinhang2', name: '潘志伟', organisation: '三门银座村镇银行', role: 'bank_officer' },
  { username: 'xuexiao', name: '沈雅琴', organisation: '三门县教育局', role: 'school_officer' },
  { username: 'fayuan', name: '卢明达', organisation: '三门县人民法院', role: 'court_officer' },
  { username: 'qiye', name: '童国强', organisation: null, role: 'firm' },
  { username: 'nonghu', name: '林阿福', organisation: null, role: 'household', area: '331022001001' },
]

/** The table that is printed at start and offered on the sign-in page in demo mode. */
export const demoAccounts = () =>
  demoPeople.map(({ username, name, organisation, role }) => ({
    username,
    password: demoPassword,
    name,
    organisation,
    role: roles[role].title,
  }))
