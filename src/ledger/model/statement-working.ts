import type { Working } from '../../platform/explain.ts'
import type { ReadTable } from './reform-table.ts'
import type { ParsedStatements } from './target-statements.ts'

const source = '三门县共同富裕改革台账规则 4.1–4.3'

/** Shows how each statement was read, and warns of dates that do not exist. */
export const parseTargetWorking = (parsed: ParsedStatements, working: Working): void => {
  for (const target of parsed.targets) {
    working.step({
      label: '识别目标',
      formula: '对象 比较 数值 单位（期限）',
      inputs: {
        subject: target.subject,
        comparator: target.comparator,
        unit: target.unit,
        baseline: target.baseline,
        due: target.due,
        span: target.span.join('–'),
      },
      result: target.threshold ?? target.benchmark ?? null,
      source,
    })
  }
  for (const { text, reason } of parsed.unparsed) {
    if (reason === 'impossible_date') working.warn('date_impossible', `不存在的日期：${text}`)
  }
}

/** One line a reform: what was found in its row. */
export const parseTableWorking = (table: ReadTable, working: Working): void => {
  for (const reform of table.reforms) {
    working.step({
      label: `改革 ${reform.no}`,
      formula: '七格一行；分项；识别目标表述',
      inputs: {
        name: reform.name,
        measures: reform.measures.length,
        milestones: reform.milestones.length,
        landmarks: reform.landmarks.length,
        toBindByHand: reform.unparsed.length,
      },
      result: reform.targets.length,
      source,
    })
  }
  if (table.problems.length > 0) working.warn('table_problems', `附表有 ${table.problems.length} 处问题，见 problems`)
}
