import { randomUUID } from 'node:crypto'
import { type SQL, and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { fenToNumber } from '../../platform/money.ts'
import { household, householdMember } from '../../platform/registers/tables.ts'
import type { RuleBook } from '../../platform/rules/rule-book.ts'
import type { Appraisal, AssetCorrection, AssetDraft, AssetRow } from '../api/assets/schema.ts'
import { requirePerson } from '../consents/consents.ts'
import type { AssetClass, EvidenceLevel } from '../model/asset-classes.ts'
import type { ConsentCategory } from '../model/consent-terms.ts'
import { supportedLevel } from '../model/evidence-kinds.ts'
import { ruleBookOn } from '../rules/book-on.ts'
import { livingStockRuleTables } from '../rules/living-stock.ts'
import { valuationRuleTables } from '../rules/valuation.ts'
import { assetEvidence, assetValuation, familyAsset } from '../tables.ts'
import { computeAssetValue } from './compute.ts'

/** Above this a second person signs the valuation (finance 3, [A]). */
const secondAboveFen = 20_000_000

const financial: readonly AssetClass[] = ['deposit', 'wealth_product', 'insurance_cash_value', 'listed_security']
const categoryOf = (assetClass: AssetClass): ConsentCategory => (financial.includes(assetClass) ? 'deposits' : 'assets')

export const bookOf = (context: Context, asOf: CivilDate): Promise<RuleBook> =>
  ruleBookOn(context, [...valuationRuleTables, ...livingStockRuleTables], asOf)

const select = async (context: Context, where: SQL | undefined): Promise<AssetRow[]> => {
  const { county } = context.actor
  const today = civilDateOf(context.clock.now())
  const assets = await context.tx
    .select()
    .from(familyAsset)
    .where(and(eq(familyAsset.county, county), where))
    .orderBy(asc(familyAsset.declaredOn), asc(familyAsset.id))
    .limit(500)
  if (assets.length === 0) return []
  const ids = sql.param(assets.map(({ id }) => id))
  const valuations = await context.tx
    .select()
    .from(assetValuation)
    .where(and(eq(assetValuation.county, county), sql`${assetValuation.assetId} = ANY (${ids}::uuid[])`))
    .orderBy(asc(assetValuation.no))
  const latest = new Map(valuations.map((row) => [row.assetId, row]))
  return assets.map((asset): AssetRow => {
    const row = latest.get(asset.id)
    const signed = row !== undefined && (!row.needsSecond || row.secondBy !== null)
    return {
      id: asset.id,
      householdId: asset.householdId,
      class: asset.class,
      title: asset.title,
      evidence: asset.evidence,
      facts: { ...asset.facts },
      registerKey: asset.registerKey,
      longitude: asset.longitude,
      latitude: asset.latitude,
      state: asset.state,
      declaredOn: asset.declaredOn,
      endedOn: asset.endedOn,
      valuation:
        row === undefined
          ? null
          : {
              no: row.no,
              asOf: row.asOf,
              marketFen: fenToNumber(row.marketFen),
              haircut: row.haircut,
              countedFen: fenToNumber(row.countedFen),
              validUntil: row.validUntil,
              rules: { ...row.rules },
              valid: signed && row.validUntil >= today && row.endedOn === null && asset.endedOn === null,
              needsSecond: row.needsSecond,
              signed,
              endReason: row.endReason,
            },
      version: asset.version,
    }
  })
}

/** Those of the own family, or of the families that let the actor's bank see them. */
export const listAssets = async (context: Context, householdId: string | undefined) => ({
  rows: await select(context, householdId === undefined ? undefined : eq(familyAsset.householdId, householdId)),
})

/** @throws Problem not_found — also where no consent opens it */
export const findAsset = async (context: Context, id: string): Promise<AssetRow> => {
  const [row] = await select(context, eq(familyAsset.id, id))
  if (row === undefined) throw new Problem('not_found', '没有这项资产，或未获授权查看')
  return row
}

/**
 * A member declares what he owns; the facts must fit the published standard.
 * @throws Problem malformed, not_computable, duplicate where the thing is in a pool already
 */
export const declareAsset = async (context: Context, draft: z.output<typeof AssetDraft>): Promise<AssetRow> => {
  const { county } = context.actor
  const { personId, householdId } = requirePerson(context)
  const today = civilDateOf(context.clock.now())
  const facts = draft.class === 'living_aquatic' ? draft.facts : { ...draft.facts, class: draft.class }
  computeAssetValue(await bookOf(context, today), draft.class, { ...facts, asOf: today }, Working.silent)
  const [home] = await context.tx
    .select({ areaCode: household.areaCode })
    .from(household)
    .where(and(eq(household.county, county), eq(household.id, householdId)))
  if (home === undefined) throw new Problem('not_found', '没有找到该户')
  const id = randomUUID()
  await context.tx.insert(familyAsset).values({
    county,
    id,
    householdId,
    personId,
    villageCode: home.areaCode,
    class: draft.class,
    title: draft.title,
    category: categoryOf(draft.class),
    facts,
    // Nothing but the family's word until papers are handed in and somebody has been there.
    evidence: 'E4',
    registerKey: draft.registerKey,
    longitude: draft.position?.[0] ?? null,
    latitude: draft.position?.[1] ?? null,
    state: 'declared',
    declaredOn: today,
  })
  return findAsset(context, id)
}

const bump = { version: sql`${familyAsset.version} + 1` }

/** The family corrects what it said; the last valuation ends, and the asset waits for a new one. */
export const correctAsset = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  { title, facts: said }: z.output<typeof AssetCorrection>,
): Promise<AssetRow> => {
  const { county } = context.actor
  const asset = await findAsset(context, id)
  requireVersion(ifMatch, asset.version)
  if (asset.endedOn !== null) throw new Problem('state_conflict', '该资产已移出资产池')
  const today = civilDateOf(context.clock.now())
  const facts = asset.class === 'living_aquatic' ? said : { ...said, class: asset.class }
  computeAssetValue(await bookOf(context, today), asset.class, { ...facts, asOf: today }, Working.silent)
  await context.tx
    .update(familyAsset)
    .set({ title, facts, state: 'declared', ...bump })
    .where(and(eq(familyAsset.county, county), eq(familyAsset.id, id)))
  await endValuations(context, id, 'corrected')
  return findAsset(context, id)
}

