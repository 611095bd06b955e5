import type { English } from '../../../platform/ui/i18n/catalogue.ts'
import type zh from './zh-CN.ts'

const en: English<typeof zh> = {
  'due.on': 'due {date}',
  'goal.is': 'Target {goal}',
  'goal.deliverable': 'delivered and verified',
  'goal.covers': 'full coverage',
  'goal.rises': 'keeps rising',
  'goal.falls': 'keeps falling',
  'goal.risesBy': 'up by at least {value}',
  'goal.fallsBy': 'down by at least {value}',
  'goal.benchmark': 'benchmark',
  'goal.benchmarkIs': 'benchmark {value}',
  'goal.atLeast': '≥ {value}',
  'goal.atMost': '≤ {value}',
  'verdict.met': 'met',
  'verdict.metOn': 'met {date}',
  'verdict.late': '{days} days late',
  'verdict.noData': 'no records yet',
  'verdict.forecast': 'forecast {value}',
  'verdict.dueToday': 'due today',
  'verdict.submitted': 'submitted, to be verified',
  'verdict.workingDaysLeft': '{days} working days left',
  'goal.done': 'finished',
}

export default en
