import { createHash, randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { builtInCalendar } from '../../platform/calendar/load.ts'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { contentTypes } from '../../platform/files/kind.ts'
import { Download } from '../../platform/http/route.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { type DocumentKind, documentWords, servedDocuments } from '../model/idle-documents.ts'
import { idleDeadline } from '../model/idle-deadlines.ts'
import { landDuty, landIdleDocument } from '../tables.ts'
import type { IdleRecord } from './records.ts'
import { findingText } from './verdicts.ts'
import { wordDocument } from './word.ts'

/** Name of the department that signs: the one on duty for land. */
const officeName = ({ tx, actor }: Context): Promise<string> =>
  tx
    .select({ name: organisation.name })
    .from(landDuty)
    .innerJoin(
      organisation,
      and(eq(organisation.county, landDuty.county), eq(organisation.id, landDuty.organisationId)),
    )
    .where(and(eq(landDuty.county, actor.county), eq(landDuty.duty, 'resources')))
    .limit(1)
    .then(([row]) => row?.name ?? '自然资源和规划主管部门')

const initials: Readonly<Partial<Record<DocumentKind, string>>> = {
  investigationNotice: '闲调',
  finding: '闲认',
  factsNotice: '闲告',
  hearingNotice: '闲听告',
  feeDecision: '闲费决',
  resumptionDecision: '闲收决',
  deliveryReceipt: '闲送',
}

/** Numbers run through the year and kind without gaps: whoever signs takes his turn, and sees what others signed. */
const nextNumber = async (context: Context, kind: DocumentKind, year: string): Promise<string> => {
  const { county } = context.actor
  await context.tx.execute(
    sql`SELECT pg_advisory_xact_lock(hashtext(${`land_idle_document ${county} ${kind} ${year}`}))`,
  )
  // Who signs for the department reads all its documents: no other scope is needed to count them.
  const used = await context.tx.$count(
    landIdleDocument,
    and(
      eq(landIdleDocument.county, county),
      eq(landIdleDocument.kind, kind),
      sql`${landIdleDocument.signedOn} >= ${`${year}-01-01`} AND ${landIdleDocument.signedOn} <= ${`${year}-12-31`}`,
    ),
  )
  return `三自然资${initials[kind] ?? '闲'}〔${year}〕${used + 1}号`
}

const dueOf = (kind: DocumentKind, today: CivilDate): string | null => {
  const event =
    kind === 'investigationNotice'
      ? 'investigationServed'
      : kind === 'feeDecision'
        ? 'feeDecisionServed'
        : kind === 'resumptionDecision'
          ? 'resumptionServed'
          : null
  if (event === null) return null
  const { rolledTo, materialsBy, payBy, deregisterBy } = idleDeadline(event, today, builtInCalendar, Working.silent)
  return rolledTo ?? materialsBy ?? payBy ?? deregisterBy ?? null
}

/** SM3 over what the document says. */
export const documentDigest = (number: string, title: string, paragraphs: readonly string[]): string =>
  createHash('sm3')
    .update([number, title, ...paragraphs].join('\n'))
    .digest('hex')

/**
 * Signs a document: its words are kept as they are from then on. Served documents are served on the day they are
 * signed, and their terms run from it; a receipt goes with each.
 */
export const signDocument = async (context: Context, record: IdleRecord, kind: DocumentKind): Promise<void> => {
  const today = civilDateOf(context.clock.now())
  const office = await officeName(context)
  const { contract, idleCase, parcel, holder } = record
  const verdict = idleCase.finding?.value ?? null
  const facts = {
    holder: holder.name,
    uscc: holder.uscc,
    parcelCode: parcel.code,
    location: parcel.location,
    areaM2: idleCase.areaM2,
    supervisionNo: contract.supervisionNo,
    signedOn: contract.signedOn,
    handoverOn: contract.handoverOn,
    startDue: verdict?.startDue ?? contract.startDue,
    completionDue: contract.completionDue,
    priceFen: Number(contract.priceFen),
    finding:
      verdict === null || idleCase.foundOn === null
        ? null
        : { text: findingText(verdict), article: verdict.article, foundOn: idleCase.foundOn },
    feeFen: verdict?.feeFen ?? 0,
    today,
    signer: context.actor.name,
    startedOn: contract.startedOn,
    completedOn: contract.completedOn,
  }
  const write = async (what: DocumentKind, delivered: string | null): Promise<string> => {
    const number = await nextNumber(context, what, today.slice(0, 4))
    const { title, paragraphs } = documentWords(what, { ...facts, delivered }, office)
    await context.tx.insert(landIdleDocument).values({
      county: context.actor.county,
      id: randomUUID(),
      idleCaseId: idleCase.id,
      kind: what,
      number,
      title,
      paragraphs: [...paragraphs],
      digest: documentDigest(number, title, paragraphs),
      signedBy: context.actor.name,
      signedOn: today,
      servedOn: servedDocuments.has(what) ? today : null,
      dueOn: dueOf(what, today),
    })
    return `《${title}》${number}`
  }
  const signed = await write(kind, null)
  if (servedDocuments.has(kind)) await write('deliveryReceipt', signed)
}

/** A signed document as Word. @throws Problem not_found */
export const downloadDocument = async (context: Context, idleCaseId: string, id: string): Promise<Download> => {
  const [row] = await context.tx
    .select()
    .from(landIdleDocument)
    .where(
      and(
        eq(landIdleDocument.county, context.actor.county),
        eq(landIdleDocument.idleCaseId, idleCaseId),
        eq(landIdleDocument.id, id),
      ),
    )
  if (row === undefined) throw new Problem('not_found', '没有这份文书')
  return new Download(contentTypes.docx, await wordDocument(row), `${row.title}${row.number}.docx`)
}
