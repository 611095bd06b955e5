import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { keysFor, type Keys } from '../crypto/keys.ts'
import { Problem } from '../errors/problem.ts'
import { normaliseIdentifier } from '../identifiers/checked.ts'
import { maskMobile, maskName, maskResidentId } from '../identifiers/mask.ts'
import { checkMobile } from '../identifiers/mobile.ts'
import { checkResidentId } from '../identifiers/resident-id.ts'
import { person } from './tables.ts'

/** As shown everywhere: enough to recognise, not enough to use. */
export type MaskedPerson = {
  readonly id: string
  readonly name: string
  readonly identityNumber: string | null
  readonly mobile: string | null
  readonly birthYear: number | null
  readonly areaCode: string
}

export type PersonDraft = {
  readonly name: string
  readonly identityNumber?: string
  readonly mobile?: string
  readonly areaCode: string
}

const identityPurpose = 'person.identity_number'
const mobilePurpose = 'person.mobile'

const validIdentityNumber = (text: string): { full: string; birthDate: string | null } => {
  const checked = checkResidentId(text)
  if (!checked.valid || checked.parts === null) {
    throw Problem.field('/identityNumber', (checked.reason ?? 'invalid').toLowerCase(), '公民身份号码不正确')
  }
  return checked.parts
}

const validMobile = (text: string): string => {
  const checked = checkMobile(text)
  if (!checked.valid) throw Problem.field('/mobile', (checked.reason ?? 'invalid').toLowerCase(), '手机号码不正确')
  return checked.code
}

/**
 * Registers a person; the birth date follows from the identity number. Returns the id.
 * Throws `not_computable` for a wrong number, `duplicate` when the identity number is registered already.
 */
export const registerPerson = async (context: Context, draft: PersonDraft): Promise<string> => {
  const keys = await keysFor(context.config)
  const id = randomUUID()
  const identity = draft.identityNumber === undefined ? undefined : validIdentityNumber(draft.identityNumber)
  const mobile = draft.mobile === undefined ? undefined : validMobile(draft.mobile)
  await context.tx.insert(person).values({
    county: context.actor.county,
    id,
    name: draft.name,
    areaCode: draft.areaCode,
    ...(identity === undefined
      ? {}
      : {
          identityNumber: keys.encrypt(identityPurpose, id, identity.full),
          identityNumberHash: keys.lookup(identityPurpose, identity.full),
          birthDate: identity.birthDate,
        }),
    ...(mobile === undefined
      ? {}
      : { mobile: keys.encrypt(mobilePurpose, id, mobile), mobileHash: keys.lookup(mobilePurpose, mobile) }),
  })
  return id
}

type PersonRow = typeof person.$inferSelect

const identityOf = (keys: Keys, row: PersonRow): string | null =>
  row.identityNumber === null ? null : keys.decrypt(identityPurpose, row.id, row.identityNumber)

const mobileOf = (keys: Keys, row: PersonRow): string | null =>
  row.mobile === null ? null : keys.decrypt(mobilePurpose, row.id, row.mobile)

const masked = (keys: Keys, row: PersonRow): MaskedPerson => {
  const [identityNumber, mobile] = [identityOf(keys, row), mobileOf(keys, row)]
  return {
    id: row.id,
    name: maskName(row.name),
    identityNumber: identityNumber === null ? null : maskResidentId(identityNumber),
    mobile: mobile === null ? null : maskMobile(mobile),
    birthYear: row.birthDate === null ? null : Number(row.birthDate.slice(0, 4)),
    areaCode: row.areaCode,
  }
}

const visibleRow = async (context: Context, id: string): Promise<PersonRow> => {
  const [row] = await context.tx
    .select()
    .from(person)
    .where(and(eq(person.county, context.actor.county), eq(person.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有找到该人员，或不在您的辖区内')
  return row
}

/** A person of the actor's area, masked. Throws `not_found` for one outside it. */
export const readPerson = async (context: Context, id: string): Promise<MaskedPerson> =>
  masked(await keysFor(context.config), await visibleRow(context, id))

/** Finds by the whole identity number, in any spelling; null when nobody visible has it. */
export const findPersonByIdentityNumber = async (context: Context, text: string): Promise<MaskedPerson | null> => {
  const keys = await keysFor(context.config)
  const { full } = validIdentityNumber(text)
  const [row] = await context.tx
    .select()
    .from(person)
    .where(
      and(eq(person.county, context.actor.county), eq(person.identityNumberHash, keys.lookup(identityPurpose, full))),
    )
  return row === undefined ? null : masked(keys, row)
}

/** Finds by mobile number; several persons may share one. */
export const findPersonsByMobile = async (context: Context, text: string): Promise<MaskedPerson[]> => {
  const keys = await keysFor(context.config)
  const hash = keys.lookup(mobilePurpose, normaliseIdentifier(validMobile(text)))
  const rows = await context.tx
    .select()
    .from(person)
    .where(and(eq(person.county, context.actor.county), eq(person.mobileHash, hash)))
  return rows.map((row) => masked(keys, row))
}

export type PersonSecret = 'name' | 'identityNumber' | 'mobile'

/**
 * The whole name, identity number or mobile of a person. The reading stands in the audit log with its reason, in the
 * same transaction: no entry, no number. Throws `forbidden` without the permission, `not_computable` without a reason.
 */
export const unmaskPerson = async (
  context: Context,
  id: string,
  fields: readonly PersonSecret[],
  reason: string,
): Promise<Partial<Record<PersonSecret, string | null>>> => {
  if (!context.actor.permissions.has('platform.person.unmask')) throw new Problem('forbidden')
  if (reason.trim().length < 4) throw Problem.field('/reason', 'required', '请写明查看理由（不少于 4 个字）')
  const keys = await keysFor(context.config)
  const row = await visibleRow(context, id)
  await context.tx.execute(
    sql`SELECT gongfu.audit_unmask('person', ${JSON.stringify({ county: row.county, id })}::jsonb, ${JSON.stringify({ fields, reason })}::jsonb)`,
  )
  const values = { name: row.name, identityNumber: identityOf(keys, row), mobile: mobileOf(keys, row) }
  return Object.fromEntries(fields.map((field) => [field, values[field]]))
}
