import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { saveDraft } from '../../platform/rules/drafting.ts'
import { ruleAt } from '../../platform/rules/rules.ts'
import type { PackageAdaptation, PackageContent } from '../api/packages/schema.ts'
import { organisationsByName } from '../imports/standing.ts'
import { reform, reformDepartment, target } from '../tables.ts'

type Adaptation = z.output<typeof PackageAdaptation>

/** A number that is free, in a year whose table stands here; a lone reform must not replace the county's own table. */
const requirePlace = async (context: Context, { year, reformNo }: Adaptation): Promise<string> => {
  const rows = await context.tx
    .select({ year: reform.year, no: reform.no, title: reform.tableTitle })
    .from(reform)
    .where(eq(reform.county, context.actor.county))
  const table = rows.find((row) => row.year === year)
  if (rows.length > 0 && table === undefined) {
    throw Problem.field('/year', 'no_table', `本县没有 ${year} 年的附表，请选已有附表的年度`)
  }
  if (rows.some((row) => row.year === year && row.no === reformNo)) {
    throw new Problem('state_conflict', `${year} 年第 ${reformNo} 项改革已存在，请换一个编号`)
  }
  return table?.title ?? '引入的改革'
}

const scopeKinds = { measures: 'measure', milestones: 'milestone', landmarks: 'landmark' } as const

type PackagedTarget = PackageContent['targets'][number]

/** A deliverable is proved for its own target, a figure of the reform for the reform's number here. */
const scopeHere = (of: PackagedTarget, id: string, reformNo: number) => {
  if (of.kind === 'deliverable') return { kind: scopeKinds[of.column], id }
  return of.scope?.kind === 'reform' ? { kind: 'reform', id: String(reformNo) } : of.scope
}

const draftRules = async (context: Context, content: PackageContent): Promise<void> => {
  const today = civilDateOf(context.clock.now())
  const tables = context.modules.flatMap(({ rules }) => rules)
  for (const { table: name, version, rows } of content.rules) {
    const table = tables.find((each) => each.name === name)
    if (table === undefined || isDeepStrictEqual((await ruleAt(context, table, today)).rows, rows)) continue
    await saveDraft(context, name, {
      rows,
      effectiveFrom: today,
      basis: `改革包：${content.reform.name}（${content.county}，${version}）`,
      reason: '随改革包引入，待审核',
    })
  }
}

/**
 * Stores the reform unpublished: officials see it, visitors do not; its targets carry the package's bindings and the
 * adapted thresholds and dates; rules that differ wait as drafts for a second person.
 */
export const applyContent = async (
  context: Context,
  content: PackageContent,
  adaptation: Adaptation,
  packageId: string,
  digest: string,
): Promise<void> => {
  const { county } = context.actor
  const { year, reformNo, lead } = adaptation
  const tableTitle = await requirePlace(context, adaptation)
  const { reform: words } = content
  await context.tx.insert(reform).values({
    county,
    year,
    no: reformNo,
    name: words.name,
    subtitle: words.subtitle,
    standing: words.standing,
    nameText: words.subtitle === null ? words.name : `${words.name}（${words.subtitle}）`,
    measuresText: words.measures,
    milestonesText: words.milestones,
    landmarksText: words.landmarks,
    departmentsText: lead,
    tableTitle,
    sourceDigest: digest,
    importId: packageId,
    publishedOn: null,
  })
  const organisations = await organisationsByName(context)
  await context.tx.insert(reformDepartment).values({
    county,
    year,
    reformNo,
    no: 1,
    name: lead,
    organisationId: organisations.get(lead) ?? null,
  })
  const adapted = new Map(adaptation.targets.map((each) => [each.no, each]))
  const rows = content.targets.map(({ scope: _, ...each }, index) => {
    const id = `${year}-${reformNo}-${each.no}`
    const of = content.targets[index]
    const scope = of === undefined ? null : scopeHere(of, id, reformNo)
    const change = adapted.get(each.no)
    return {
      ...each,
      county,
      id,
      year,
      reformNo,
      threshold: change === undefined ? each.threshold : change.threshold,
      due: change?.due ?? each.due,
      scopeKind: scope?.kind ?? null,
      scopeId: scope?.id ?? null,
      boundBy: 'hand' as const,
      bindingReason: `随改革包引入（${content.county}）`,
    }
  })
  if (rows.length > 0) await context.tx.insert(target).values(rows)
  await draftRules(context, content)
}
