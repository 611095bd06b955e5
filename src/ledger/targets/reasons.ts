/** Codes that lights and figures carry, in the words of the page. A reason that is a sentence already stays as it is. */
const words: Readonly<Record<string, string>> = {
  no_value: '截至该日没有数据',
  unbound: '尚未绑定指标',
  module_missing: '未接入：计算该指标的模块尚未接入',
  scope_unknown: '该指标不按此范围统计',
  unit_differs: '目标单位与指标单位不能换算',
  benchmark_missing: '缺少该年度的对比数',
  threshold_missing: '没有目标值',
  too_few_points: '月末数据不足 3 个，暂不能预测',
  fallen_back: '到期时已达标，现值回落',
  period_fell_back: '期间曾回落，未能持续变化',
  not_verified: '到期未核验佐证',
  submitted: '佐证已报送，待核验',
  nothing_submitted: '临近到期，尚未报送佐证',
  evidence_missing: '尚未报送佐证',
  no_project: '没有对应的项目',
  no_node: '项目没有对应的节点',
  no_receipt: '尚无到账资金',
}

export const reasonWords = (reason: string): string => words[reason] ?? reason
