import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { ReadReform } from '../model/reform-table.ts'
import { changeTargets } from '../model/table-change.ts'
import { type PlannedTarget, planTargets, targetColumns } from '../model/target-plan.ts'
import { reform, reformDepartment, reformItem, type tableImport, target } from '../tables.ts'
import { organisationsByName, standingTable, type TargetRecord } from './standing.ts'

const scopeKinds = { measures: 'measure', milestones: 'milestone', landmarks: 'landmark' } as const

const newTarget = (
  county: string,
  year: number,
  reformNo: number,
  no: number,
  planned: PlannedTarget,
): typeof target.$inferInsert => {
  const id = `${year}-${reformNo}-${no}`
  // A paper is proved for the very target that asks for it.
  const scope = planned.kind === 'deliverable' ? { kind: scopeKinds[planned.column], id } : planned.scope
  const { itemNo, from, to, scope: _, requiredKinds, ...rest } = planned
  return {
    county,
    id,
    year,
    reformNo,
    no,
    itemNo,
    from,
    to,
    ...rest,
    scopeKind: scope?.kind ?? null,
    scopeId: scope?.id ?? null,
    requiredKinds: [...requiredKinds],
    boundBy: 'proposal',
  }
}

const storeItems = async (context: Context, year: number, read: ReadReform): Promise<void> => {
  const { county } = context.actor
  const of = and(eq(reformItem.county, county), eq(reformItem.year, year), eq(reformItem.reformNo, read.no))
  await context.tx.delete(reformItem).where(of)
  const rows = targetColumns.flatMap((column) =>
    read[column].map((item, index) => ({
      county,
      year,
      reformNo: read.no,
      column,
      position: index + 1,
      printedNo: item.no,
      text: item.text,
      due: item.due,
      kind: read.targets.some(
        ({ source, span }) => source.column === column && span[0] >= item.span[0] && span[0] < item.span[1],
      )
        ? ('figure' as const)
        : ('deliverable' as const),
    })),
  )
  if (rows.length > 0) await context.tx.insert(reformItem).values(rows)
}

/** Stores the reforms of a confirmed table: rows word for word, departments, items, targets with their bindings. */
export const storeTable = async (context: Context, record: typeof tableImport.$inferSelect): Promise<void> => {
  const { county } = context.actor
  const { reading: table, year } = record
  const today = civilDateOf(context.clock.now())
  const organisations = await organisationsByName(context)
  const standing = await standingTable(context, year)
  const highest = new Map(
    (
      await context.tx
        .select({ reformNo: target.reformNo, no: sql<number>`max(${target.no})` })
        .from(target)
        .where(and(eq(target.county, county), eq(target.year, year)))
        .groupBy(target.reformNo)
    ).map(({ reformNo, no }) => [reformNo, Number(no)]),
  )
  for (const read of table.reforms) {
    const words = {
      name: read.name,
      subtitle: read.subtitle,
      standing: read.standing,
      nameText: read.cells.name,
      measuresText: read.cells.measures,
      milestonesText: read.cells.milestones,
      landmarksText: read.cells.landmarks,
      departmentsText: read.cells.departments,
      tableTitle: table.title,
      sourceDigest: record.digest,
      importId: record.id,
      withdrawnOn: null,
    }
    await context.tx
      .insert(reform)
      .values({ county, year, no: read.no, publishedOn: today, ...words })
      .onConflictDoUpdate({ target: [reform.county, reform.year, reform.no], set: words })
    await context.tx
      .delete(reformDepartment)
      .where(
        and(
          eq(reformDepartment.county, county),
          eq(reformDepartment.year, year),
          eq(reformDepartment.reformNo, read.no),
        ),
      )
    if (read.departments.length > 0) {
      await context.tx.insert(reformDepartment).values(
        read.departments.map(({ name }, index) => ({
          county,
          year,
          reformNo: read.no,
          no: index + 1,
          name,
          organisationId: organisations.get(name) ?? null,
        })),
      )
    }
    await storeItems(context, year, read)
    const change = changeTargets(
      planTargets(read, year),
      standing.targets.filter(({ reformNo }) => reformNo === read.no),
    )
    const next = (highest.get(read.no) ?? 0) + 1
    const rows = change.added.map((planned, index) => newTarget(county, year, read.no, next + index, planned))
    if (rows.length > 0) await context.tx.insert(target).values(rows)
    for (const { planned, standing: kept } of change.kept) await move(context, kept, planned)
    for (const old of change.withdrawn) await withdraw(context, old, today)
  }
  await withdrawRest(context, record, today)
}

/** The words are the same; they may stand elsewhere in the cell now. */
const move = async (context: Context, kept: TargetRecord, planned: PlannedTarget): Promise<void> => {
  const { from, to, itemNo, text } = planned
  if (kept.from === from && kept.to === to && kept.itemNo === itemNo && kept.text === text) return
  await context.tx
    .update(target)
    .set({ from, to, itemNo, text })
    .where(and(eq(target.county, kept.county), eq(target.id, kept.id)))
}

const withdraw = async (context: Context, old: TargetRecord, today: string): Promise<void> => {
  await context.tx
    .update(target)
    .set({ withdrawnOn: today, version: old.version + 1 })
    .where(and(eq(target.county, old.county), eq(target.id, old.id)))
}

/** Reforms that the new table no longer has: their records stay, with the day on which they left it. */
const withdrawRest = async (
  context: Context,
  record: typeof tableImport.$inferSelect,
  today: string,
): Promise<void> => {
  const numbers = record.reading.reforms.map(({ no }) => no)
  const { county } = context.actor
  await context.tx
    .update(reform)
    .set({ withdrawnOn: today })
    .where(and(eq(reform.county, county), eq(reform.year, record.year), notInArray(reform.no, numbers)))
  await context.tx
    .update(target)
    .set({ withdrawnOn: today })
    .where(and(eq(target.county, county), eq(target.year, record.year), notInArray(target.reformNo, numbers)))
}
