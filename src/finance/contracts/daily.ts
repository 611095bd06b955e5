import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { App, Context } from '../../platform/context.ts'
import { systemContext } from '../../platform/database/system-context.ts'
import { type CivilDate, addDays } from '../../platform/dates.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { type JobRun, defineJob } from '../../platform/jobs/job.ts'
import { formatYuan } from '../../platform/money.ts'
import { notify } from '../../platform/notices/notify.ts'
import { fireEvent } from '../../platform/cases/cases.ts'
import { type LoanEvent, accountOn } from '../model/contract-account.ts'
import { instalmentPlan } from '../model/instalment-plan.ts'
import { penaltyBooked, penaltyRunBy } from '../model/penalty-accrual.ts'
import { loanContract, loanEvent, renewalRequest } from '../tables.ts'
import { type Contract, bookedEvent, lockContract, readContract, recordDue, recordPenalty } from './contracts.ts'
import { planTermsOf } from './plan-terms.ts'

/** Contracts of one transaction: a run that is cut off keeps what it has booked. */
const contractsAtOnce = 400

const reversedNos = (events: readonly LoanEvent[]): ReadonlySet<number | null> =>
  new Set(events.flatMap(({ type, reversesNo }) => (type === 'reverse' ? [reversesNo] : [])))

/** Instalments that have fallen due by the day and were not booked. What is due never passes what stands out. */
export const dueToBook = (contract: Contract, events: readonly LoanEvent[], today: CivilDate) => {
  const reversed = reversedNos(events)
  const booked = events
    .filter(({ type, no }) => type === 'due' && !reversed.has(no))
    .reduce((last, { effectiveOn }) => (effectiveOn > last ? effectiveOn : last), '')
  const { principalFen, duePrincipalFen } = accountOn(events, { asOf: today, knownOn: today })
  let open = principalFen - duePrincipalFen
  return instalmentPlan(planTermsOf(contract), events)
    .filter(({ due }) => due > booked && due <= today)
    .map(({ due, principalFen: planned, interestFen }) => {
      const principal = planned < open ? planned : open
      open -= principal
      return { effectiveOn: due, principalFen: principal, interestFen }
    })
    .filter((row) => row.principalFen + row.interestFen > 0n)
}

const penaltyToBook = (contract: Contract, events: readonly LoanEvent[], today: CivilDate) => {
  const { principalFen } = accountOn(events, { asOf: today, knownOn: today })
  // Written off or settled: what has run is settled with it.
  return principalFen > 0n ? penaltyRunBy(planTermsOf(contract), events, today) - penaltyBooked(events) : 0n
}

/**
 * Books what fell due and the penalty that has run on one contract by the end of yesterday. Running it again adds
 * nothing, also when two run at once: whether there is anything is looked at without the lock, and again under it.
 */
export const bringUpToDate = async (
  context: Context,
  contract: Contract,
  seen: readonly LoanEvent[],
  today: CivilDate,
): Promise<number> => {
  if (dueToBook(contract, seen, today).length === 0 && penaltyToBook(contract, seen, today) <= 0n) return 0
  await lockContract(context, contract.id)
  const dues = dueToBook(contract, (await readContract(context, contract.id)).events, today)
  for (const due of dues) await recordDue(context, contract.id, due)
  const { events } = await readContract(context, contract.id)
  const penaltyFen = penaltyToBook(contract, events, today)
  if (penaltyFen > 0n) await recordPenalty(context, contract.id, { effectiveOn: today, penaltyFen })
  return dues.length + (penaltyFen > 0n ? 1 : 0)
}

const nextContracts = (context: Context, after: string): Promise<Contract[]> =>
  context.tx
    .select()
    .from(loanContract)
    .where(
      and(
        eq(loanContract.county, context.actor.county),
        gt(sql`${loanContract.id}::text`, after),
        sql`(SELECT coalesce(sum(e.principal_fen), 0) FROM loan_event e WHERE e.county = ${loanContract.county}
          AND e.contract_id = ${loanContract.id} AND e.type <> 'reverse' AND NOT EXISTS (SELECT 1 FROM loan_event r
            WHERE r.county = e.county AND r.contract_id = e.contract_id AND r.reverses_no = e.no)) > 0`,
      ),
    )
    .orderBy(asc(sql`${loanContract.id}::text`))
    .limit(contractsAtOnce)

