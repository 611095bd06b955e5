import { and, asc, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { addWorkingDays } from '../../platform/calendar/calendar.ts'
import { builtInCalendar } from '../../platform/calendar/load.ts'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { ObjectionAnswer, ObjectionDraft } from '../api/evaluations/schema.ts'
import { requireDuty } from '../duties.ts'
import { landEvaluation, landObjection } from '../tables.ts'

/** Objections are answered within so many working days (land 5). */
const answerDays = 5

/**
 * A firm objects to its own result within the publicity.
 * @throws Problem not_found (no result of its own), state_conflict (no publicity), duplicate
 */
export const objectToResult = async (
  context: Context,
  evaluationId: string,
  { text }: z.output<typeof ObjectionDraft>,
): Promise<void> => {
  const { tx, actor, clock } = context
  if (actor.organisationId === null) throw new Problem('not_found', '没有本企业的评价结果')
  const today = civilDateOf(clock.now())
  const [row] = await tx
    .select({ state: landEvaluation.state, to: landEvaluation.publicityTo })
    .from(landEvaluation)
    .where(and(eq(landEvaluation.county, actor.county), eq(landEvaluation.id, evaluationId)))
  if (row === undefined) throw new Problem('not_found', '没有这次评价')
  if (row.state !== 'publicity' || (row.to ?? '') < today) throw new Problem('state_conflict', '只能在公示期内提出异议')
  await tx.insert(landObjection).values({
    county: actor.county,
    evaluationId,
    organisationId: actor.organisationId,
    text,
    filedOn: today,
    filedBy: actor.name,
    answerDue: addWorkingDays(builtInCalendar, today, answerDays).date,
  })
}

/** The bureau answers; an upheld one asks for a corrected source row and a new computation. @throws Problem forbidden, not_found */
export const answerObjection = async (
  context: Context,
  evaluationId: string,
  id: string,
  { answer, upheld }: z.output<typeof ObjectionAnswer>,
): Promise<void> => {
  await requireDuty(context, 'economy')
  const changed = await context.tx
    .update(landObjection)
    .set({ answer, upheld, answeredOn: civilDateOf(context.clock.now()), answeredBy: context.actor.name })
    .where(
      and(
        eq(landObjection.county, context.actor.county),
        eq(landObjection.evaluationId, evaluationId),
        eq(landObjection.id, id),
        isNull(landObjection.answeredOn),
      ),
    )
    .returning({ id: landObjection.id })
  if (changed.length === 0) throw new Problem('not_found', '没有待答复的异议')
}

/** @throws Problem state_conflict while an objection waits for its answer, or an upheld one for a new computation */
export const requireObjectionsAnswered = (context: Context, evaluationId: string): Promise<void> =>
  asCounty(context, 'objections', async ({ tx, actor }) => {
    const rows = await tx
      .select({ answeredOn: landObjection.answeredOn, upheld: landObjection.upheld })
      .from(landObjection)
      .where(and(eq(landObjection.county, actor.county), eq(landObjection.evaluationId, evaluationId)))
    if (rows.some(({ answeredOn }) => answeredOn === null)) throw new Problem('state_conflict', '尚有异议未答复')
    if (rows.some(({ upheld }) => upheld === true)) {
      throw new Problem('state_conflict', '有异议成立，请更正数据并重新计算')
    }
  })

/** Objections that the actor may see: a firm its own. */
export const objectionsOf = ({ tx, actor }: Context, evaluationId: string) =>
  tx
    .select({
      id: landObjection.id,
      organisationId: landObjection.organisationId,
      name: organisation.name,
      text: landObjection.text,
      filedOn: landObjection.filedOn,
      answerDue: landObjection.answerDue,
      answer: landObjection.answer,
      upheld: landObjection.upheld,
      answeredOn: landObjection.answeredOn,
    })
    .from(landObjection)
    .innerJoin(
      organisation,
      and(eq(organisation.county, landObjection.county), eq(organisation.id, landObjection.organisationId)),
    )
    .where(and(eq(landObjection.county, actor.county), eq(landObjection.evaluationId, evaluationId)))
    .orderBy(asc(landObjection.filedOn))
