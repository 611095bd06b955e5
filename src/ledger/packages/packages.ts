import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import {
  PackageAdaptation,
  PackageContent,
  type PackagePreview,
  type PackageRow,
  type PackageView,
  type SignedPackage,
} from '../api/packages/schema.ts'
import { packageDigest } from '../model/reform-package.ts'
import { reformPackage } from '../tables.ts'
import { applyContent } from './apply.ts'
import { packageContent } from './content.ts'
import { indicatorsOf, remarksOn } from './remarks.ts'
import { packagePublicKey, signPackage, verifyPackage } from './signature.ts'

type Stored = typeof reformPackage.$inferSelect

const contentOf = (row: Stored): PackageContent => PackageContent.parse(row.content)
const adaptationOf = (row: Stored) => (row.adaptation === null ? null : PackageAdaptation.parse(row.adaptation))

const rowOf = (context: Context, row: Stored): PackageRow => ({
  id: row.id,
  name: row.name,
  fromCounty: row.fromCounty,
  state: row.state,
  importedAt: row.importedAt.toISOString(),
  publicKey: row.publicKey,
  reformNo: adaptationOf(row)?.reformNo ?? null,
  indicators: indicatorsOf(context, contentOf(row)),
  version: row.version,
})

/** Signs one reform of this county for others to take over. @throws not_found */
export const exportPackage = async (context: Context, reformNo: number): Promise<SignedPackage> =>
  signPackage(context.config, await packageContent(context, reformNo))

export const listPackages = async (context: Context) => {
  const rows = await context.tx
    .select()
    .from(reformPackage)
    .where(eq(reformPackage.county, context.actor.county))
    .orderBy(desc(reformPackage.importedAt), reformPackage.id)
  return { rows: rows.map((row) => rowOf(context, row)), publicKey: await packagePublicKey(context.config) }
}

/** Verifies a package and tells what differs here; stores nothing. @throws not_computable `signature_invalid` */
export const previewPackage = async (
  context: Context,
  signed: SignedPackage,
): Promise<z.input<typeof PackagePreview>> => {
  verifyPackage(signed)
  const { content, signature } = signed
  return {
    name: content.reform.name,
    fromCounty: content.county,
    publicKey: signature.publicKey,
    own: signature.publicKey === (await packagePublicKey(context.config)),
    digest: packageDigest(content),
    targets: content.targets.length,
    remarks: await remarksOn(context, content),
  }
}

const find = async (context: Context, id: string): Promise<Stored> => {
  const [row] = await context.tx
    .select()
    .from(reformPackage)
    .where(and(eq(reformPackage.county, context.actor.county), eq(reformPackage.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这个改革包')
  return row
}

export const viewPackage = async (context: Context, id: string): Promise<PackageView> => {
  const row = await find(context, id)
  const content = contentOf(row)
  return {
    ...rowOf(context, row),
    digest: row.digest,
    content,
    adaptation: adaptationOf(row),
    remarks: await remarksOn(context, content),
  }
}

/**
 * Takes in a verified package. The signature proves that the content is as its signer made it; who the signer is, the
 * office finds by comparing the public key with the one that the county handed over by another way.
 * @throws not_computable `signature_invalid`, duplicate
 */
export const importPackage = async (context: Context, signed: SignedPackage): Promise<PackageView> => {
  verifyPackage(signed)
  const { content, signature } = signed
  const id = randomUUID()
  await context.tx.insert(reformPackage).values({
    county: context.actor.county,
    id,
    name: content.reform.name,
    fromCounty: content.county,
    content,
    digest: packageDigest(content),
    publicKey: signature.publicKey,
    state: 'imported',
    importedAt: context.clock.now(),
  })
  return viewPackage(context, id)
}

const atVersion = async (context: Context, id: string, ifMatch: string | null): Promise<Stored> => {
  const row = await find(context, id)
  requireVersion(ifMatch, row.version)
  if (row.state === 'running') throw new Problem('state_conflict', '改革包已引入，调整请在目标绑定中进行')
  return row
}

const store = async (context: Context, row: Stored, values: Partial<Stored>): Promise<void> => {
  const changed = await context.tx
    .update(reformPackage)
    .set({ ...values, version: row.version + 1 })
    .where(
      and(eq(reformPackage.county, row.county), eq(reformPackage.id, row.id), eq(reformPackage.version, row.version)),
    )
    .returning({ id: reformPackage.id })
  if (changed.length === 0) throw new Problem('stale', '改革包刚被他人修改，请重新载入')
}

/** Number, year, lead and targets as they shall be here. @throws not_computable at the target that is not there */
export const adaptPackage = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  adaptation: z.output<typeof PackageAdaptation>,
): Promise<PackageView> => {
  const row = await atVersion(context, id, ifMatch)
  const numbers = new Set(contentOf(row).targets.map(({ no }) => no))
  for (const [index, { no }] of adaptation.targets.entries()) {
    if (!numbers.has(no)) throw Problem.field(`/targets/${index}/no`, 'unknown_target', `改革包中没有第 ${no} 个目标`)
  }
  await store(context, row, { adaptation, state: 'adapted' })
  return viewPackage(context, id)
}

/** Makes the reform here: targets bound, rules as drafts, not published. @throws state_conflict, not_computable */
export const applyPackage = async (context: Context, id: string, ifMatch: string | null): Promise<PackageView> => {
  const row = await atVersion(context, id, ifMatch)
  const adaptation = adaptationOf(row)
  if (adaptation === null) throw new Problem('state_conflict', '请先调整改革编号、年度和牵头部门')
  await applyContent(context, contentOf(row), adaptation, row.id, row.digest)
  await store(context, row, { state: 'running' })
  return viewPackage(context, id)
}
