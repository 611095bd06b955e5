import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseTableText } from './ledger/documents/table-document.ts'
import { bindings } from './ledger/model/bindings.ts'
import { planTargets } from './ledger/model/target-plan.ts'
import { conversionFactor } from './ledger/model/unit-conversion.ts'
import { modules } from './modules.ts'

const table = parseTableText(readFileSync(new URL('../data/seed/reform-table.txt', import.meta.url), 'utf8'))
const indicators = new Map(modules.flatMap((module) => module.indicators).map((indicator) => [indicator.id, indicator]))

/** Which way a goal asks a figure to go; null where it asks for an exact one. */
const wanted = (comparator: string): 'higher' | 'lower' | null =>
  ['≥', '>', 'rises', 'covers'].includes(comparator)
    ? 'higher'
    : ['≤', '<', 'falls'].includes(comparator)
      ? 'lower'
      : null

const bound = table.reforms.flatMap((reform) =>
  planTargets(reform, 2022).flatMap((target) => {
    const indicator = target.indicatorId === null ? undefined : indicators.get(target.indicatorId)
    return indicator === undefined ? [] : [{ reform: reform.no, target, indicator }]
  }),
)

describe('what the official table asks for, against the figures of the modules', () => {
  it('a good part of the table is bound to figures that exist', () => {
    expect(new Set(bound.map(({ indicator }) => indicator.id)).size).toBeGreaterThanOrEqual(15)
  })

  it.each(bound.map((each) => [`${each.reform} ${each.target.title} → ${each.indicator.id}`, each] as const))(
    '%s: unit, direction and scope agree',
    (_title, { target, indicator }) => {
      expect([target.unit, indicator.unit, conversionFactor(target.unit, indicator.unit)]).not.toContain(null)
      const direction = wanted(target.comparator)
      if (direction !== null) expect([target.comparator, indicator.better]).toEqual([target.comparator, direction])
      if (target.scope !== null) expect(indicator.scopes).toContain(target.scope.kind)
    },
  )

  it('every figure has an id of its module, and every bound one names a module that exists', () => {
    const names = new Set(modules.map(({ name }) => name))
    for (const module of modules)
      for (const { id } of module.indicators) expect(id).toMatch(new RegExp(`^${module.name}\\.[a-z][a-z0-9_]*$`))
    for (const { rules } of bindings)
      for (const { indicator } of rules) expect(names).toContain(indicator.split('.')[0])
  })
})
