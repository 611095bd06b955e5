import { and, eq, ilike, isNull, or } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { after, decodeCursor, orderBy, type SortKey, toPage } from '../../platform/http/page.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { EnterpriseReply, EnterprisesQuery, EnterprisesReply } from '../api/enterprises/schema.ts'
import { figureOf, items } from '../model/firm-figures.ts'
import { landEnterprise, landOccupancy, landParcel } from '../tables.ts'
import { loadLandFacts } from './facts.ts'
import { firmYears } from './years.ts'

const columns = {
  id: landEnterprise.organisationId,
  name: organisation.name,
  uscc: organisation.uscc,
  townCode: landEnterprise.townCode,
  industry: landEnterprise.industry,
  industryName: landEnterprise.industryName,
  foundedOn: landEnterprise.foundedOn,
  producingSince: landEnterprise.producingSince,
  utility: landEnterprise.utility,
  closedOn: landEnterprise.closedOn,
}

const ofFirm = and(eq(organisation.county, landEnterprise.county), eq(organisation.id, landEnterprise.organisationId))

const byName: readonly SortKey[] = [
  { column: organisation.name, direction: 'asc' },
  { column: landEnterprise.organisationId, direction: 'asc' },
]

const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`

/** Industrial firms as far as the actor may see them. */
export const listEnterprises = async (
  context: Context,
  query: z.output<typeof EnterprisesQuery>,
): Promise<DeepReadonly<z.input<typeof EnterprisesReply>>> => {
  const rows = await context.tx
    .select(columns)
    .from(landEnterprise)
    .innerJoin(organisation, ofFirm)
    .where(
      and(
        eq(landEnterprise.county, context.actor.county),
        isNull(landEnterprise.closedOn),
        query.town === undefined ? undefined : eq(landEnterprise.townCode, query.town),
        query.q === undefined
          ? undefined
          : or(ilike(organisation.name, containing(query.q)), ilike(organisation.uscc, containing(query.q))),
        query.cursor === undefined ? undefined : after(byName, decodeCursor(context.config, query.cursor)),
      ),
    )
    .orderBy(...orderBy(byName))
    .limit(query.limit + 1)
  return toPage(context.config, rows, query.limit, ({ name, id }) => [name, id])
}

/** A firm with its land and, for who may see them, its figures of every year. @throws Problem not_found */
export const viewEnterprise = async (
  context: Context,
  id: string,
): Promise<DeepReadonly<z.input<typeof EnterpriseReply>>> => {
  const { tx, actor } = context
  const [row] = await tx
    .select(columns)
    .from(landEnterprise)
    .innerJoin(organisation, ofFirm)
    .where(and(eq(landEnterprise.county, actor.county), eq(landEnterprise.organisationId, id)))
  if (row === undefined) throw new Problem('not_found', '没有这家企业')
  const land = await tx
    .select({
      parcelId: landOccupancy.parcelId,
      parcelCode: landParcel.code,
      location: landParcel.location,
      kind: landOccupancy.kind,
      areaM2: landOccupancy.areaM2,
      floorAreaM2: landOccupancy.floorAreaM2,
      from: landOccupancy.from,
      to: landOccupancy.to,
    })
    .from(landOccupancy)
    .innerJoin(landParcel, and(eq(landParcel.county, landOccupancy.county), eq(landParcel.id, landOccupancy.parcelId)))
    .where(and(eq(landOccupancy.county, actor.county), eq(landOccupancy.organisationId, id)))
    .orderBy(landOccupancy.from, landParcel.code)
  const years = await firmYears(context, await loadLandFacts(context, {}), { firm: id })
  return {
    ...row,
    land,
    years: years.map(({ id: _, ...year }) => ({
      ...year,
      figures: Object.fromEntries(items.map((item) => [item, figureOf({ id, ...year }, item)])),
    })),
  }
}
