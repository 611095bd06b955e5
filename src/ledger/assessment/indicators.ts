import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context } from '../../platform/context.ts'
import { parseDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import {
  defineIndicator,
  type Indicator,
  type IndicatorValue,
  type Scope,
} from '../../platform/indicators/indicator.ts'
import { lightTitle } from '../bulletins/words.ts'
import { cutRows, share } from '../dated-indicator.ts'
import { type EvaluatedTarget, evaluateDay } from '../targets/evaluate.ts'

const unit = 'fraction'
const source = '三门县共同富裕改革台账规则 8'

/** A target bound to this very figure would ask for itself without end. */
const asking = new AsyncLocalStorage<true>()

/** Counted targets that were due by the day, of the reform, or of the reforms that the department answers for. */
const dueTargets = async (
  context: Context,
  asOf: string,
  scope: Scope | undefined,
): Promise<readonly EvaluatedTarget[]> => {
  const day = parseDate(asOf)
  const evaluated = await asking.run(true, () => evaluateDay(context, day))
  if (evaluated === null) return []
  const inScope = (reformNo: number): boolean => {
    if (scope === undefined) return true
    if (scope.kind === 'reform') return String(reformNo) === scope.id
    return (evaluated.state.departments.get(reformNo) ?? []).some(({ organisationId }) => organisationId === scope.id)
  }
  return evaluated.targets.filter((target) => target.counted && target.due <= asOf && inScope(target.reformNo))
}

const figureOf = (due: readonly EvaluatedTarget[]): IndicatorValue => ({
  ...share(due.filter(({ light }) => light === 'met').length, due.length, 'nothing_due'),
  unit,
})

const circular: IndicatorValue = {
  value: null,
  unit,
  numerator: null,
  denominator: null,
  sufficient: false,
  reasons: ['circular_binding'],
}

export const assessmentIndicators: readonly Indicator[] = [
  defineIndicator({
    id: 'ledger.targets_met_share',
    title: '到期目标完成率',
    unit,
    better: 'higher',
    period: 'daily',
    derived: true,
    scopes: ['reform', 'department'],
    definition: '截至日已到期的目标中已完成的比例；部门按其为责任部门的改革统计。',
    value: async (context, asOf, scope) => {
      const working = new Working()
      if (asking.getStore() === true) return working.explain(circular)
      const due = await dueTargets(context, asOf, scope)
      const figure = figureOf(due)
      working.step({
        label: '到期目标完成率',
        formula: '已完成目标数 ÷ 到期目标数',
        inputs: { met: figure.numerator, due: figure.denominator, asOf },
        result: figure.value,
        source,
      })
      return working.explain(figure)
    },
    records: async (context, asOf, scope, page) => {
      const due = await dueTargets(context, asOf, scope)
      const rows = due.map(({ id, reformNo, title, due: on, light, metOn }) => ({
        id,
        reformNo,
        title,
        due: on,
        light: lightTitle(light),
        metOn,
        href: `/ledger/targets/${id}`,
      }))
      return {
        columns: [
          { key: 'reformNo', title: '改革' },
          { key: 'title', title: '目标' },
          { key: 'due', title: '时限' },
          { key: 'light', title: '亮灯' },
          { key: 'metOn', title: '完成日期' },
        ],
        ...cutRows(context, rows, page),
      }
    },
  }),
]
