import { z } from 'zod'
import { pageOf, pageQuery } from '../../http/page.ts'

const operation = z.enum(['insert', 'update', 'delete', 'unmask'])
const columns = z.record(z.string(), z.unknown())
const digest = z.string().length(64)

export const LogQuery = z.strictObject({
  ...pageQuery,
  actor: z.string().max(100).optional().meta({ title: '操作人' }),
  table: z.string().max(100).optional().meta({ title: '登记表' }),
  operation: operation.optional().meta({ title: '操作' }),
  record: z.string().max(200).optional().meta({ title: '记录编号' }),
  from: z.iso.date().optional().meta({ title: '起始日' }),
  until: z.iso.date().optional().meta({ title: '截止日' }),
})

export const LogPage = pageOf(
  z.strictObject({
    id: z.int(),
    at: z.iso.datetime(),
    actor: z.string(),
    actorName: z.string().nullable(),
    deputyFor: z.string().nullable(),
    table: z.string(),
    operation,
    key: columns,
    old: columns.nullable(),
    new: columns.nullable(),
    digest: digest.nullable().meta({ description: 'Seal of the row; null while it waits for the next sealing' }),
  }),
)

export const SealQuery = z.strictObject(pageQuery)

export const SealPage = pageOf(
  z.strictObject({
    number: z.int(),
    length: z.int(),
    lastLogId: z.int(),
    digest,
    keyId: z.string(),
    sealedAt: z.iso.datetime(),
  }),
)

export const Verification = z.strictObject({
  rows: z.int(),
  seals: z.int(),
  head: digest,
  pending: z.int(),
  findings: z.array(
    z.strictObject({
      kind: z.enum(['changed', 'deleted', 'inserted', 'moved', 'seal']),
      logId: z.int().nullable(),
      tableName: z.string().nullable(),
      text: z.string(),
    }),
  ),
})
