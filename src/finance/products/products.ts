import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { fenToNumber } from '../../platform/money.ts'
import type { ProductDraft, ProductRow } from '../api/products/schema.ts'
import { bankNames } from '../contracts/register.ts'
import { loanProduct } from '../tables.ts'
import { requireOwnBank } from '../whitelist/batches.ts'

type Row = typeof loanProduct.$inferSelect

const viewOf = (row: Row, bank: string, actor: string): ProductRow => ({
  id: row.id,
  bankId: row.bankId,
  bank,
  name: row.name,
  purpose: row.purpose,
  modes: row.modes,
  methods: row.methods,
  minFen: fenToNumber(row.minFen),
  maxFen: fenToNumber(row.maxFen),
  minMonths: row.minMonths,
  maxMonths: row.maxMonths,
  seasonFrom: row.seasonFrom,
  seasonTo: row.seasonTo,
  prepayment: row.prepayment,
  basis: row.basis,
  state: row.state,
  mine: row.draftedBy === actor,
  publishedOn: row.publishedOn,
  endedOn: row.endedOn,
  reason: row.reason,
  version: row.version,
})

/** What is offered, and the drafts of the actor's own bank. */
export const listProducts = async (context: Context): Promise<{ readonly rows: ProductRow[] }> => {
  const rows = await context.tx
    .select()
    .from(loanProduct)
    .where(eq(loanProduct.county, context.actor.county))
    .orderBy(desc(loanProduct.createdAt))
    .limit(200)
  const bankOf = await bankNames(context)
  return { rows: rows.map((row) => viewOf(row, bankOf(row.bankId), context.actor.id)) }
}

/** @throws Problem not_computable `range`, `season`; duplicate where the name is taken */
export const draftProduct = async (context: Context, draft: z.output<typeof ProductDraft>) => {
  const bank = await requireOwnBank(context)
  if (draft.maxFen < draft.minFen) throw Problem.field('/maxFen', 'range', '最高额度不得低于最低额度')
  if (draft.maxMonths < draft.minMonths) throw Problem.field('/maxMonths', 'range', '最长期限不得短于最短期限')
  if ((draft.seasonFrom === null) !== (draft.seasonTo === null)) {
    throw Problem.field('/seasonTo', 'season', '季节的起止月份须同时填写')
  }
  await context.tx.insert(loanProduct).values({
    ...draft,
    county: context.actor.county,
    id: randomUUID(),
    bankId: bank.id,
    minFen: BigInt(draft.minFen),
    maxFen: BigInt(draft.maxFen),
    state: 'draft',
    draftedBy: context.actor.id,
  })
  return listProducts(context)
}

const moved = async (context: Context, id: string, ifMatch: string | null, from: Row['state']): Promise<Row> => {
  const bank = await requireOwnBank(context)
  const [row] = await context.tx
    .select()
    .from(loanProduct)
    .where(and(eq(loanProduct.county, context.actor.county), eq(loanProduct.bankId, bank.id), eq(loanProduct.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这个产品')
  requireVersion(ifMatch, row.version)
  if (row.state !== from) throw new Problem('state_conflict', '该产品的状态已变化')
  return row
}

const change = async (context: Context, row: Row, values: Partial<Row>) => {
  await context.tx
    .update(loanProduct)
    .set({ ...values, version: row.version + 1 })
    .where(and(eq(loanProduct.county, row.county), eq(loanProduct.id, row.id)))
  return listProducts(context)
}

/** 发布: by a second person of the bank. @throws Problem forbidden `second_person_required` */
export const publishProduct = async (context: Context, id: string, ifMatch: string | null) => {
  const row = await moved(context, id, ifMatch, 'draft')
  if (row.draftedBy === context.actor.id) {
    throw Problem.field('', 'second_person_required', '产品须由另一人发布', 'forbidden')
  }
  const publishedOn = civilDateOf(context.clock.now())
  return change(context, row, { state: 'published', decidedBy: context.actor.id, publishedOn })
}

export const rejectProduct = async (context: Context, id: string, ifMatch: string | null, reason: string) =>
  change(context, await moved(context, id, ifMatch, 'draft'), { state: 'rejected', reason })

/** 停办: nothing new is lent on it; loans on it run on. */
export const endProduct = async (context: Context, id: string, ifMatch: string | null, reason: string) =>
  change(context, await moved(context, id, ifMatch, 'published'), {
    state: 'ended',
    reason,
    endedOn: civilDateOf(context.clock.now()),
  })
