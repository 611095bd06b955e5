import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { parseDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { EvidenceKind } from '../api/evidence/schema.ts'
import type { PackageContent } from '../api/packages/schema.ts'
import { ruleAt } from '../../platform/rules/rules.ts'
import { reform, reformDepartment, target } from '../tables.ts'

/** Modules whose figures the targets are bound to, and the ledger itself: their rules and life cycles make the reform run. */
const modulesOf = (context: Context, indicators: readonly (string | null)[]) => {
  const names = new Set(['ledger', ...indicators.flatMap((id) => (id === null ? [] : [id.split('.')[0] ?? '']))])
  return context.modules.filter(({ name }) => names.has(name))
}

/** One reform of the latest table with everything another county needs to run it. @throws not_found */
export const packageContent = async (context: Context, reformNo: number): Promise<PackageContent> => {
  const { county } = context.actor
  const [row] = await context.tx
    .select()
    .from(reform)
    .where(and(eq(reform.county, county), eq(reform.no, reformNo), isNull(reform.withdrawnOn)))
    .orderBy(desc(reform.year))
    .limit(1)
  if (row === undefined) throw new Problem('not_found', '没有这项改革')
  const departments = await context.tx
    .select({ name: reformDepartment.name })
    .from(reformDepartment)
    .where(
      and(
        eq(reformDepartment.county, county),
        eq(reformDepartment.year, row.year),
        eq(reformDepartment.reformNo, reformNo),
      ),
    )
    .orderBy(asc(reformDepartment.no))
  const targets = await context.tx
    .select()
    .from(target)
    .where(
      and(
        eq(target.county, county),
        eq(target.year, row.year),
        eq(target.reformNo, reformNo),
        isNull(target.withdrawnOn),
      ),
    )
    .orderBy(asc(target.no))
  const madeOn = civilDateOf(context.clock.now())
  const modules = modulesOf(
    context,
    targets.map(({ indicatorId }) => indicatorId),
  )
  const rules: PackageContent['rules'] = []
  for (const table of modules.flatMap((module) => module.rules)) {
    const { version, rows } = await ruleAt(context, table, parseDate(madeOn))
    rules.push({ table: table.name, version, rows: rows.map((cells) => [...cells]) })
  }
  return {
    format: 'gongfu-reform-package/1',
    county,
    year: row.year,
    madeOn,
    reform: {
      name: row.name,
      subtitle: row.subtitle,
      standing: row.standing,
      measures: row.measuresText,
      milestones: row.milestonesText,
      landmarks: row.landmarksText,
      departments: departments.map(({ name }) => name),
    },
    targets: targets.map((each) => ({
      no: each.no,
      column: each.column,
      itemNo: each.itemNo,
      from: each.from,
      to: each.to,
      kind: each.kind,
      title: each.title,
      text: each.text,
      word: each.word,
      indicatorId: each.indicatorId,
      scope: each.scopeKind === null || each.scopeId === null ? null : { kind: each.scopeKind, id: each.scopeId },
      comparator: each.comparator,
      threshold: each.threshold,
      baseline: each.baseline,
      benchmark: each.benchmark,
      unit: each.unit,
      due: each.due,
      counted: each.counted,
      requiredKinds: each.requiredKinds.map((kind) => EvidenceKind.parse(kind)),
    })),
    rules,
    caseSettings: modules
      .flatMap((module) => module.caseTypes)
      .filter(({ deadlines }) => deadlines.length > 0)
      .map(({ name, deadlines }) => ({
        type: name,
        deadlines: deadlines.map(({ state, days, count }) => ({ state, days, count })),
      })),
  }
}
