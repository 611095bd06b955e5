import { and, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { countyRegister } from '../../platform/registers/tables.ts'
import type { ImportReply } from '../api/imports/schema.ts'
import { type ReadReform, type ReadTable, readableColumns, type TableProblem } from '../model/reform-table.ts'
import { changeTargets } from '../model/table-change.ts'
import { planTargets } from '../model/target-plan.ts'
import type { tableImport } from '../tables.ts'
import { organisationsByName, type ReformRecord, standingTable } from './standing.ts'

type ImportRecord = typeof tableImport.$inferSelect
type Diff = NonNullable<ImportReply['diff']>[number]

/** Told to the one who imports and no reason to refuse: the rest of the table stands as it is. */
const harmless = new Set(['standing_unknown', 'column_unknown', 'cell_empty'])

export const blocking = (problems: readonly TableProblem[]): readonly TableProblem[] =>
  problems.filter(({ code }) => !harmless.has(code))

/** A table that names another county is not this county's. */
export const foreignTable = async (context: Context, table: ReadTable): Promise<readonly TableProblem[]> => {
  const [own] = await context.tx
    .select({ name: countyRegister.name })
    .from(countyRegister)
    .where(and(eq(countyRegister.county, context.actor.county)))
  const named = /([\u4e00-\u9fff]{2,4}?[县市区])(?=.{0,6}(?:共同富裕|改革))/.exec(table.title)?.[1]
  if (own === undefined || named === undefined || named.endsWith(own.name)) return []
  return [{ row: 0, column: 0, code: 'other_county', message: `这是“${named}”的附表，不是${own.name}的` }]
}

const connectedTitles = (context: Pick<Context, 'modules'>): ReadonlyMap<string, string> =>
  new Map(context.modules.flatMap(({ indicators }) => indicators.map(({ id, title }) => [id, title] as const)))

const cellsOf = (record: ReformRecord) => ({
  name: record.nameText,
  standing: record.standing,
  measures: record.measuresText,
  milestones: record.milestonesText,
  landmarks: record.landmarksText,
  departments: record.departmentsText,
})

const changedColumns = (before: ReformRecord | undefined, after: ReadReform | undefined): Diff['columns'] =>
  (['name', 'standing', 'measures', 'milestones', 'landmarks', 'departments'] as const).flatMap((column) => {
    const [was, is] = [before === undefined ? '' : cellsOf(before)[column], after?.cells[column] ?? '']
    return was === is ? [] : [{ column, before: was, after: is }]
  })

/** Everything the wizard shows before anything is stored in the ledger: rows, proposals, problems, and what changes. */
export const previewReply = async (context: Context, record: ImportRecord): Promise<ImportReply> => {
  const { reading: table, year } = record
  const titles = connectedTitles(context)
  const organisations = await organisationsByName(context)
  const standing = await standingTable(context, year)
  const plans = table.reforms.map((read) => {
    const before = standing.targets.filter(({ reformNo }) => reformNo === read.no)
    return { read, before, change: changeTargets(planTargets(read, year), before) }
  })
  const reforms = plans.map(({ read, change }): ImportReply['reforms'][number] => {
    const all = [
      ...change.kept.map(({ planned, standing: kept }) => ({
        target: { ...planned, ...kept, from: planned.from, to: planned.to, itemNo: planned.itemNo },
        kept: true,
      })),
      ...change.added.map((target) => ({ target, kept: false })),
    ]
    return {
      no: read.no,
      name: read.name,
      standing: read.standing,
      measures: read.cells.measures,
      milestones: read.cells.milestones,
      landmarks: read.cells.landmarks,
      departments: read.departments.map(({ name }) => ({ name, organisationId: organisations.get(name) ?? null })),
      targets: all.map(({ target, kept }, index) => ({
        key: `${read.no}-${index + 1}`,
        column: target.column,
        itemNo: target.itemNo,
        kind: target.kind,
        text: target.text,
        from: target.from,
        to: target.to,
        comparator: target.comparator,
        threshold: target.threshold,
        baseline: target.baseline,
        benchmark: target.benchmark,
        unit: target.unit,
        due: target.due,
        indicatorId: target.indicatorId,
        indicatorTitle: target.indicatorId === null ? null : (titles.get(target.indicatorId) ?? null),
        connected: target.indicatorId !== null && titles.has(target.indicatorId),
        kept,
      })),
    }
  })
  const diff = plans.flatMap(({ read, before, change }): Diff[] => {
    const old = standing.reforms.find(({ no }) => no === read.no)
    const columns = changedColumns(old, read)
    if (columns.length === 0 && change.added.length + change.withdrawn.length === 0) return []
    return [
      {
        no: read.no,
        change: old === undefined ? 'added' : 'changed',
        columns,
        targetsAdded: change.added.length,
        targetsRemoved: change.withdrawn.length,
        bindingsKept: before.length - change.withdrawn.length,
      },
    ]
  })
  const removed = standing.reforms
    .filter(({ no, withdrawnOn }) => withdrawnOn === null && !table.reforms.some((read) => read.no === no))
    .map(
      (old): Diff => ({
        no: old.no,
        change: 'removed',
        columns: changedColumns(old, undefined),
        targetsAdded: 0,
        targetsRemoved: standing.targets.filter(({ reformNo }) => reformNo === old.no).length,
        bindingsKept: 0,
      }),
    )
  const count = (of: (read: ReadReform) => number): number => table.reforms.reduce((sum, read) => sum + of(read), 0)
  return {
    id: record.id,
    filename: record.filename,
    digest: record.digest,
    year,
    title: record.title,
    state: record.state,
    reforms,
    problems: table.problems.map(({ row, column, code, message }) => ({
      row: row === 0 ? null : row,
      column: readableColumns(table).get(column) ?? null,
      code,
      message,
    })),
    diff: standing.reforms.length === 0 ? null : [...diff, ...removed].toSorted((a, b) => a.no - b.no),
    effect: {
      reforms: table.reforms.length,
      measures: count((read) => read.measures.length),
      milestones: count((read) => read.milestones.length),
      landmarks: count((read) => read.landmarks.length),
      targets: reforms.reduce((sum, { targets }) => sum + targets.length, 0),
    },
    caseId: record.caseId,
    version: record.version,
  }
}
