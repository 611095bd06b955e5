import { expect, it } from 'vitest'
import { z } from 'zod'
import { modules } from '../../modules.ts'
import { titledSchema } from './titled-schema.ts'
import { unitOf } from './unit-of.ts'
import { untitled } from './untitled.testing.ts'

it('names fields by the catalogue, gives their unit, and leaves a title of their own', () => {
  const schema = z.toJSONSchema(
    z.strictObject({
      amountFen: z.int(),
      dayCount: z.enum(['ACT/360', '30/360']),
      areaM2: z.number().meta({ title: '套内面积' }),
    }),
  )
  expect(titledSchema(schema, 'finance')).toMatchObject({
    properties: {
      amountFen: { title: '金额', unit: 'fen' },
      dayCount: { title: '计息基础', choiceTitles: { 'ACT/360': '实际天数／360', '30/360': '30／360' } },
      areaM2: { title: '套内面积', unit: '平方米' },
    },
  })
})

it.each([
  ['principalFen', 'fen'],
  ['baseFenPerMu', 'fen/亩'],
  ['areaMu', '亩'],
  ['warnCm', '厘米'],
  ['windMs', '米/秒'],
  ['crestM', '米'],
  ['annualRate', 'fraction'],
  ['temperatureC', '℃'],
  ['rateS', '秒'],
  ['name', undefined],
  ['algorithm', undefined],
  ['items', undefined],
])('reads the unit of %s from its name', (field, unit) => {
  expect(unitOf(field)).toBe(unit)
})

/** Codes of other trades' standards that stay as they are written. */
const keptCodes = /^(?:[a-zA-Z]+=)?(?:[A-D]|E\d|D\d+|R\d|R-AER-\d|AAA?|BBB?)$/

it('has Chinese words for every field and choice of every calculator', () => {
  const missing = modules.flatMap((module) =>
    module.calculators.flatMap(({ input, value }) => [
      ...untitled(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), module.name),
      ...untitled(z.toJSONSchema(value, { unrepresentable: 'any' }), module.name),
    ]),
  )
  expect([...new Set(missing)].filter((name) => !keptCodes.test(name)).sort()).toEqual([])
})
