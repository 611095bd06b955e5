import { and, asc, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import type { BindingEdit, BindingRow } from '../api/bindings/schema.ts'
import { withScope } from '../imports/standing.ts'
import { conversionFactor } from '../model/unit-conversion.ts'
import { target } from '../tables.ts'
import { indicatorsOf, type LedgerTarget } from '../targets/state.ts'

const scopeKinds = { measures: 'measure', milestones: 'milestone', landmarks: 'landmark' } as const

/** A share of targets cannot measure a target: it would be its own reason. */
const circular = 'ledger.targets_met_share'

const indicatorOf = (context: Pick<Context, 'modules'>, id: string | null) =>
  id === null ? undefined : indicatorsOf(context).get(id)

const converted = (value: number | null, factor: number): number | null =>
  value === null ? null : Number((value * factor).toPrecision(12))

/** People compare in the unit of the figure: 15亿元 of the text is shown in the fen of the indicator. */
const inIndicatorUnit = (context: Pick<Context, 'modules'>, row: LedgerTarget): LedgerTarget => {
  const unit = row.kind === 'figure' ? indicatorOf(context, row.indicatorId)?.unit : undefined
  const factor = unit === undefined ? null : conversionFactor(row.unit, unit)
  if (unit === undefined || factor === null) return row
  return { ...row, unit, threshold: converted(row.threshold, factor), baseline: converted(row.baseline, factor) }
}

const rowOf = (context: Pick<Context, 'modules'>, stored: LedgerTarget): z.input<typeof BindingRow> => {
  const row = inIndicatorUnit(context, stored)
  return {
    targetId: row.id,
    reformNo: row.reformNo,
    no: row.no,
    text: row.text,
    kind: row.kind,
    indicatorId: row.indicatorId,
    connected: indicatorOf(context, row.indicatorId) !== undefined,
    scope: row.scope,
    comparator: row.comparator,
    threshold: row.threshold,
    baseline: row.baseline,
    benchmark: row.benchmark,
    unit: row.unit,
    due: row.due,
    counted: row.counted,
    requiredKinds: row.requiredKinds as z.input<typeof BindingRow>['requiredKinds'],
    boundBy: row.boundBy,
    reason: row.bindingReason,
    version: row.version,
  }
}

/** Every target with what measures it; those that nothing measures yet first. */
export const listBindings = async (context: Context): Promise<{ rows: z.input<typeof BindingRow>[] }> => {
  const rows = await context.tx
    .select()
    .from(target)
    .where(and(eq(target.county, context.actor.county), isNull(target.withdrawnOn)))
    .orderBy(asc(target.year), asc(target.reformNo), asc(target.no))
  return { rows: rows.map((row) => rowOf(context, withScope(row))) }
}

const refuse = (pointer: string, code: string, message: string): never => {
  throw Problem.field(pointer, code, message)
}

const checkFigure = (context: Context, before: LedgerTarget, edit: z.output<typeof BindingEdit>): void => {
  if (edit.indicatorId === null) return
  if (edit.indicatorId === circular) refuse('/indicatorId', 'circular', '目标完成率不能用来衡量目标')
  const indicator = indicatorsOf(context).get(edit.indicatorId)
  if (indicator === undefined) {
    // A proposal may name the indicator of a module that is not connected; the hand may keep it and choose no other.
    if (edit.indicatorId !== before.indicatorId) refuse('/indicatorId', 'unknown_indicator', '没有这个指标')
    return
  }
  if (edit.scope !== null && !indicator.scopes.includes(edit.scope.kind))
    refuse('/scope/kind', 'unknown_scope', `指标“${indicator.title}”不按此范围统计`)
  // Words that state a quantity are measured by its kind; words that state none take the unit of the figure.
  if (before.threshold !== null && conversionFactor(before.unit, indicator.unit) === null)
    refuse('/indicatorId', 'unit_differs', `目标单位 ${before.unit} 与指标单位 ${indicator.unit} 不能换算`)
  const needs = edit.comparator === '≥' || edit.comparator === '≤' || edit.comparator === '='
  if (needs && edit.threshold === null && edit.benchmark === null)
    refuse('/threshold', 'required', '该比较方式须有目标值或对比数')
}

/**
 * Binds a target by hand: what measures it, how it is compared, which papers prove it. Words and due date of the table
 * never change here. The audit log keeps before and after; the reason stays with the binding.
 * @throws Problem not_found, stale, not_computable with the field
 */
export const editBinding = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  edit: z.output<typeof BindingEdit>,
): Promise<z.input<typeof BindingRow>> => {
  const where = and(eq(target.county, context.actor.county), eq(target.id, id), isNull(target.withdrawnOn))
  const [found] = await context.tx.select().from(target).where(where).for('update')
  if (found === undefined) throw new Problem('not_found', '没有这个目标')
  requireVersion(ifMatch, found.version)
  const deliverable = edit.kind === 'deliverable'
  if (deliverable && edit.requiredKinds.length === 0) refuse('/requiredKinds', 'required', '交付类目标至少要求一种佐证')
  if (!deliverable) checkFigure(context, withScope(found), edit)
  const scope = deliverable ? { kind: scopeKinds[found.column], id } : edit.scope
  const [changed] = await context.tx
    .update(target)
    .set({
      kind: edit.kind,
      indicatorId: deliverable ? 'ledger.deliverable_verified' : edit.indicatorId,
      scopeKind: scope?.kind ?? null,
      scopeId: scope?.id ?? null,
      comparator: deliverable ? 'covers' : edit.comparator,
      threshold: deliverable ? 1 : edit.threshold,
      baseline: deliverable ? null : edit.baseline,
      benchmark: deliverable ? null : edit.benchmark,
      unit: deliverable ? 'fraction' : (indicatorOf(context, edit.indicatorId)?.unit ?? found.unit),
      requiredKinds: deliverable ? [...new Set(edit.requiredKinds)] : [],
      counted: edit.counted,
      boundBy: 'hand',
      bindingReason: edit.reason,
      version: found.version + 1,
    })
    .where(where)
    .returning()
  if (changed === undefined) throw new Problem('forbidden', '没有绑定目标的权限')
  return rowOf(context, withScope(changed))
}
