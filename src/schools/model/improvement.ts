import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'

/** Who brought a change of the coefficient about: Shapley value over kinds of change (Shapley 1953; Shorrocks 2013). */
export const source = 'Shapley 分解（Shorrocks 2013，Journal of Economic Inequality）'

export const causes = ['weakGained', 'weakLost', 'strongGained', 'strongLost', 'pupils', 'schools'] as const
export type Cause = (typeof causes)[number]

export type SchoolChange = {
  readonly id: string
  readonly before: { readonly pupils: number; readonly quantity: number }
  readonly after: { readonly pupils: number; readonly quantity: number }
}

export type Improvement = {
  readonly before: number
  readonly after: number
  readonly change: number
  /** Parts of `change`; they add up to it. */
  readonly parts: Readonly<Record<Cause, number>>
  /** The coefficient fell and weak schools gained nothing: the top was lowered, or pupils were moved. */
  readonly levellingDown: boolean
}

const coefficient = (
  rows: readonly { readonly pupils: number; readonly quantity: number }[],
  pointer: string,
): number => {
  let [pupils, quantity, squares] = [0, 0, 0]
  for (const row of rows) {
    pupils += row.pupils
    quantity += row.quantity
  }
  if (pupils === 0) throw Problem.field(pointer, 'no_schools', '没有可计算的学校')
  if (quantity === 0) throw Problem.field(pointer, 'zero_mean', '全县均值为 0，差异系数没有意义')
  const mean = quantity / pupils
  for (const row of rows)
    if (row.pupils > 0) squares += (row.pupils / pupils) * (row.quantity / row.pupils / mean - 1) ** 2
  return Math.sqrt(squares)
}

/** The kind of change in quantity of a school; weak = below the county's mean before. */
const causeOf = ({ before, after }: SchoolChange, mean: number): Cause => {
  const weak = before.quantity < mean * before.pupils
  const gained = after.quantity > before.quantity
  return weak ? (gained ? 'weakGained' : 'weakLost') : gained ? 'strongGained' : 'strongLost'
}

/**
 * Splits the change of the coefficient between two states of the county over who changed: weak or strong schools that
 * gained or lost, pupils, schools opened or closed. Each part is the mean of its effect over all orders of the six.
 * @throws Problem not_computable: `no_schools`, `zero_mean`, `negative_quantity`, `pupils_zero_with_resources`,
 *   `duplicate_school`
 */
export const improvement = (schools: readonly SchoolChange[], working: Working): Improvement => {
  const seen = new Set<string>()
  schools.forEach(({ id, before, after }, index) => {
    const at = `/schools/${index}`
    if (seen.has(id)) throw Problem.field(`${at}/id`, 'duplicate_school', `学校“${id}”重复`)
    seen.add(id)
    for (const [time, state] of Object.entries({ before, after })) {
      if (state.pupils < 0 || state.quantity < 0)
        throw Problem.field(`${at}/${time}`, 'negative_quantity', '学生数和数量不能为负')
      if (state.pupils === 0 && state.quantity > 0)
        throw Problem.field(`${at}/${time}/pupils`, 'pupils_zero_with_resources', `学校“${id}”没有学生却有资源`)
    }
  })
  const total = (key: 'pupils' | 'quantity'): number => schools.reduce((sum, { before }) => sum + before[key], 0)
  const mean = total('quantity') / Math.max(1e-300, total('pupils'))
  const state = (coalition: number): number => {
    const on = (cause: Cause): boolean => (coalition & (1 << causes.indexOf(cause))) !== 0
    return coefficient(
      schools.map((school) => {
        const { before, after } = school
        // A school that opens or closes changes as one: its resources without its pupils are no state of a county.
        if (before.pupils === 0 || after.pupils === 0) return on('schools') ? after : before
        return {
          pupils: (on('pupils') ? after : before).pupils,
          quantity: (on(causeOf(school, mean)) ? after : before).quantity,
        }
      }),
      '/schools',
    )
  }
  const values = Array.from({ length: 1 << causes.length }, (_, coalition) => state(coalition))
  const factorial = [1, 1, 2, 6, 24, 120, 720] as const
  const sizeOf = (coalition: number): number => causes.filter((_, at) => coalition & (1 << at)).length
  const parts = Object.fromEntries(
    causes.map((cause, at) => {
      let part = 0
      for (let coalition = 0; coalition < values.length; coalition++) {
        if (coalition & (1 << at)) continue
        const size = sizeOf(coalition)
        const weight = ((factorial[size] ?? 1) * (factorial[causes.length - 1 - size] ?? 1)) / factorial[6]
        part += weight * ((values[coalition | (1 << at)] ?? 0) - (values[coalition] ?? 0))
      }
      return [cause, part]
    }),
    // Object.fromEntries forgets the names of its keys; they are those of the list.
  ) as Record<Cause, number>
  const [before, after] = [values[0] ?? 0, values.at(-1) ?? 0]
  const levellingDown = after < before - 1e-9 && parts.weakGained > -1e-9
  const titles = {
    weakGained: '薄弱校增加',
    weakLost: '薄弱校减少',
    strongGained: '强校增加',
    strongLost: '强校减少',
    pupils: '学生数变化',
    schools: '学校新开或停办',
  }
  for (const cause of causes) {
    working.step({
      label: titles[cause],
      formula: '各种次序下边际影响的平均',
      inputs: { 变化前: before, 变化后: after },
      result: parts[cause],
      source,
    })
  }
  if (levellingDown) working.warn('levelling_down', '差异缩小不是因为薄弱学校得到加强，请核实是否削峰')
  return { before, after, change: after - before, parts, levellingDown }
}
