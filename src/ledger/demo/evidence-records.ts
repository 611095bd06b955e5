import type { EvidenceKind } from '../model/binding-rules.ts'

/**
 * The papers behind the qualitative milestones [A]: what they are called follows the official table, what happened is
 * made up. One comes late, one is sent back first, one never comes (一体化培养经验).
 */
export type DemoEvidence = {
  readonly reformNo: number
  /** Words of the target. */
  readonly match: RegExp
  readonly kind: EvidenceKind
  readonly title: string
  readonly form: 'docx' | 'pdf'
  /** User name of the department's account that hands it in. */
  readonly by: string
  readonly issuer: string
  readonly datedOn: string
  readonly submittedOn: string
  readonly returned?: { readonly on: string; readonly reason: string; readonly againOn: string }
  readonly verifiedOn: string
  readonly text: string
}

export const demoEvidence: readonly DemoEvidence[] = [
  {
    reformNo: 3,
    match: /工作小组组建/,
    kind: 'document',
    title: '关于成立“共富渔塘”重大改革工作小组的通知',
    form: 'docx',
    by: 'nongye2',
    issuer: '三门县农业农村局',
    datedOn: '2022-03-08',
    submittedOn: '2022-03-10',
    verifiedOn: '2022-03-14',
    text: '为统筹推进“共富渔塘”重大改革，经研究，决定成立“共富渔塘”改革工作小组。\n工作小组下设综合协调、平台建设、飞塘协作、共享法庭四个专班，办公室设在县农业农村局。',
  },
  {
    reformNo: 3,
    match: /成员单位分工/,
    kind: 'document',
    title: '“共富渔塘”改革成员单位职责分工方案',
    form: 'docx',
    by: 'nongye2',
    issuer: '三门县农业农村局',
    datedOn: '2022-03-15',
    submittedOn: '2022-03-17',
    verifiedOn: '2022-03-21',
    text: '县农业农村局负责统筹协调和平台建设；县大数据发展中心负责数据归集共享；县人民法院负责共享法庭。\n各成员单位应明确一名联络员，按月报送进展。',
  },
  {
    reformNo: 3,
    match: /试点申报市级评审/,
    kind: 'approval',
    title: '省共同富裕第二批试点申报市级评审意见',
    form: 'pdf',
    by: 'nongye',
    issuer: '台州市评审专家组',
    // The table wanted it by 31 March.
    datedOn: '2022-04-12',
    submittedOn: '2022-04-14',
    verifiedOn: '2022-04-18',
    text: '专家组听取了三门县“共富渔塘”试点申报汇报，审阅了申报材料，经质询讨论，同意通过市级评审，推荐申报省共同富裕第二批试点。',
  },
  {
    reformNo: 3,
    match: /方案设计/,
    kind: 'document',
    title: '“共富渔塘”数字化应用平台方案设计',
    form: 'docx',
    by: 'nongye2',
    issuer: '三门县农业农村局',
    datedOn: '2022-05-26',
    submittedOn: '2022-05-30',
    verifiedOn: '2022-06-02',
    text: '平台以“1+7+N”为框架：一个数据底座，七个应用场景，若干协同应用。\n本方案明确总体架构、数据归集、场景设计、安全保障和实施计划。',
  },
  {
    reformNo: 3,
    match: /可行性研究报告/,
    kind: 'document',
    title: '“共富渔塘”项目可行性研究报告',
    form: 'pdf',
    by: 'nongye2',
    issuer: '浙江某工程咨询有限公司',
    datedOn: '2022-06-17',
    submittedOn: '2022-06-20',
    verifiedOn: '2022-06-23',
    text: '项目概算六百二十万元，资金来源为省级数字化改革专项资金和县级配套资金。经分析，项目技术可行、经济合理、社会效益显著。',
  },
  {
    reformNo: 3,
    match: /改革申报工作/,
    kind: 'document',
    title: '省共同富裕重大改革申报书',
    form: 'docx',
    by: 'nongye',
    issuer: '三门县农业农村局',
    datedOn: '2022-06-24',
    submittedOn: '2022-06-24',
    returned: { on: '2022-06-27', reason: '申报书缺少县政府盖章页，请补齐后重报', againOn: '2022-06-29' },
    verifiedOn: '2022-07-01',
    text: '申报改革事项：共富渔塘。改革目标：养殖塘数据覆盖率百分之九十五以上，优化业务环节十项，养殖户人均收入增长百分之二十五以上。',
  },
  {
    reformNo: 4,
    match: /三年行动计划/,
    kind: 'document',
    title: '闲置和低效工业用地提质增效三年行动计划（2021-2024年）的通知',
    form: 'docx',
    by: 'jingxin2',
    issuer: '三门县经济和信息化局',
    datedOn: '2021-12-30',
    submittedOn: '2022-01-06',
    verifiedOn: '2022-01-11',
    text: '坚持分类施策、腾笼换鸟，用三年时间完成全县闲置和低效工业用地整治提升。',
  },
  {
    reformNo: 4,
    match: /若干政策意见/,
    kind: 'document',
    title: '闲置和低效工业用地提质增效若干政策意见',
    form: 'docx',
    by: 'jingxin2',
    issuer: '三门县经济和信息化局',
    datedOn: '2022-01-18',
    submittedOn: '2022-01-20',
    verifiedOn: '2022-01-25',
    text: '对自主改造、零地技改、收购重组的企业，在容积率、税费和要素保障上给予支持。',
  },
  {
    reformNo: 5,
    match: /对接县资源集团/,
    kind: 'contract',
    title: '三门技师学院与县资源集团合作协议',
    form: 'pdf',
    by: 'jishi2',
    issuer: '三门技师学院　县资源集团',
    datedOn: '2022-08-19',
    submittedOn: '2022-08-23',
    verifiedOn: '2022-08-29',
    text: '双方就三门蛇蟠石窗有限公司恢复生产、石窗技艺实训基地共建和学生实习达成协议。',
  },
  {
    reformNo: 6,
    match: /向上争取省里支持/,
    kind: 'document',
    title: '关于请求支持三门县提升海洋预警能力建设的请示及省级答复',
    form: 'docx',
    by: 'yingji2',
    issuer: '三门县应急管理局',
    datedOn: '2022-03-22',
    submittedOn: '2022-03-25',
    verifiedOn: '2022-03-29',
    text: '我县海域面积大、岸线长，恳请省里在海洋观测站点、预警发布能力和资金上予以支持。省级主管部门已复函，同意纳入年度建设计划。',
  },
  {
    reformNo: 10,
    match: /申报列入/,
    kind: 'approval',
    title: '2021年度省级乡村振兴集成创新示范建设县名单',
    form: 'docx',
    by: 'nongye2',
    issuer: '浙江省农业农村主管部门',
    datedOn: '2021-11-26',
    submittedOn: '2022-01-10',
    verifiedOn: '2022-01-14',
    text: '三门县（青蟹产业深度融合发展）列入2021年度省级乡村振兴集成创新示范建设县，下达第一期资金三千万元。',
  },
  {
    reformNo: 10,
    match: /合作共建协议书/,
    kind: 'contract',
    title: '中国三门青蟹产业技术研究院合作共建协议书',
    form: 'pdf',
    by: 'nongye',
    issuer: '三门县人民政府　宁波大学',
    datedOn: '2021-12-10',
    submittedOn: '2022-01-10',
    verifiedOn: '2022-01-14',
    text: '双方共建中国三门青蟹产业技术研究院，围绕种质资源、苗种繁育、病害防控和加工流通联合攻关。',
  },
]
