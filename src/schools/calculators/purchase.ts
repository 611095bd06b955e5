import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { planForBudget, planForTarget, source } from '../model/purchase/purchase-plan.ts'
import { checkItem, type PurchaseItem } from '../model/purchase/purchase-problem.ts'
import { indicatorRules, parseStage, type ResourceIndicator, resourceIndicators } from '../model/resource-indicators.ts'
import { disparityLimitRules, purchaseLotRules, unitCostsOf } from '../rules/standards.ts'
import { Count, Id, Indicator, Pupils } from '../schemas.ts'

const maxSchools = 300
/** A purchase counts in lots; beyond this a lot is no lot. */
const maxLots = 1_000_000
const Coefficients = z.partialRecord(Indicator, z.number())
const Purchase = z.strictObject({
  /** In place now, in the order of `schools`. */
  quantities: z.array(Count).max(maxSchools),
  lot: z.number().min(0.1).max(1e9).optional(),
  unitCostFen: z.int().min(1).max(1e12).optional(),
  /** Most that each school can take; null: as much as is wanted. */
  mostPerSchool: z.union([Count, z.array(Count.nullable()).max(maxSchools)]).optional(),
  target: z.number().min(0).max(10).optional(),
})
type PurchaseInput = z.output<typeof Purchase>

/** So much that no county needs more of it: room for the search where a school has no limit of its own. */
const enough = (quantities: readonly number[], pupils: readonly number[], school: number, lot: number): number => {
  const richest = Math.max(...quantities.map((quantity, index) => quantity / (pupils[index] ?? 1)))
  return Math.ceil((richest * (pupils[school] ?? 0)) / lot) + 1
}

const itemOf = (
  indicator: ResourceIndicator,
  given: PurchaseInput,
  schools: readonly { readonly id: string; readonly pupils: number }[],
  costs: Readonly<Record<ResourceIndicator, number>>,
  working: Working,
): PurchaseItem => {
  const at = `/indicators/${indicator}`
  const { quantities, mostPerSchool } = given
  if (quantities.length !== schools.length)
    throw Problem.field(`${at}/quantities`, 'wrong_length', `应有 ${schools.length} 个数，与学校一一对应`)
  if (Array.isArray(mostPerSchool) && mostPerSchool.length !== schools.length)
    throw Problem.field(`${at}/mostPerSchool`, 'wrong_length', `应有 ${schools.length} 个数，与学校一一对应`)
  const lot = given.lot ?? RuleBook.defaults.decide(purchaseLotRules, { indicator }, working).lot
  const lotCostFen = Math.round(lot * (given.unitCostFen ?? costs[indicator]))
  if (lotCostFen <= 0) throw Problem.field(`${at}/unitCostFen`, 'not_positive', '一批的费用须大于 0')
  const pupils = schools.map((school) => school.pupils)
  const mostLots = schools.map((_, school) => {
    const own = Array.isArray(mostPerSchool) ? (mostPerSchool[school] ?? null) : (mostPerSchool ?? null)
    if (own !== null && own < 0)
      throw Problem.field(
        Array.isArray(mostPerSchool) ? `${at}/mostPerSchool/${school}` : `${at}/mostPerSchool`,
        'negative_quantity',
        '上限不能为负',
      )
    return own === null ? enough(quantities, pupils, school, lot) : Math.floor(own / lot + 1e-9)
  })
  if (mostLots.reduce((sum, most) => sum + most, 0) > maxLots)
    throw Problem.field(`${at}/lot`, 'lot_too_small', `批量太小：各校合计至多 ${maxLots} 批，请放大批量`)
  const item = { indicator, pupils, quantities, lot, lotCostFen, mostLots }
  checkItem(
    item,
    schools.map(({ id }) => id),
    { school: (index) => `/schools/${index}`, quantity: (index) => `${at}/quantities/${index}` },
  )
  return item
}

