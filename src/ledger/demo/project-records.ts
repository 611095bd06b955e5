import type { NodeKind } from '../model/project-progress.ts'
import type { ProjectCode } from '../model/project-scope.ts'

/**
 * The nine projects of ledger 9. Their names and the dates by which they were due are those of the official table;
 * places, amounts and what happened are made up [A], so that some arrive early, some late, and one not at all.
 * A node: kind, name, weight, planned from–to, reported, accepted (null = not yet), storey.
 */
export type DemoNode = readonly [
  kind: NodeKind,
  name: string,
  weight: number,
  plannedFrom: string,
  plannedOn: string,
  reportedOn: string | null,
  acceptedOn: string | null,
  level?: number,
]
export type DemoProject = {
  readonly code: ProjectCode
  readonly reformNo: number
  readonly name: string
  readonly description: string
  readonly place: string
  readonly longitude: number
  readonly latitude: number
  /** User name of the department's lead and code of its organisation. */
  readonly owner: string
  /** Yuan. */
  readonly budget: number
  readonly nodes: readonly DemoNode[]
  /** Source and yuan approved. */
  readonly funds: readonly (readonly [source: string, approved: number])[]
  /** Day and percent of every fund that arrived. */
  readonly receipts: readonly (readonly [on: string, percent: number])[]
  /** Day, percent of every fund that was paid, and what for. */
  readonly payments: readonly (readonly [on: string, percent: number, purpose: string])[]
  readonly payee: string
  readonly settlement?: { readonly on: string; readonly submitted: number; readonly settled: number }
}

const firstTranche = '省级乡村振兴集成创新示范建设第一期资金'
const countyShare = '县级配套资金'

