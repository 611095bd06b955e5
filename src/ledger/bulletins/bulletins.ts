import { and, desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { type CivilDate, monthEnd, parseDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { type BulletinEdit, type BulletinReply, BulletinRow } from '../api/bulletins/schema.ts'
import { countLights } from '../model/light-counts.ts'
import { packageDigest } from '../model/reform-package.ts'
import { counted, type LedgerDay, ledgerOn, plainRow } from '../reforms/day.ts'
import { bulletin } from '../tables.ts'
import { chineseDate, progressText, worstLight } from './words.ts'

type Stored = typeof bulletin.$inferSelect

const replyOf = (row: Stored): BulletinReply => ({
  month: row.month,
  edition: row.edition,
  title: row.title,
  asOf: row.asOf,
  state: row.state,
  publishedAt: row.publishedAt?.toISOString() ?? null,
  digest: row.digest,
  version: row.version,
  summary: row.summary,
  // Written by this service from rows of this very schema.
  rows: row.rows.map((each) => BulletinRow.parse(each)),
  correction: row.correction,
})

const find = async (context: Context, month: string, edition?: number): Promise<Stored> => {
  const [row] = await context.tx
    .select()
    .from(bulletin)
    .where(
      and(
        eq(bulletin.county, context.actor.county),
        eq(bulletin.month, month),
        edition === undefined ? undefined : eq(bulletin.edition, edition),
      ),
    )
    .orderBy(desc(bulletin.edition))
    .limit(1)
  if (row === undefined) throw new Problem('not_found', '没有这个月的通报')
  return row
}

/** Newest first; a visitor sees what was published. */
export const listBulletins = async (context: Context) => ({
  rows: (
    await context.tx
      .select()
      .from(bulletin)
      .where(eq(bulletin.county, context.actor.county))
      .orderBy(desc(bulletin.month), desc(bulletin.edition))
  ).map((row) => {
    const { summary: _summary, rows: _rows, correction: _correction, ...head } = replyOf(row)
    return head
  }),
})

/** One edition, by default the latest that the actor may see. @throws not_found */
export const viewBulletin = async (context: Context, month: string, edition?: number): Promise<BulletinReply> =>
  replyOf(await find(context, month, edition))

/** The row of the official table word for word, and what the records say of it. */
const rowsOf = (ledger: LedgerDay): z.output<typeof BulletinRow>[] =>
  ledger.reforms.map((reform) => {
    const targets = counted(ledger.targets.filter(({ reformNo }) => reformNo === reform.no)).map(plainRow)
    const lights = targets.map(({ id, title, light }) => ({ targetId: id, title, light }))
    return {
      no: reform.no,
      name: reform.nameText,
      standing: reform.standing,
      measures: reform.measuresText,
      milestones: reform.milestonesText,
      landmarks: reform.landmarksText,
      departments: reform.departmentsText,
      progress: progressText(targets),
      lights,
      light: worstLight(lights.map(({ light }) => light)),
    }
  })

const summaryOf = (ledger: LedgerDay): string => {
  const targets = counted(ledger.targets)
  const counts = countLights(targets)
  return `截至${chineseDate(ledger.asOf)}，${ledger.reforms.length}项改革${targets.length}项目标中，已完成${counts.met}项，推进顺利${counts.on_track}项，有风险${counts.at_risk}项，逾期${counts.overdue}项，暂无数据${counts.no_data}项。`
}

const draftOf = async (context: Context, month: string) => {
  const today = civilDateOf(context.clock.now())
  if (`${month}-01` > today) throw Problem.field('/month', 'future', '不能为将来的月份编发通报')
  const end = monthEnd(parseDate(`${month}-01`))
  const asOf: CivilDate = end < today ? end : today
  const ledger = await ledgerOn(context, asOf)
  if (ledger === null) throw new Problem('not_computable', '还没有确认附表，不能编发通报')
  const [year, number] = month.split('-').map(Number)
  return {
    title: `${ledger.title}进展通报（${year}年${number}月）`,
    asOf,
    summary: summaryOf(ledger),
    rows: rowsOf(ledger),
  }
}

/**
 * A draft of the month from the records as they stand. A month that was published needs a reason, and gives the next
 * edition. @throws state_conflict while a draft is open; not_computable at `/correction`, `/month`
 */
export const draftBulletin = async (
  context: Context,
  month: string,
  correction: string | null,
): Promise<BulletinReply> => {
  const { county } = context.actor
  const [latest] = await context.tx
    .select({ edition: bulletin.edition, state: bulletin.state })
    .from(bulletin)
    .where(and(eq(bulletin.county, county), eq(bulletin.month, month)))
    .orderBy(desc(bulletin.edition))
    .limit(1)
  if (latest?.state === 'draft') throw new Problem('state_conflict', '本月通报已有草稿，请在草稿上修改')
  if (latest !== undefined && correction === null) {
    throw Problem.field('/correction', 'required', '本月通报已发布，出更正版须说明理由')
  }
  if (latest === undefined && correction !== null) {
    throw Problem.field('/correction', 'nothing_to_correct', '本月尚未发布通报，无须更正')
  }
  const edition = (latest?.edition ?? 0) + 1
  await context.tx
    .insert(bulletin)
    .values({ county, month, edition, ...(await draftOf(context, month)), correction, state: 'draft' })
  return viewBulletin(context, month, edition)
}

const draftAt = async (context: Context, month: string, ifMatch: string | null): Promise<Stored> => {
  const row = await find(context, month)
  requireVersion(ifMatch, row.version)
  if (row.state !== 'draft') throw new Problem('state_conflict', '通报已发布，不能修改；更正另出一版')
  return row
}

const store = async (context: Context, row: Stored, values: Partial<Stored>): Promise<BulletinReply> => {
  const changed = await context.tx
    .update(bulletin)
    .set({ ...values, version: row.version + 1 })
    .where(
      and(
        eq(bulletin.county, row.county),
        eq(bulletin.month, row.month),
        eq(bulletin.edition, row.edition),
        eq(bulletin.version, row.version),
      ),
    )
    .returning({ month: bulletin.month })
  if (changed.length === 0) throw new Problem('stale', '通报刚被他人修改，请重新载入')
  return viewBulletin(context, row.month, row.edition)
}

/** Edits title, summary and 实际进展; the seven columns of the table and the lights are not for editing. */
export const editBulletin = async (
  context: Context,
  month: string,
  ifMatch: string | null,
  edit: z.output<typeof BulletinEdit>,
): Promise<BulletinReply> => {
  const row = await draftAt(context, month, ifMatch)
  const texts = new Map((edit.progress ?? []).map(({ no, text }) => [no, text]))
  const rows = replyOf(row).rows
  for (const [index, { no }] of (edit.progress ?? []).entries()) {
    if (!rows.some((each) => each.no === no)) {
      throw Problem.field(`/progress/${index}/no`, 'unknown_reform', `通报中没有第 ${no} 项改革`)
    }
  }
  return store(context, row, {
    ...(edit.title === undefined ? {} : { title: edit.title }),
    ...(edit.summary === undefined ? {} : { summary: edit.summary }),
    rows: rows.map((each) => ({ ...each, progress: texts.get(each.no) ?? each.progress })),
  })
}

/** What the digest is taken of: all that a reader sees. */
export const bulletinDigest = ({ month, edition, title, asOf, summary, rows, correction }: BulletinReply): string =>
  packageDigest({ month, edition, title, asOf, summary, rows, correction })

/** From here on it never changes; the database keeps it so. */
export const publishBulletin = async (
  context: Context,
  month: string,
  ifMatch: string | null,
): Promise<BulletinReply> => {
  const row = await draftAt(context, month, ifMatch)
  return store(context, row, {
    state: 'published',
    publishedAt: context.clock.now(),
    digest: bulletinDigest(replyOf(row)),
  })
}
