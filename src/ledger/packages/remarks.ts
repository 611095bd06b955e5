import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../platform/context.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { ruleAt } from '../../platform/rules/rules.ts'
import type { PackageContent, PackageRemark } from '../api/packages/schema.ts'

export const indicatorsOf = (context: Pick<Context, 'modules'>, content: PackageContent) => {
  const known = new Set(context.modules.flatMap(({ indicators }) => indicators.map(({ id }) => id)))
  const wanted = new Set(content.targets.flatMap(({ indicatorId }) => (indicatorId === null ? [] : [indicatorId])))
  return [...wanted].toSorted().map((id) => ({ id, connected: known.has(id) }))
}

/** Everything in which this installation differs from what the package was made for. */
export const remarksOn = async (context: Context, content: PackageContent): Promise<PackageRemark[]> => {
  const today = civilDateOf(context.clock.now())
  const remarks: PackageRemark[] = indicatorsOf(context, content)
    .filter(({ connected }) => !connected)
    .map(({ id }) => ({ kind: 'indicator_missing', subject: id, message: `本县未接入指标 ${id}，相关目标暂无数据` }))
  const tables = new Map(context.modules.flatMap(({ rules }) => rules.map((table) => [table.name, table] as const)))
  for (const { table: name, version, rows } of content.rules) {
    const table = tables.get(name)
    if (table === undefined) {
      remarks.push({ kind: 'rule_missing', subject: name, message: `本县没有规则表 ${name}，不引入` })
      continue
    }
    const here = await ruleAt(context, table, today)
    if (!isDeepStrictEqual(here.rows, rows)) {
      const message = `规则表“${table.title}”与本县（${here.version}）不同，引入时按 ${version} 另拟草稿`
      remarks.push({ kind: 'rule_differs', subject: name, message })
    }
  }
  const types = new Map(context.modules.flatMap(({ caseTypes }) => caseTypes.map((type) => [type.name, type] as const)))
  for (const { type: name, deadlines } of content.caseSettings) {
    const type = types.get(name)
    if (type === undefined) {
      remarks.push({ kind: 'case_missing', subject: name, message: `本县没有办件类型 ${name}` })
      continue
    }
    for (const { state, days, count } of deadlines) {
      const same = type.deadlines.some((each) => each.state === state && each.days === days && each.count === count)
      if (!same) {
        const term = `${days} 个${count === 'working' ? '工作日' : '自然日'}`
        const message = `“${type.title}”的${type.states[state] ?? state}期限在来源县为 ${term}，本县不同`
        remarks.push({ kind: 'deadline_differs', subject: `${name}/${state}`, message })
      }
    }
  }
  for (const { no, scope, kind } of content.targets) {
    if (kind === 'deliverable' || scope === null || scope.kind === 'reform') continue
    const message = `第 ${no} 个目标按来源县的“${scope.id}”统计，引入后须重新绑定`
    remarks.push({ kind: 'scope_local', subject: String(no), message })
  }
  return remarks
}
