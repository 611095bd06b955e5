export default {
  'land.title': '工业用地',
  'overview.title': '工业用地',
  'overview.lead': '闲置低效用地提质增效与用地决策',
  'overview.figures': '改革指标',
  'overview.working': '计算书',
  'overview.question': '{asOf}，{title}是多少？',
  'overview.noFigure': '暂无数据',
} as const
