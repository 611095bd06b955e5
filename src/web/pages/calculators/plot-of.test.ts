import { expect, it } from 'vitest'
import { z } from 'zod'
import type { JsonSchema } from '../../../platform/ui/schema-form/json-schema.ts'
import { plotOf } from './plot-of.ts'

const schemaOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema) as JsonSchema

it('draws a repayment schedule as the balance by date', () => {
  const schema = schemaOf(
    z.object({ rows: z.array(z.object({ no: z.int(), due: z.string(), days: z.int(), closingFen: z.int() })) }),
  )
  const rows = [1, 2, 3, 4].map((no) => ({ no, due: `2022-0${no}-20`, days: 30, closingFen: 400 - no * 100 }))
  expect(plotOf({ rows }, schema, schema)).toMatchObject({
    kind: 'line',
    x: 'due',
    y: 'closingFen',
    points: [{ label: '2022-01-20', value: 300 }, {}, {}, { label: '2022-04-20', value: 0 }],
  })
})

it('draws named points as bars and a record of cut-offs as bars', () => {
  const items = schemaOf(z.array(z.object({ id: z.string(), points: z.number(), max: z.number() })))
  const rows = ['a', 'b', 'c'].map((id, index) => ({ id, points: index, max: 10 }))
  expect(plotOf(rows, items, items)).toMatchObject({ kind: 'bars', x: 'id', y: 'points' })
  const record = schemaOf(z.object({ cutoffs: z.record(z.string(), z.number()) }))
  expect(plotOf({ cutoffs: { 护理: 412, 机电: 388 } }, record, record)).toMatchObject({
    kind: 'bars',
    points: [
      { label: '护理', value: 412 },
      { label: '机电', value: 388 },
    ],
  })
})

it('draws nothing where there is nothing to see', () => {
  const schema = schemaOf(z.object({ interestFen: z.int(), parts: z.array(z.string()) }))
  expect(plotOf({ interestFen: 5, parts: ['x'] }, schema, schema)).toBeNull()
  const flat = schemaOf(z.array(z.object({ id: z.string(), score: z.number() })))
  expect(
    plotOf(
      ['a', 'b', 'c'].map((id) => ({ id, score: 1 })),
      flat,
      flat,
    ),
  ).toBeNull()
})
