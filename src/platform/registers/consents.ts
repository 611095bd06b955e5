import { createHash, randomUUID } from 'node:crypto'
import { and, arrayContains, desc, eq, gt, isNull, lte } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { consent } from './tables.ts'

export type ConsentDraft = {
  readonly personId: string
  readonly controllerId: string
  readonly purposes: readonly string[]
  readonly dataCategories: readonly string[]
  /** The whole text that the person was shown. */
  readonly text: string
  readonly validUntil: Date
}

/** Records a consent from now until `validUntil`; returns its id. */
export const giveConsent = async (context: Context, draft: ConsentDraft): Promise<string> => {
  const id = randomUUID()
  await context.tx.insert(consent).values({
    county: context.actor.county,
    id,
    personId: draft.personId,
    controllerId: draft.controllerId,
    purposes: [...draft.purposes],
    dataCategories: [...draft.dataCategories],
    textDigest: createHash('sm3').update(draft.text).digest('hex'),
    validFrom: context.clock.now(),
    validUntil: draft.validUntil,
  })
  return id
}

/** Withdraws a consent at once (article 15). Throws `state_conflict` when there is none of this id still standing. */
export const withdrawConsent = async (context: Context, id: string): Promise<void> => {
  const withdrawn = await context.tx
    .update(consent)
    .set({ withdrawnAt: context.clock.now() })
    .where(and(eq(consent.county, context.actor.county), eq(consent.id, id), isNull(consent.withdrawnAt)))
    .returning({ id: consent.id })
  if (withdrawn.length === 0) throw new Problem('state_conflict', '该授权不存在或已撤回')
}

/**
 * The consent on which a read of a person's data rests, to be named with that read. Throws `forbidden` when none
 * stands now for this controller, purpose and every one of these categories.
 */
export const requireConsent = async (
  context: Context,
  needed: {
    readonly personId: string
    readonly controllerId: string
    readonly purpose: string
    readonly dataCategories: readonly string[]
  },
): Promise<string> => {
  const now = context.clock.now()
  const [standing] = await context.tx
    .select({ id: consent.id })
    .from(consent)
    .where(
      and(
        eq(consent.county, context.actor.county),
        eq(consent.personId, needed.personId),
        eq(consent.controllerId, needed.controllerId),
        arrayContains(consent.purposes, [needed.purpose]),
        arrayContains(consent.dataCategories, [...needed.dataCategories]),
        lte(consent.validFrom, now),
        gt(consent.validUntil, now),
        isNull(consent.withdrawnAt),
      ),
    )
    .orderBy(desc(consent.validFrom))
    .limit(1)
  if (standing === undefined) throw new Problem('forbidden', '没有当事人对该用途和数据范围的有效授权')
  return standing.id
}
