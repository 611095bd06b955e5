import type { z } from 'zod'
import type { Modules } from '../../../module.ts'
import { titledSchema } from '../../../field-titles/titled-schema.ts'
import { calculatorUrl, type JsonObject, jsonSchema } from '../../openapi.ts'
import { route, type Route } from '../../route.ts'
import { CalculatorList } from './schema.ts'

const lists = new WeakMap<Modules, z.input<typeof CalculatorList>>()

/** The form and the result carry the trade's words and units. */
const titled = (module: string, schema: JsonObject): Record<string, unknown> => ({
  ...titledSchema(schema, module),
})

/** Turning some hundred schemas into JSON Schema takes a while and never changes: once for each list of modules. */
const listOf = (modules: Modules): z.input<typeof CalculatorList> => {
  const known = lists.get(modules)
  if (known !== undefined) return known
  const rows = modules.flatMap((module) =>
    module.calculators.map((calculator) => ({
      module: module.name,
      moduleTitle: module.title,
      name: calculator.name,
      href: calculatorUrl(module, calculator),
      title: calculator.title,
      keywords: [...calculator.keywords],
      summary: calculator.summary,
      input: titled(module.name, jsonSchema(calculator.input, 'input')),
      value: titled(module.name, jsonSchema(calculator.value, 'output')),
      examples: [...calculator.examples],
      deadlineMs: calculator.deadlineMs ?? null,
    })),
  )
  lists.set(modules, { rows })
  return { rows }
}

export const calculatorRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/calculators',
    summary: '全部计算器，含输入格式和示例',
    access: 'public',
    reply: CalculatorList,
    handle: async ({ modules }) => listOf(modules),
  }),
]
