import type { z } from 'zod'
import type { Calculator } from '../../../calculators.ts'
import { Problem } from '../../../errors/problem.ts'
import { titledSchema } from '../../../field-titles/titled-schema.ts'
import type { Modules } from '../../../module.ts'
import { calculatorUrl, type JsonObject, jsonSchema } from '../../openapi.ts'
import { route, type Route } from '../../route.ts'
import * as schema from './schema.ts'

type Module = Modules[number]

const entryOf = (module: Module, calculator: Calculator): z.input<typeof schema.CalculatorEntry> => ({
  module: module.name,
  moduleTitle: module.title,
  name: calculator.name,
  href: calculatorUrl(module, calculator),
  title: calculator.title,
  keywords: [...calculator.keywords],
  summary: calculator.summary,
})

/** The form and the result carry the trade's words and units. */
const titled = (module: string, form: JsonObject): Record<string, unknown> => ({ ...titledSchema(form, module) })

const forms = new WeakMap<Calculator, z.input<typeof schema.CalculatorForm>>()

/** Turning a schema into JSON Schema takes a while and never changes: once for each calculator. */
const formOf = (module: Module, calculator: Calculator): z.input<typeof schema.CalculatorForm> => {
  const known = forms.get(calculator)
  if (known !== undefined) return known
  const form = {
    ...entryOf(module, calculator),
    input: titled(module.name, jsonSchema(calculator.input, 'input')),
    value: titled(module.name, jsonSchema(calculator.value, 'output')),
    examples: [...calculator.examples],
    deadlineMs: calculator.deadlineMs ?? null,
  }
  forms.set(calculator, form)
  return form
}

export const calculatorRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/calculators',
    summary: '全部计算器的名称和说明',
    access: 'public',
    reply: schema.CalculatorList,
    handle: async ({ modules }) => ({
      rows: modules.flatMap((module) => module.calculators.map((calculator) => entryOf(module, calculator))),
    }),
  }),
  route({
    method: 'GET',
    path: '/calculators/:module',
    summary: '一个计算器的输入格式、结果格式和示例',
    access: 'public',
    params: schema.CalculatorParams,
    query: schema.CalculatorQuery,
    reply: schema.CalculatorForm,
    handle: async ({ modules, params, query }) => {
      const module = modules.find(({ name }) => name === params.module)
      const calculator = module?.calculators.find(({ name }) => name === query.name)
      if (module === undefined || calculator === undefined) throw new Problem('not_found', '没有这个计算器')
      return formOf(module, calculator)
    },
  }),
]
