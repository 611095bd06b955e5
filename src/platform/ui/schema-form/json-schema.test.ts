import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { blank, type JsonSchema, kindOf, narrow, variantIndex } from './json-schema.ts'

const schemaOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input' }) as JsonSchema

describe('controls for what zod writes', () => {
  test.each([
    [z.int().min(0), 'number'],
    [z.iso.date(), 'date'],
    [z.enum(['a', 'b']), 'choice'],
    [z.literal('rising'), 'constant'],
    [z.string().nullable(), 'text'],
    [z.array(z.strictObject({ no: z.int() })), 'list'],
    [z.tuple([z.iso.date(), z.number()]), 'tuple'],
    [z.record(z.string(), z.number()), 'record'],
    [z.union([z.strictObject({ kind: z.literal('a') }), z.strictObject({ kind: z.literal('b') })]), 'variant'],
    [z.boolean(), 'boolean'],
    [z.array(z.array(z.number())), 'json'],
    [z.union([z.number(), z.string().regex(/^\d+$/)]), 'decimal'],
  ] as const)('%#', (schema, kind) => {
    const root = schemaOf(schema)
    expect(kindOf(narrow(root, root))).toBe(kind)
  })
})

test('a blank form has the required fields and their defaults only', () => {
  const root = schemaOf(
    z.strictObject({
      year: z.int().default(2022),
      points: z.array(z.tuple([z.iso.date(), z.number()])),
      note: z.string().optional(),
    }),
  )
  expect(blank(root, root)).toEqual({ points: [] })
  const list = schemaOf(z.strictObject({ rows: z.array(z.strictObject({ live: z.boolean() })).min(1) }))
  expect(blank(list, list)).toEqual({ rows: [{ live: false }] })
})

test('a value finds its variant by the constant', () => {
  const root = schemaOf(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('loan'), amountFen: z.int() }),
      z.strictObject({ kind: z.literal('lease'), rentFen: z.int() }),
    ]),
  )
  expect(variantIndex(root, { kind: 'lease', rentFen: 1 }, root)).toBe(1)
})