/** The live valuation of an asset stops counting: as background work, because the family signs no valuation. */
export const endValuations = (context: Context, assetId: string, endReason: string): Promise<void> =>
  asCounty(context, 'finance.assets', async ({ tx }) => {
    await tx
      .update(assetValuation)
      .set({ endedOn: civilDateOf(context.clock.now()), endReason })
      .where(
        and(
          eq(assetValuation.county, context.actor.county),
          eq(assetValuation.assetId, assetId),
          isNull(assetValuation.endedOn),
        ),
      )
  })

/** Nobody values what belongs to his own family. @throws Problem forbidden `conflict_of_interest` */
const refuseOwnFamily = async (context: Context, householdId: string): Promise<void> => {
  const { county, personId } = context.actor
  const refusal = () => Problem.field('', 'conflict_of_interest', '不能评估自家的资产', 'forbidden')
  if (householdId === context.actor.householdId) throw refusal()
  if (personId === null) return
  const kin = await asCounty(context, 'finance.assets', ({ tx }) =>
    tx
      .select({ personId: householdMember.personId })
      .from(householdMember)
      .where(
        and(
          eq(householdMember.county, county),
          eq(householdMember.householdId, householdId),
          eq(householdMember.personId, personId),
        ),
      ),
  )
  if (kin.length > 0) throw refusal()
}