export const demoProjects: readonly DemoProject[] = [
  {
    code: 'hongqitang',
    reformNo: 10,
    name: '红旗塘工程',
    description: '标准化青蟹养殖塘改造：塘埂加固、进排水分离、尾水处理。',
    place: '健跳镇红旗塘',
    longitude: 121.611,
    latitude: 29.047,
    owner: 'nongye',
    budget: 12_000_000,
    nodes: [
      ['approved', '立项批复', 0.05, '2021-06-01', '2021-07-31', '2021-07-20', '2021-07-28'],
      ['designed', '施工图设计', 0.05, '2021-08-01', '2021-09-30', '2021-09-22', '2021-09-29'],
      ['tendered', '施工招标', 0.05, '2021-10-01', '2021-11-15', '2021-11-10', '2021-11-15'],
      ['building', '塘埂加固与进排水', 0.35, '2021-11-20', '2022-03-31', '2022-03-22', '2022-03-28'],
      ['completed', '完工', 0.25, '2022-04-01', '2022-05-31', '2022-05-20', '2022-05-27'],
      ['accepted', '完工验收', 0.15, '2022-06-01', '2022-06-20', '2022-06-13', '2022-06-16'],
      ['settlement_audit', '结算审核', 0.1, '2022-06-16', '2022-06-30', '2022-06-27', '2022-06-29'],
    ],
    funds: [
      [firstTranche, 9_000_000],
      [countyShare, 3_000_000],
    ],
    receipts: [
      ['2021-12-10', 60],
      ['2022-05-10', 40],
    ],
    payments: [
      ['2021-12-20', 30, '预付款'],
      ['2022-04-02', 30, '进度款'],
      ['2022-07-08', 37, '结算款'],
    ],
    payee: '台州某水利建设有限公司',
    settlement: { on: '2022-06-28', submitted: 12_360_000, settled: 11_680_000 },
  },
  {
    code: 'shaliuqimen',
    reformNo: 10,
    name: '沙柳旗门塘工程',
    description: '旗门塘养殖区提升改造：闸门更新、塘路硬化、监测设备用房。',
    place: '沙柳街道旗门塘',
    longitude: 121.405,
    latitude: 29.158,
    owner: 'nongye',
    budget: 9_500_000,
    nodes: [
      ['approved', '立项批复', 0.05, '2021-09-01', '2021-10-31', '2021-10-20', '2021-10-27'],
      ['designed', '施工图设计', 0.05, '2021-11-01', '2021-12-31', '2021-12-24', '2021-12-30'],
      ['tendered', '施工招标', 0.1, '2022-01-04', '2022-02-28', '2022-03-04', '2022-03-09'],
      ['building', '闸门与塘路', 0.4, '2022-03-10', '2022-07-31', '2022-08-18', '2022-08-25'],
      // The typhoon of September 2022 delayed the sluice; the table wanted it by 30 September.
      ['completed', '完工', 0.3, '2022-08-01', '2022-09-30', '2022-10-21', '2022-10-27'],
      ['accepted', '完工验收', 0.1, '2022-10-01', '2022-11-30', '2022-12-02', '2022-12-08'],
    ],
    funds: [
      [firstTranche, 7_000_000],
      [countyShare, 2_500_000],
    ],
    receipts: [
      ['2021-12-10', 60],
      ['2022-08-30', 40],
    ],
    payments: [
      ['2022-03-18', 25, '预付款'],
      ['2022-09-02', 35, '进度款'],
      ['2022-12-20', 36, '完工款'],
    ],
    payee: '三门某港湾工程有限公司',
  },
  {
    code: 'shepan-base',
    reformNo: 10,
    name: '蛇蟠基地',
    description: '青蟹数字化养殖示范基地：循环水车间、苗种繁育与水质在线监测。',
    place: '蛇蟠乡',
    longitude: 121.566,
    latitude: 29.149,
    owner: 'nongye',
    budget: 15_000_000,
    nodes: [
      ['approved', '立项批复', 0.05, '2021-08-01', '2021-10-31', '2021-10-18', '2021-10-22'],
      ['designed', '施工图设计', 0.05, '2021-11-01', '2022-01-31', '2022-01-20', '2022-01-26'],
      ['tendered', '施工招标', 0.1, '2022-02-07', '2022-03-31', '2022-03-16', '2022-03-23'],
      ['building', '养殖车间主体', 0.4, '2022-04-01', '2022-09-30', '2022-09-22', '2022-09-28'],
      ['completed', '完工', 0.3, '2022-10-01', '2022-12-31', '2022-12-14', '2022-12-20'],
      ['accepted', '竣工验收', 0.1, '2023-01-01', '2023-03-31', '2023-03-09', '2023-03-15'],
    ],
    funds: [
      [firstTranche, 8_000_000],
      [countyShare, 7_000_000],
    ],
    receipts: [
      ['2021-12-10', 50],
      ['2022-06-24', 50],
    ],
    payments: [
      ['2022-04-08', 30, '预付款'],
      ['2022-10-09', 35, '进度款'],
      ['2022-12-27', 31, '完工款'],
    ],
    payee: '宁波某建设集团股份有限公司',
  },
  {
    code: 'crab-research-centre',
    reformNo: 10,
    name: '青蟹科研创新中心',
    description: '与宁波大学共建的青蟹产业技术研究院实验楼。',
    place: '海润街道滨海新城',
    longitude: 121.446,
    latitude: 29.101,
    owner: 'nongye',
    budget: 18_000_000,
    nodes: [
      ['approved', '立项批复', 0.05, '2021-07-01', '2021-09-30', '2021-09-14', '2021-09-22'],
      ['designed', '初步设计', 0.1, '2021-10-01', '2022-01-31', '2022-01-12', '2022-01-19'],
      ['tendered', '施工招标', 0.05, '2022-02-07', '2022-04-30', '2022-05-18', '2022-05-25'],
      ['building', '实验楼主体', 0.5, '2022-05-01', '2022-10-31', '2022-12-21', '2022-12-28'],
      ['completed', '工程建设完成', 0.3, '2022-11-01', '2022-12-31', '2023-03-15', '2023-03-22'],
    ],
    funds: [
      [firstTranche, 4_000_000],
      [countyShare, 14_000_000],
    ],
    receipts: [
      ['2021-12-10', 40],
      ['2022-09-15', 60],
    ],
    payments: [
      ['2022-06-10', 25, '预付款'],
      ['2022-12-30', 45, '进度款'],
      ['2023-04-12', 27, '完工款'],
    ],
    payee: '浙江某建筑工程有限公司',
  },
  {
    code: 'crab-data-platform',
    reformNo: 10,
    name: '青蟹大数据平台',
    description: '青蟹产业数据资源库与分析应用。',
    place: '海游街道',
    longitude: 121.392,
    latitude: 29.108,
    owner: 'nongye',
    budget: 4_800_000,
    nodes: [
      ['approved', '立项批复', 0.1, '2022-01-04', '2022-02-28', '2022-02-21', '2022-02-25'],
      ['designed', '技术方案评审', 0.1, '2022-03-01', '2022-04-30', '2022-04-20', '2022-04-27'],
      ['tendered', '政府采购', 0.1, '2022-05-01', '2022-06-30', '2022-06-22', '2022-06-28'],
      ['building', '系统开发与部署', 0.4, '2022-07-01', '2022-10-31', '2022-10-26', '2022-10-31'],
      ['completed', '项目完工', 0.2, '2022-11-01', '2022-12-31', '2022-12-05', '2022-12-12'],
      ['in_use', '投入使用', 0.1, '2023-01-01', '2023-02-28', '2023-02-15', '2023-02-21'],
    ],
    funds: [
      [firstTranche, 2_000_000],
      [countyShare, 2_800_000],
    ],
    receipts: [
      ['2022-01-10', 50],
      ['2022-07-20', 50],
    ],
    payments: [
      ['2022-07-28', 30, '首付款'],
      ['2022-11-08', 40, '初验款'],
      ['2022-12-26', 25, '终验款'],
    ],
    payee: '杭州某数字科技有限公司',
  },
  {
    code: 'prosperity-pond-platform',
    reformNo: 3,
    name: '共富渔塘平台',
    description: '“1+7+N”框架的共富渔塘数字化应用平台。',
    place: '海游街道',
    longitude: 121.399,
    latitude: 29.103,
    owner: 'nongye',
    budget: 6_200_000,
    nodes: [
      ['approved', '立项批复', 0.1, '2022-03-01', '2022-04-30', '2022-04-18', '2022-04-24'],
      ['designed', '方案设计评审', 0.1, '2022-04-15', '2022-05-31', '2022-05-24', '2022-05-30'],
      ['tendered', '政府采购', 0.1, '2022-06-01', '2022-06-30', '2022-06-20', '2022-06-24'],
      ['building', '平台开发', 0.4, '2022-07-01', '2022-08-31', '2022-08-26', '2022-08-31'],
      ['completed', '开发完成', 0.1, '2022-09-01', '2022-09-15', '2022-09-13', '2022-09-16'],
      ['accepted', '平台验收', 0.1, '2022-09-16', '2022-09-30', '2022-09-21', '2022-09-23'],
      ['in_use', '正式运行', 0.1, '2022-09-26', '2022-09-30', '2022-09-27', '2022-09-29'],
    ],
    funds: [
      ['省级数字化改革专项资金', 3_000_000],
      [countyShare, 3_200_000],
    ],
    receipts: [
      ['2022-05-16', 50],
      ['2022-09-08', 50],
    ],
    payments: [
      ['2022-06-30', 30, '首付款'],
      ['2022-09-26', 50, '验收款'],
      ['2022-12-15', 16, '尾款'],
    ],
    payee: '浙江某信息技术有限公司',
  },
  {
    code: 'technician-phase3',
    reformNo: 5,
    name: '技师学院三期工程',
    description: '实训楼、宿舍楼与食堂，地上六层。',
    place: '海润街道三门技师学院',
    longitude: 121.431,
    latitude: 29.114,
    owner: 'jishi',
    budget: 120_000_000,
    nodes: [
      ['approved', '立项批复', 0.03, '2021-05-01', '2021-07-31', '2021-07-12', '2021-07-20'],
      ['designed', '施工图设计', 0.03, '2021-08-01', '2021-12-31', '2021-12-16', '2021-12-23'],
      ['tendered', '施工招标', 0.04, '2022-01-04', '2022-03-31', '2022-03-21', '2022-03-28'],
      ['building', '地上一层土建', 0.15, '2022-04-01', '2022-08-15', '2022-08-12', '2022-08-17', 1],
      ['building', '地上二层土建', 0.15, '2022-08-16', '2022-09-30', '2022-09-28', '2022-10-08', 2],
      ['building', '地上三层土建', 0.15, '2022-10-01', '2022-11-15', '2022-11-17', '2022-11-22', 3],
      ['building', '地上四层土建', 0.15, '2022-11-16', '2022-12-31', '2022-12-26', '2022-12-29', 4],
      ['completed', '完工', 0.2, '2023-01-01', '2023-12-31', '2024-01-16', '2024-01-24'],
      ['accepted', '竣工验收', 0.05, '2024-01-01', '2024-06-30', '2024-06-12', '2024-06-20'],
      ['in_use', '投入使用', 0.05, '2024-07-01', '2024-09-01', '2024-08-26', '2024-08-30'],
    ],
    funds: [
      ['地方政府专项债券', 80_000_000],
      ['县财政资金', 40_000_000],
    ],
    receipts: [
      ['2022-03-25', 40],
      ['2022-10-20', 30],
      ['2023-06-15', 30],
    ],
    payments: [
      ['2022-04-12', 20, '预付款'],
      ['2022-12-30', 30, '进度款'],
      ['2023-12-22', 35, '进度款'],
      ['2024-09-10', 12, '竣工款'],
    ],
    payee: '浙江某建设集团有限公司',
  },
  {
    code: 'marine-weather',
    reformNo: 6,
    name: '海洋气象监测服务能力提升工程',
    description: '岸基与海岛自动气象站、港口能见度仪、预警服务平台。',
    place: '健跳镇',
    longitude: 121.628,
    latitude: 29.031,
    owner: 'qixiang',
    budget: 8_600_000,
    nodes: [
      ['approved', '立项批复', 0.1, '2021-12-01', '2022-03-31', '2022-03-17', '2022-03-24'],
      ['designed', '实施方案', 0.1, '2022-04-01', '2022-06-30', '2022-06-20', '2022-06-27'],
      ['tendered', '设备采购', 0.1, '2022-07-01', '2022-08-31', '2022-09-08', '2022-09-15'],
      ['building', '站点建设', 0.4, '2022-09-01', '2023-06-30', '2023-07-20', '2023-07-27'],
      ['completed', '完工', 0.2, '2023-07-01', '2023-10-31', '2023-11-08', '2023-11-16'],
      ['in_use', '业务运行', 0.1, '2023-11-01', '2024-03-31', '2024-03-20', '2024-03-26'],
    ],
    funds: [
      ['省级气象专项资金', 5_000_000],
      [countyShare, 3_600_000],
    ],
    receipts: [
      ['2022-06-15', 50],
      ['2023-03-20', 50],
    ],
    payments: [
      ['2022-09-26', 30, '设备预付款'],
      ['2023-08-10', 40, '到货款'],
      ['2023-12-05', 27, '验收款'],
    ],
    payee: '江苏某海洋仪器有限公司',
  },
  {
    code: 'dike-reinforcement',
    reformNo: 6,
    name: '海塘加固工程',
    description: '一线海塘提标至五十年一遇：堤身加高、外坡护面、闸站改造。',
    place: '浦坝港镇沿海',
    longitude: 121.606,
    latitude: 28.91,
    owner: 'shuili',
    budget: 360_000_000,
    nodes: [
      ['approved', '可研批复', 0.03, '2021-03-01', '2021-06-30', '2021-06-22', '2021-06-29'],
      ['designed', '初步设计批复', 0.04, '2021-07-01', '2021-12-31', '2021-12-20', '2021-12-28'],
      ['tendered', '施工招标', 0.03, '2022-01-04', '2022-03-31', '2022-03-24', '2022-03-30'],
      ['building', '一标段堤身加高', 0.2, '2022-04-01', '2022-12-31', '2022-12-22', '2022-12-30'],
      ['building', '二标段堤身加高', 0.2, '2022-10-01', '2023-12-31', '2023-12-18', '2023-12-27'],
      ['building', '护面与闸站', 0.25, '2023-06-01', '2024-12-31', '2025-04-22', '2025-04-29'],
      // Still open when the slider ends.
      ['completed', '全线完工', 0.25, '2025-01-01', '2025-12-31', null, null],
    ],
    funds: [
      ['省级以上水利专项资金', 160_000_000],
      ['地方政府专项债券', 120_000_000],
      ['县财政资金', 80_000_000],
    ],
    receipts: [
      ['2022-04-15', 25],
      ['2023-03-20', 30],
      ['2024-03-22', 25],
      ['2025-03-18', 20],
    ],
    payments: [
      ['2022-05-10', 10, '预付款'],
      ['2023-01-12', 14, '进度款'],
      ['2024-01-15', 28, '进度款'],
      ['2025-05-15', 26, '进度款'],
    ],
    payee: '浙江某水电建设有限公司',
  },
]
