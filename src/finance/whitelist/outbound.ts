import { createHash, randomUUID } from 'node:crypto'
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { fenToNumber } from '../../platform/money.ts'
import type { Receipts } from '../api/whitelist/schema.ts'
import { outboundBatch, outboundReceipt, whitelistEntry } from '../tables.ts'
import { requireOwnBank } from './batches.ts'

/** Batches for the matching platform with how far they were received, and how many entries wait to be sent. */
export const listOutbound = async (context: Context) => {
  const { county } = context.actor
  const batches = await context.tx
    .select({
      id: outboundBatch.id,
      no: outboundBatch.no,
      rows: outboundBatch.rows,
      digest: outboundBatch.digest,
      sentAt: outboundBatch.sentAt,
      accepted: sql`count(*) FILTER (WHERE ${outboundReceipt.state} = 'accepted')`.mapWith(Number),
      refused: sql`count(*) FILTER (WHERE ${outboundReceipt.state} = 'refused')`.mapWith(Number),
    })
    .from(outboundBatch)
    .innerJoin(
      outboundReceipt,
      and(eq(outboundReceipt.county, outboundBatch.county), eq(outboundReceipt.batchId, outboundBatch.id)),
    )
    .where(eq(outboundBatch.county, county))
    .groupBy(outboundBatch.county, outboundBatch.id)
    .orderBy(desc(outboundBatch.sentAt))
    .limit(50)
  const [waiting] = await context.tx
    .select({ count: sql`count(*)`.mapWith(Number) })
    .from(whitelistEntry)
    .where(and(eq(whitelistEntry.county, county), eq(whitelistEntry.state, 'active'), isNull(whitelistEntry.sentOn)))
  return {
    rows: batches.map(({ sentAt, ...row }) => ({ ...row, sentAt: sentAt.toISOString() })),
    waiting: waiting?.count ?? 0,
  }
}

/**
 * Puts all entries in force that were not sent into one document for the matching platform, identity numbers as keyed
 * hashes, sealed with SM3. The platform's receipts come back by entry.
 * @throws Problem state_conflict `nothing_to_send`
 */
export const sendOutbound = async (context: Context): Promise<{ readonly id: string }> => {
  const bank = await requireOwnBank(context)
  const { county } = context.actor
  const today = civilDateOf(context.clock.now())
  const entries = await context.tx
    .select()
    .from(whitelistEntry)
    .where(
      and(
        eq(whitelistEntry.county, county),
        eq(whitelistEntry.bankId, bank.id),
        eq(whitelistEntry.state, 'active'),
        isNull(whitelistEntry.sentOn),
      ),
    )
    .orderBy(whitelistEntry.id)
  if (entries.length === 0) throw Problem.field('', 'nothing_to_send', '没有待推送的白名单', 'state_conflict')
  const ids = sql.param(entries.map(({ householdId }) => householdId))
  const { rows: hashes } = await asCounty(context, 'finance.whitelist', ({ tx }) =>
    tx.execute<{ id: string; hash: string | null }>(sql`
      SELECT m.household_id::text AS id, p.identity_number_hash AS hash FROM household_member m
      JOIN person p ON p.county = m.county AND p.id = m.person_id
      WHERE m.county = ${county} AND m.relation = 'head' AND m.until IS NULL AND m.household_id = ANY (${ids}::uuid[])`),
  )
  const hashOf = new Map(hashes.map(({ id, hash }) => [id, hash]))
  const id = randomUUID()
  const no = `${bank.code}-${today.replaceAll('-', '')}-${id.slice(0, 6)}`
  const document = JSON.stringify({
    batch: no,
    bank: bank.code,
    county,
    date: today,
    entries: entries.map((entry) => ({
      entryId: entry.id,
      identityHash: hashOf.get(entry.householdId) ?? null,
      limitFen: fenToNumber(entry.limitFen),
      annualRate: entry.annualRate,
      mode: entry.mode,
      product: entry.product,
      validFrom: entry.validFrom,
      validTo: entry.validTo,
    })),
  })
  await context.tx.insert(outboundBatch).values({
    county,
    id,
    bankId: bank.id,
    no,
    document,
    digest: createHash('sm3').update(document).digest('hex'),
    rows: entries.length,
    sentBy: context.actor.id,
    sentAt: context.clock.now(),
  })
  await context.tx.execute(sql`
    INSERT INTO outbound_receipt (county, batch_id, entry_id, bank_id, state)
    SELECT county, ${id}, id, bank_id, 'waiting' FROM whitelist_entry
    WHERE county = ${county} AND bank_id = ${bank.id} AND state = 'active' AND sent_on IS NULL`)
  await context.tx
    .update(whitelistEntry)
    .set({ sentOn: today })
    .where(
      and(
        eq(whitelistEntry.county, county),
        eq(whitelistEntry.bankId, bank.id),
        eq(whitelistEntry.state, 'active'),
        isNull(whitelistEntry.sentOn),
      ),
    )
  return { id }
}

/** The document of a batch as it was sealed. @throws Problem not_found */
export const outboundDocument = async (context: Context, id: string) => {
  const [batch] = await context.tx
    .select()
    .from(outboundBatch)
    .where(and(eq(outboundBatch.county, context.actor.county), eq(outboundBatch.id, id)))
  if (batch === undefined) throw new Problem('not_found', '没有这个推送批次')
  return batch
}

/** Receipts of the platform. One that was given before stays. @throws Problem not_found, not_computable `unknown_entry` */
export const recordReceipts = async (context: Context, id: string, { receipts }: z.output<typeof Receipts>) => {
  const batch = await outboundDocument(context, id)
  const at = context.clock.now()
  for (const [index, receipt] of receipts.entries()) {
    const updated = await context.tx
      .update(outboundReceipt)
      .set({ state: receipt.state, receiptNo: receipt.receiptNo, reason: receipt.reason, at })
      .where(
        and(
          eq(outboundReceipt.county, batch.county),
          eq(outboundReceipt.batchId, batch.id),
          eq(outboundReceipt.entryId, receipt.entryId),
        ),
      )
      .returning({ entryId: outboundReceipt.entryId })
    if (updated.length === 0) throw Problem.field(`/receipts/${index}/entryId`, 'unknown_entry', '这个批次里没有这一条')
  }
  return listOutbound(context)
}