const accrue = async (app: App, { county, report }: JobRun): Promise<void> => {
  const today = civilDateOf(app.clock.now())
  let [after, done] = ['', 0]
  for (;;) {
    const last = await systemContext(app, county, 'finance.accrue', async (context) => {
      const contracts = await nextContracts(context, after)
      if (contracts.length === 0) return null
      const ids = contracts.map(({ id }) => id)
      const events = (
        await context.tx
          .select()
          .from(loanEvent)
          .where(and(eq(loanEvent.county, county), inArray(loanEvent.contractId, ids)))
          .orderBy(asc(loanEvent.no))
      ).map((row) => ({ contractId: row.contractId, event: bookedEvent(row) }))
      const of = Map.groupBy(events, ({ contractId }) => contractId)
      for (const contract of contracts) {
        const stream = (of.get(contract.id) ?? []).map(({ event }) => event)
        await bringUpToDate(context, contract, stream, today)
      }
      return contracts.at(-1)?.id ?? null
    })
    if (last === null) return
    after = last
    done += contractsAtOnce
    report(done, done + contractsAtOnce)
  }
}

/** Days before maturity on which a family and its bank are told (finance 5). */
const noticeDays = [30, 7, 1] as const

const remind = async (app: App, { county }: JobRun): Promise<void> => {
  const today = civilDateOf(app.clock.now())
  await systemContext(app, county, 'finance.due_soon', async (context) => {
    for (const days of noticeDays) {
      const day = addDays(today, days)
      const { rows } = await context.tx.execute<{ id: string; no: string; fen: unknown; accounts: string[] }>(sql`
        SELECT c.id::text AS id, c.contract_no AS no, sum(e.principal_fen)::text AS fen,
          array(SELECT a.account FROM account_profile a WHERE a.county = c.county AND a.household_id = c.household_id) AS accounts
        FROM loan_contract c JOIN loan_event e ON e.county = c.county AND e.contract_id = c.id
        WHERE c.county = ${county} AND c.maturity_on = ${day} AND e.principal_fen <> 0 AND NOT EXISTS (
          SELECT 1 FROM loan_event r WHERE r.county = e.county AND r.contract_id = e.contract_id AND r.reverses_no = e.no)
        GROUP BY c.county, c.id HAVING sum(e.principal_fen) > 0`)
      for (const { id, no, fen, accounts } of rows) {
        await notify(context, {
          recipients: accounts,
          kind: 'finance.due_soon',
          title: `贷款 ${days} 天后到期`,
          text: `合同 ${no} 于 ${day} 到期，本金余额 ${formatYuan(BigInt(String(fen)))} 元。需要续贷的，请在到期前申请并签约。`,
          href: `/finance/bank/contracts/${id}`,
          topic: `finance.due_soon.${id}.${days}`,
        })
      }
    }
    const late = await context.tx
      .select({ caseId: renewalRequest.caseId })
      .from(renewalRequest)
      .where(
        and(
          eq(renewalRequest.county, county),
          inArray(renewalRequest.state, ['asked', 'approved']),
          sql`${renewalRequest.maturityOn} < ${today}`,
        ),
      )
    for (const { caseId } of late) await fireEvent(context, caseId, 'lapse')
  })
}

/** What happens to loans without anybody's hand. */
export const contractJobs = [
  defineJob({
    name: 'finance.accrue',
    title: '到期应还与罚息入账',
    schedule: '20 0 * * *',
    missed: 'once',
    run: accrue,
  }),
  defineJob({
    name: 'finance.due_soon',
    title: '到期提醒与续贷失效',
    schedule: '0 8 * * *',
    missed: 'once',
    run: remind,
  }),
]
