/** What the statements of the official table bind to (ledger §8), as proposals for the import wizard. */
export type EvidenceKind = 'document' | 'photo' | 'minutes' | 'contract' | 'approval'
export type Binding = {
  readonly reform: number
  readonly match: RegExp
  readonly indicators: readonly string[]
  /** Present for deliverables: kinds that must all be verified. */
  readonly evidence?: readonly EvidenceKind[]
}

const figure = (reform: number, match: RegExp, ...indicators: string[]): Binding => ({ reform, match, indicators })
const deliverable = (reform: number, match: RegExp, ...evidence: EvidenceKind[]): Binding => ({
  reform,
  match,
  indicators: ['ledger.deliverable_verified'],
  evidence,
})

export const bindings: readonly Binding[] = [
  figure(1, /资产池”融资达/, 'finance.pool_financing'),
  figure(1, /比例持续提升/, 'finance.credit_loan_share'),
  figure(1, /资产负债表/, 'finance.balance_sheet_share'),
  figure(1, /行业参考标准/, 'finance.standard_coverage'),
  figure(1, /全流程线上办理/, 'finance.online_share', 'finance.whitelist_origin_share'),
  figure(2, /经验做法/, 'skills.experience_published'),
  figure(2, /第三方认定评估/, 'skills.evaluated_share'),
  figure(2, /中高职一体化办学/, 'skills.integrated_programmes'),
  figure(2, /成长链/, 'skills.progressions'),
  figure(2, /融合发展、协调发展/, 'skills.recognised_credits', 'skills.recognitions'),
  deliverable(3, /项目工作小组组建/, 'document'),
  deliverable(3, /明确成员单位分工/, 'document'),
  deliverable(3, /市级评审/, 'approval'),
  deliverable(3, /方案设计/, 'document'),
  deliverable(3, /可行性研究报告/, 'document'),
  deliverable(3, /改革申报/, 'document'),
  figure(3, /开展项目建设|平台开发验收/, 'ledger.project_progress'),
  figure(3, /应用培训/, 'ponds.trained_operators'),
  figure(3, /正式运行|1\+7\+N/i, 'ponds.scenes_in_use'),
  figure(3, /覆盖率达到/, 'ponds.coverage'),
  figure(3, /业务环节/, 'ponds.links_optimised'),
  figure(3, /亩均效益/, 'ponds.benefit_gain_per_mu'),
  figure(3, /落实资金/, 'ponds.funds_secured'),
  figure(3, /“飞塘”项目/, 'ponds.flying_projects'),
  figure(3, /人均收入|增长达到/, 'ponds.income_per_farmer'),
  figure(3, /涉渔纠纷达到/, 'ponds.disputes_resolved'),
  figure(3, /“前防”/, 'ponds.prevented_share'),
  figure(3, /小事不出村/, 'ponds.resolved_at_village_share', 'ponds.resolved_at_town_share'),
  figure(4, /任务清单/, 'land.tasks_listed'),
  figure(4, /履约监管协议/, 'land.agreements_signed'),
  figure(4, /验收销号|完成本年度闲置和低效工业用地企业/, 'land.tasks_closed'),
  figure(4, /进行考核/, 'land.towns_assessed'),
  figure(4, /亩均税收达到/, 'land.tax_per_mu'),
  figure(5, /技师学院培育单位/, 'skills.first_class_status'),
  deliverable(5, /对接县资源集团/, 'contract'),
  figure(5, /启动三门蛇蟠石窗/, 'skills.enterprise_launched'),
  figure(5, /地上四层土建/, 'skills.phase3_floors', 'ledger.project_progress'),
  figure(5, /一体化课程/, 'skills.integrated_courses', 'skills.integrated_textbooks', 'skills.integrated_research'),
  deliverable(5, /一体化培养经验/, 'document'),
  deliverable(6, /向上争取省里支持/, 'document'),
  figure(6, /气象监测站网/, 'sea.station_coverage', 'sea.station_online', 'ledger.project_progress'),
  figure(
    6,
    /监测预警预报能力/,
    'sea.warning_lead_time',
    'sea.warning_hit_share',
    'sea.warnings_acknowledged',
    'sea.forecast_hit_share',
  ),
  figure(6, /防台御潮标准/, 'sea.dikes_to_standard', 'sea.dike_project_km'),
  figure(6, /船舶应急救助/, 'sea.rescue_response_min', 'sea.return_share'),
  figure(6, /安全生产/, 'sea.safety_hazards_closed'),
  figure(6, /避灾点/, 'sea.shelter_coverage'),
  figure(6, /筑牢安全底线/, 'sea.casualties'),
  figure(7, /上线申请/, 'land.app_channels_live'),
  figure(7, /试运行/, 'land.decision_analyses'),
  figure(7, /企业提质增效/, 'land.tax_per_mu'),
  figure(7, /转型升级/, 'land.class_ab_share'),
  figure(7, /^深化“亩均论英雄”/, 'land.average_far'),
  figure(8, /试点方案批复/, 'sea.pilot_approved'),
  figure(8, /填海竣工验收/, 'sea.reclamations_accepted'),
  figure(8, /低效船舶工业用海的更新/, 'sea.renewals'),
  figure(8, /技改提升/, 'sea.yards_upgraded'),
  figure(8, /变更海域使用用途/, 'sea.uses_changed'),
  figure(8, /使用权流转/, 'sea.rights_transferred'),
  figure(9, /10所学校/, 'schools.cross_region_schools'),
  figure(9, /市级审核/, 'schools.evaluation_stage'),
  figure(9, /全覆盖/, 'schools.community_coverage'),
  figure(9, /初中达/, 'schools.cv_junior'),
  figure(9, /小学达/, 'schools.cv_primary'),
  figure(9, /标准化学校/, 'schools.standardised_share'),
  figure(10, /红旗塘工程|沙柳旗门塘工程|蛇蟠基地|科研创新中心完成|大数据平台项目/, 'ledger.project_progress'),
  figure(10, /精准化、自动化、智慧化/, 'ponds.precision_share', 'ponds.automation_share', 'ponds.forecast_share'),
  figure(10, /三门小海鲜/, 'ponds.seafood_output'),
  figure(10, /城乡融合发展/, 'ponds.village_pond_income'),
  figure(10, /第一期资金/, 'ledger.funds_received', 'ledger.funds_paid_share'),
]

/** Bindings proposed for a text of a reform. */
export const proposeBindings = (reform: number, text: string): readonly Binding[] =>
  bindings.filter((binding) => binding.reform === reform && binding.match.test(text))
