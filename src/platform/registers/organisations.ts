import { randomUUID } from 'node:crypto'
import { and, asc, eq, ilike, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { after, decodeCursor, toPage } from '../http/page.ts'
import { checkUscc } from '../identifiers/uscc.ts'
import type { organisationKinds } from './organisation-kinds.ts'
import { countyRegister, organisation, town, village } from './tables.ts'

export type OrganisationKind = (typeof organisationKinds)[number]

/** What an administrator says of an organisation; the code never changes, because programs and accounts know it. */
export type OrganisationDraft = {
  readonly name: string
  readonly shortName: string
  readonly kind: OrganisationKind
  readonly uscc: string | null
  readonly parentId: string | null
  readonly areaCode: string
}

type Query = {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly search?: string | undefined
  readonly kind?: OrganisationKind | undefined
  readonly parentId?: string | undefined
  readonly closed: boolean
}

const parent = alias(organisation, 'parent')
const itsParent = and(eq(parent.county, organisation.county), eq(parent.id, organisation.parentId))

const columns = {
  id: organisation.id,
  code: organisation.code,
  name: organisation.name,
  shortName: organisation.shortName,
  kind: organisation.kind,
  uscc: organisation.uscc,
  parentId: organisation.parentId,
  parentName: parent.shortName,
  areaCode: organisation.areaCode,
  closedOn: organisation.closedOn,
}

/** A page of the register in the order of codes; `search` looks in names, codes and credit codes. */
export const listOrganisations = async ({ actor, config, tx }: Context, query: Query) => {
  const pattern = query.search === undefined ? undefined : `%${query.search.replace(/[\\%_]/g, '\\$&')}%`
  const rows = await tx
    .select(columns)
    .from(organisation)
    .leftJoin(parent, itsParent)
    .where(
      and(
        eq(organisation.county, actor.county),
        query.cursor === undefined
          ? undefined
          : after([{ column: organisation.code, direction: 'asc' }], decodeCursor(config, query.cursor)),
        query.kind === undefined ? undefined : eq(organisation.kind, query.kind),
        query.parentId === undefined ? undefined : eq(organisation.parentId, query.parentId),
        query.closed ? undefined : isNull(organisation.closedOn),
        pattern === undefined
          ? undefined
          : or(
              ilike(organisation.name, pattern),
              ilike(organisation.shortName, pattern),
              ilike(organisation.code, pattern),
              ilike(organisation.uscc, pattern),
            ),
      ),
    )
    .orderBy(asc(organisation.code))
    .limit(query.limit + 1)
  return toPage(config, rows, query.limit, (row) => [row.code])
}

/** Throws `not_found` for an id of no organisation of the county. */
export const readOrganisation = async ({ actor, tx }: Context, id: string) => {
  const [row] = await tx
    .select(columns)
    .from(organisation)
    .leftJoin(parent, itsParent)
    .where(and(eq(organisation.county, actor.county), eq(organisation.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这个机构')
  return row
}

const requireArea = async ({ actor, tx }: Context, code: string): Promise<void> => {
  const { county } = actor
  const [table, key] =
    code.length === 6
      ? ([countyRegister, countyRegister.county] as const)
      : code.length === 9
        ? ([town, town.code] as const)
        : ([village, village.code] as const)
  const found = await tx
    .select({ county: table.county })
    .from(table)
    .where(and(eq(table.county, county), eq(key, code)))
  if (found.length === 0) throw Problem.field('/areaCode', 'unknown_area', '本县没有这个区划代码')
}

const checked = async (context: Context, draft: OrganisationDraft): Promise<OrganisationDraft> => {
  await requireArea(context, draft.areaCode)
  if (draft.uscc === null) return draft
  const uscc = checkUscc(draft.uscc)
  if (!uscc.valid) throw Problem.field('/uscc', (uscc.reason ?? 'invalid').toLowerCase(), '统一社会信用代码不正确')
  return { ...draft, uscc: uscc.code }
}

const requireParent = async (context: Context, parentId: string | null): Promise<void> => {
  if (parentId === null) return
  const { closedOn } = await readOrganisation(context, parentId).catch(() => {
    throw Problem.field('/parentId', 'unknown_organisation', '没有这个上级机构')
  })
  if (closedOn !== null) throw Problem.field('/parentId', 'closed', '上级机构已撤销')
}

/** Registers an organisation. Throws `duplicate` for a code or credit code that is taken. */
export const addOrganisation = async (context: Context, draft: OrganisationDraft & { readonly code: string }) => {
  await requireParent(context, draft.parentId)
  const id = randomUUID()
  const { county } = context.actor
  await context.tx.insert(organisation).values({ ...(await checked(context, draft)), county, id, code: draft.code })
  return readOrganisation(context, id)
}

/** Whether `id` stands above `from`, or is it. */
const isAbove = async ({ actor, tx }: Context, id: string, from: string): Promise<boolean> => {
  const { rows } = await tx.execute<{ above: boolean }>(sql`
    WITH RECURSIVE line(id, parent_id) AS (
      SELECT id, parent_id FROM organisation WHERE county = ${actor.county} AND id = ${from}
      UNION SELECT o.id, o.parent_id FROM organisation o JOIN line ON o.id = line.parent_id WHERE o.county = ${actor.county})
    SELECT EXISTS (SELECT 1 FROM line WHERE id = ${id}) AS above`)
  return rows[0]?.above === true
}

/** Changes an organisation. Throws `not_computable` when it would stand above itself. */
export const changeOrganisation = async (context: Context, id: string, draft: OrganisationDraft) => {
  await readOrganisation(context, id)
  await requireParent(context, draft.parentId)
  if (draft.parentId !== null && (await isAbove(context, id, draft.parentId))) {
    throw Problem.field('/parentId', 'cycle', '上级机构不能是本机构或其下级')
  }
  await context.tx
    .update(organisation)
    .set(await checked(context, draft))
    .where(and(eq(organisation.county, context.actor.county), eq(organisation.id, id)))
  return readOrganisation(context, id)
}

/** Closes an organisation on a day (撤销), or opens it again with null. What it has done stays under its name. */
export const closeOrganisation = async (context: Context, id: string, on: string | null) => {
  await readOrganisation(context, id)
  await context.tx
    .update(organisation)
    .set({ closedOn: on })
    .where(and(eq(organisation.county, context.actor.county), eq(organisation.id, id)))
  return readOrganisation(context, id)
}