/** The level that the papers on record support. */
const levelOf = async (context: Context, assetId: string): Promise<EvidenceLevel> => {
  const rows = await context.tx
    .select({ kind: assetEvidence.kind })
    .from(assetEvidence)
    .where(and(eq(assetEvidence.county, context.actor.county), eq(assetEvidence.assetId, assetId)))
  return supportedLevel(rows.map(({ kind }) => kind))
}

/**
 * Values an asset today by the standard in force and the level that its evidence supports, keeps the working, and asks for
 * a second signer above the threshold. `findings` are what the valuer counted and sampled on the spot.
 * @throws Problem forbidden `conflict_of_interest`, stale, not_computable
 */
export const valueAsset = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  { findings }: z.output<typeof Appraisal>,
): Promise<AssetRow> => {
  const { county } = context.actor
  const asset = await findAsset(context, id)
  requireVersion(ifMatch, asset.version)
  if (asset.endedOn !== null) throw new Problem('state_conflict', '该资产已移出资产池')
  await refuseOwnFamily(context, asset.householdId)
  const evidence = await levelOf(context, id)
  const today = civilDateOf(context.clock.now())
  const working = new Working()
  const request = { ...asset.facts, ...findings, evidence, asOf: today }
  const value = computeAssetValue(await bookOf(context, today), asset.class, request, working)
  const needsSecond = value.marketFen > secondAboveFen
  const explained = working.explain(value)
  await context.tx.insert(assetValuation).values({
    county,
    assetId: id,
    no: (asset.valuation?.no ?? 0) + 1,
    asOf: today,
    marketFen: BigInt(value.marketFen),
    haircut: value.haircut,
    countedFen: BigInt(value.countedFen),
    validUntil: value.validUntil,
    explained,
    request,
    rules: explained.rules,
    valuedBy: context.actor.id,
    needsSecond,
    recordedAt: context.clock.now(),
  })
  await context.tx
    .update(familyAsset)
    .set({ state: needsSecond ? 'valued' : 'in_pool', evidence, ...bump })
    .where(and(eq(familyAsset.county, county), eq(familyAsset.id, id)))
  return findAsset(context, id)
}

/** The second signature of a large valuation. @throws Problem state_conflict, forbidden `second_person_required` */
export const countersignValuation = async (context: Context, id: string, ifMatch: string | null): Promise<AssetRow> => {
  const { county } = context.actor
  const asset = await findAsset(context, id)
  requireVersion(ifMatch, asset.version)
  if (asset.valuation === null || asset.valuation.signed) throw new Problem('state_conflict', '没有待复核的估值')
  await refuseOwnFamily(context, asset.householdId)
  const one = and(
    eq(assetValuation.county, county),
    eq(assetValuation.assetId, id),
    eq(assetValuation.no, asset.valuation.no),
  )
  const [valued] = await context.tx.select({ by: assetValuation.valuedBy }).from(assetValuation).where(one)
  if (valued?.by === context.actor.id) {
    throw Problem.field('', 'second_person_required', '估值须由另一人复核', 'forbidden')
  }
  await context.tx.update(assetValuation).set({ secondBy: context.actor.id }).where(one)
  await context.tx
    .update(familyAsset)
    .set({ state: 'in_pool', ...bump })
    .where(and(eq(familyAsset.county, county), eq(familyAsset.id, id)))
  return findAsset(context, id)
}

/** The family takes a thing out of its pool: sold, harvested, ended. */
export const releaseAsset = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  reason: string,
): Promise<AssetRow> => {
  const asset = await findAsset(context, id)
  requireVersion(ifMatch, asset.version)
  if (asset.endedOn !== null) throw new Problem('state_conflict', '该资产已移出资产池')
  await context.tx
    .update(familyAsset)
    .set({ state: 'released', endedOn: civilDateOf(context.clock.now()), endReason: reason, ...bump })
    .where(and(eq(familyAsset.county, context.actor.county), eq(familyAsset.id, id), isNull(familyAsset.endedOn)))
  return findAsset(context, id)
}