const plan = defineCalculator({
  name: 'purchase-plan',
  title: '均衡投入方案',
  keywords: ['预算', '设备', '教室', '面积', '差异系数', '0.28', '最省'],
  summary:
    '给哪些学校添多少设备、面积、教室，才能用最少的钱把差异系数降到目标（target），或用给定的预算把最差的一项降到最低（budget）；按批购买，所给方案即最优。结果只是建议。',
  input: z.strictObject({
    stage: z.string().default('primary'),
    schools: z.array(z.strictObject({ id: Id, pupils: Pupils })).max(maxSchools),
    indicators: z.partialRecord(Indicator, Purchase),
    mode: z.enum(['target', 'budget']).default('target'),
    budgetFen: z.int().min(0).max(1e13).optional(),
  }),
  value: z.object({
    status: z.enum(['optimal', 'infeasible']),
    purchases: z.array(
      z.object({ school: z.string(), indicator: Indicator, lots: z.int(), quantity: z.number(), costFen: z.int() }),
    ),
    costFen: z.int(),
    before: Coefficients,
    after: Coefficients.nullable(),
    binding: z.array(z.string()),
    reachable: Coefficients.nullable(),
  }),
  examples: [
    {
      title: '三所小学，设备差异降到 0.28',
      input: {
        schools: [
          { id: 'A', pupils: 1200 },
          { id: 'B', pupils: 600 },
          { id: 'C', pupils: 200 },
        ],
        indicators: { equipmentValuePerPupil: { quantities: [3_600_000, 600_000, 200_000], target: 0.28 } },
      },
    },
    {
      title: '50 万元预算，设备与多媒体教室',
      input: {
        schools: [
          { id: 'A', pupils: 1200 },
          { id: 'B', pupils: 600 },
          { id: 'C', pupils: 200 },
        ],
        indicators: {
          equipmentValuePerPupil: { quantities: [3_600_000, 600_000, 200_000] },
          multimediaRoomsPer100: { quantities: [36, 9, 2], mostPerSchool: 6 },
        },
        mode: 'budget',
        budgetFen: 50_000_000,
      },
    },
  ],
  deadlineMs: 20_000,
  maxBodyBytes: 4 * 1024 * 1024,
  compute: (input, working) => {
    const stage = parseStage(input.stage)
    const wanted = resourceIndicators.filter((indicator) => input.indicators[indicator] !== undefined)
    if (wanted.length === 0) throw Problem.field('/indicators', 'no_indicators', '至少给出一个指标')
    const costs = unitCostsOf(working)
    const items = wanted.map((indicator) => {
      const given = input.indicators[indicator]
      if (given === undefined) throw new Error('wanted holds the indicators that are given')
      return itemOf(indicator, given, input.schools, costs, working)
    })
    const ids = input.schools.map(({ id }) => id)
    if (input.mode === 'budget' && input.budgetFen === undefined)
      throw Problem.field('/budgetFen', 'required', '请给出预算')
    const { compositeTarget } = RuleBook.defaults.decide(disparityLimitRules, { stage }, working)
    const targetOf = (indicator: ResourceIndicator): number => input.indicators[indicator]?.target ?? compositeTarget
    const result =
      input.mode === 'target' ? planForTarget(items, ids, targetOf) : planForBudget(items, ids, input.budgetFen ?? 0)
    const purchases = items.flatMap(({ indicator, lot, lotCostFen }) =>
      (result.lots.get(indicator) ?? []).flatMap((lots, school) =>
        lots === 0
          ? []
          : [
              {
                school: ids[school] ?? '',
                indicator,
                lots,
                quantity: Number((lots * lot).toFixed(1)),
                costFen: lots * lotCostFen,
              },
            ],
      ),
    )
    for (const { indicator, lot, lotCostFen } of items) {
      working.step({
        label: `${indicatorRules[indicator].title}：差异系数`,
        formula: '按官方公式以购置后的数量重算',
        inputs: {
          购置前: result.before[indicator] ?? null,
          目标: input.mode === 'target' ? targetOf(indicator) : null,
          批量: lot,
          每批费用: { value: lotCostFen, unit: '分' },
        },
        result: result.after?.[indicator] ?? null,
        source,
      })
    }
    working.step({
      label: '费用',
      formula: input.mode === 'target' ? 'min Σ 费用，各项系数 ≤ 目标' : 'min 最差系数，Σ 费用 ≤ 预算',
      inputs: {
        状态: result.status,
        预算: input.mode === 'budget' ? { value: input.budgetFen ?? 0, unit: '分' } : null,
      },
      result: result.costFen,
      unit: '分',
      source,
    })
    if (result.status === 'infeasible')
      working.warn('target_unreachable', '各校能接受的上限之内达不到目标；reachable 是能达到的最低系数')
    return {
      status: result.status,
      purchases,
      costFen: result.costFen,
      before: result.before,
      after: result.after,
      binding: [...result.binding],
      reachable: result.reachable,
    }
  },
})

export const purchaseCalculators: readonly Calculator[] = [plan]
