import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { CaseRecord } from '../../platform/cases/case-type.ts'
import type { Context } from '../../platform/context.ts'
import { addYears, type CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { validate } from '../../platform/http/validate.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { IdleAct } from '../api/idle-cases/schema.ts'
import { requireDuty } from '../duties.ts'
import type { DocumentKind } from '../model/idle-documents.ts'
import type { IdleState } from '../model/idle-steps.ts'
import { landContract, landIdleCase } from '../tables.ts'
import { signDocument } from './documents.ts'
import { findIdleCase, type IdleRecord } from './records.ts'
import { isIdleStatus, testOn } from './verdicts.ts'

type Act = z.output<typeof IdleAct>
type Values = Partial<typeof landIdleCase.$inferInsert>

const store = async (context: Context, id: string, values: Values): Promise<void> => {
  const changed = await context.tx
    .update(landIdleCase)
    .set(values)
    .where(and(eq(landIdleCase.county, context.actor.county), eq(landIdleCase.id, id)))
    .returning({ id: landIdleCase.id })
  if (changed.length === 0) throw new Problem('forbidden', '须由自然资源和规划部门办理')
}

/** What a step puts down beside the state, and which documents it signs, in this order. */
type Effect = { readonly values?: Values; readonly documents?: readonly DocumentKind[] }

const requireDisposal = ({ idleCase }: IdleRecord, ...wanted: readonly string[]): void => {
  const disposal = idleCase.finding?.value.disposal ?? 'none'
  if (!wanted.includes(disposal)) {
    const ways = { fee: '征缴闲置费', resume: '收回', negotiate: '协商处置', none: '不处置' }
    throw new Problem('state_conflict', `认定的处置方式为“${ways[disposal]}”，不能这样办理`)
  }
}

/** The finding is the law's test of this day; a discretionary one needs its reason. */
const find = (record: IdleRecord, today: CivilDate, reason: string): Effect => {
  const { contract, parcel, idleCase } = record
  const finding = testOn(contract, parcel.tenure, idleCase.facts, today)
  if (!isIdleStatus(finding.value)) {
    throw new Problem(
      'state_conflict',
      `按现有事实不构成闲置土地（${finding.value.article}），请核实事实或作不构成闲置处理`,
    )
  }
  if (finding.value.discretionary === true && reason === '') {
    throw Problem.field('/reason', 'required', '属于“可以认定”的情形，须写明理由')
  }
  return { values: { finding, foundOn: today }, documents: ['finding'] }
}

/** Choice of article 12: an extension is at most a year, temporary use two, a swap only where the law allows it. */
const draftPlan = (record: IdleRecord, act: Extract<Act, { event: 'draftPlan' }>, today: CivilDate): Effect => {
  const allowed = record.idleCase.finding?.value.options ?? []
  if (!allowed.includes(act.option)) throw Problem.field('/option', 'option_not_open', '该处置方式不符合第十二条的条件')
  const needsStart = act.option === 'extend' || act.option === 'changeUse'
  if (needsStart && act.agreedStart === null) throw Problem.field('/agreedStart', 'required', '须约定新的动工日期')
  if (act.option === 'extend' && act.agreedStart !== null && act.agreedStart > addYears(today, 1)) {
    throw Problem.field('/agreedStart', 'extension_over_one_year', '延长动工开发期限最长不得超过一年')
  }
  return { values: { option: act.option, agreedStart: act.agreedStart } }
}

/** The clock runs anew from the day agreed in a supplement; a buy-back ends it. */
const agree = async (context: Context, { idleCase, contract }: IdleRecord, today: CivilDate): Promise<Effect> => {
  if (idleCase.option !== 'buyBack' && idleCase.agreedStart !== null) {
    await context.tx
      .update(landContract)
      .set({
        supplements: [
          ...contract.supplements,
          {
            kind: '闲置土地处置补充协议',
            agreedOn: today,
            startDue: idleCase.agreedStart as CivilDate,
            completionDue: null,
          },
        ],
      })
      .where(and(eq(landContract.county, context.actor.county), eq(landContract.id, contract.id)))
  }
  return {}
}

const effectOf = async (context: Context, record: IdleRecord, act: Act, today: CivilDate): Promise<Effect> => {
  switch (act.event) {
    case 'investigate':
      return { values: { investigatedOn: today }, documents: ['investigationNotice'] }
    case 'find':
      return find(record, today, act.reason)
    case 'dismiss':
      return { values: { closedOn: today, outcome: act.reason } }
    case 'negotiate':
      requireDisposal(record, 'negotiate')
      return {}
    case 'draftPlan':
      return draftPlan(record, act, today)
    case 'agree':
      return agree(context, record, today)
    case 'tellHearing':
      requireDisposal(record, 'fee', 'resume')
      return { documents: ['factsNotice', 'hearingNotice'] }
    case 'approveDecision':
      return { values: { decidedOn: today } }
    case 'serveDecision':
      return { documents: [record.idleCase.finding?.value.disposal === 'fee' ? 'feeDecision' : 'resumptionDecision'] }
    case 'pay':
      requireDisposal(record, 'fee')
      if (act.paidOn > today) throw Problem.field('/paidOn', 'later_than_today', '缴款日期不得晚于今天')
      return {}
    case 'deregister':
      requireDisposal(record, 'resume')
      return {}
    case 'close':
      return { values: { closedOn: today, outcome: act.outcome } }
    default:
      return {}
  }
}

const byCounty: ReadonlySet<Act['event']> = new Set(['approvePlan', 'approveDecision'])

/** A hearing may be asked for within its term: nothing is decided before it is over. */
const requireHearingOver = (record: CaseRecord, state: IdleState, dueOn: string | null, today: string): void => {
  if (state !== 'hearing' || dueOn === null || dueOn < today) return
  throw new Problem('state_conflict', `听证申请期限至 ${dueOn}，期满后方可作出决定（办件 ${record.id}）`)
}

/** Effects of each step, in the case's own transaction. */
export const onIdleStep = async (
  context: Context,
  record: CaseRecord,
  event: { readonly type: string; readonly reason?: string; readonly data?: Record<string, unknown> },
): Promise<void> => {
  const today = civilDateOf(context.clock.now())
  const act = validate(IdleAct, {
    ...event.data,
    event: event.type,
    ...(event.reason !== undefined && ['find', 'dismiss', 'approveDecision', 'enforce'].includes(event.type)
      ? { reason: event.reason }
      : {}),
  })
  if (act.event !== 'materials' && !byCounty.has(act.event)) await requireDuty(context, 'resources')
  const before = await findIdleCase(context, record.subject.id)
  if (act.event === 'approveDecision') {
    // Facts notice and hearing notice were served on one day; the holder has five working days from it.
    requireHearingOver(record, before.idleCase.state, before.idleCase.nextOn, today)
  }
  const { values = {}, documents = [] } = await effectOf(context, before, act, today)
  // The machine's state names are those of the table.
  const state = record.state as IdleState
  await store(context, record.subject.id, {
    ...values,
    state,
    nextOn: record.dueOn,
    nextWhat: record.dueOn === null ? null : (nextWords[state] ?? null),
  })
  if (documents.length === 0) return
  const after = await findIdleCase(context, record.subject.id)
  for (const kind of documents) await signDocument(context, after, kind)
}

/** What the running term of a state is for. */
export const nextWords: Readonly<Partial<Record<IdleState, string>>> = {
  suspected: '调查核实期限届满',
  investigating: '权利人提供材料期限届满',
  hearing: '听证申请期限届满',
  decisionServed: '缴纳闲置费或注销登记期限届满',
}
