import { and, desc, eq, isNotNull, lte } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { civilDateOf, endOfDay } from '../../platform/instants.ts'
import type { HomeReply } from '../api/home/schema.ts'
import { countLights, headlineOf } from '../model/light-counts.ts'
import { projectMarks } from '../projects/views.ts'
import { counted, dayOf, ledgerOn } from '../reforms/day.ts'
import { bulletin, consultation } from '../tables.ts'

const mostAnnouncements = 8

/** Published bulletins and consultations that are open for comment, newest first. */
const announcements = async (context: Context, asOf: ReturnType<typeof dayOf>): Promise<HomeReply['announcements']> => {
  const { county } = context.actor
  const bulletins = await context.tx
    .select({ month: bulletin.month, title: bulletin.title, at: bulletin.publishedAt })
    .from(bulletin)
    .where(
      and(
        eq(bulletin.county, county),
        eq(bulletin.state, 'published'),
        isNotNull(bulletin.publishedAt),
        lte(bulletin.publishedAt, endOfDay(asOf)),
      ),
    )
    .orderBy(desc(bulletin.publishedAt))
    .limit(mostAnnouncements)
  const drafts = await context.tx
    .select({ id: consultation.id, title: consultation.title, from: consultation.openFrom })
    .from(consultation)
    .where(and(eq(consultation.county, county), eq(consultation.state, 'open'), lte(consultation.openFrom, asOf)))
    .orderBy(desc(consultation.openFrom))
    .limit(mostAnnouncements)
  return [
    ...bulletins.flatMap(({ month, title, at }) =>
      at === null ? [] : [{ date: civilDateOf(at), title, href: `/ledger/bulletins/${month}` }],
    ),
    ...drafts.map(({ id, title, from }) => ({
      date: from,
      title: `公开征求意见：${title}`,
      href: `/ledger/consultations/${id}`,
    })),
  ]
    .toSorted((a, b) => (a.date < b.date ? 1 : -1))
    .slice(0, mostAnnouncements)
}

/** The public home: every reform in one line with its live figure and light, as far as published. */
export const viewHome = async (context: Context, asOf: string | undefined): Promise<HomeReply> => {
  const ledger = await ledgerOn(context, asOf)
  const day = dayOf(context, asOf)
  const targets = counted(ledger?.targets ?? [])
  return {
    asOf: day,
    title: ledger?.title ?? '',
    total: targets.length,
    counts: countLights(targets),
    reforms: (ledger?.reforms ?? []).map((record) => {
      const { headline } = headlineOf(
        targets.filter(({ reformNo }) => reformNo === record.no),
        day,
      )
      return {
        no: record.no,
        name: record.name,
        shortName: record.subtitle ?? record.name,
        title: headline?.title ?? null,
        value: headline?.value ?? null,
        unit: headline?.unit ?? null,
        word: headline?.word ?? null,
        threshold: headline?.threshold ?? null,
        due: headline?.due ?? null,
        metOn: headline?.metOn ?? null,
        light: headline?.light ?? 'no_data',
      }
    }),
    projects: ledger === null ? [] : await projectMarks(context, day),
    announcements: await announcements(context, day),
  }
}
