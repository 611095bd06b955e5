import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { IdleVerdict } from '../model/idle-land.ts'
import { landContract, landIdleCase, landParcel, type RecordedFacts } from '../tables.ts'
import { isIdleStatus, tryTest } from './verdicts.ts'

/** What the next date of a parcel without a case brings. */
const whatFollows = (verdict: IdleVerdict): string | null => {
  if (isIdleStatus(verdict)) return '已满法定期限，应立案调查核实'
  switch (verdict.status) {
    case 'notDue':
      return '约定动工日期届满，未动工即为逾期'
    case 'startOverdue':
      return '未动工满一年，涉嫌构成闲置土地'
    case 'suspended':
      return '中止开发满一年，可能构成闲置土地'
    default:
      return null
  }
}

const noFacts: RecordedFacts = {
  started: null,
  startedOn: null,
  startEvidence: null,
  suspendedSince: null,
  completedOn: null,
  areaToDevelopM2: null,
  developedAreaM2: null,
  totalInvestmentFen: null,
  investedFen: null,
  pricePaid: false,
  projectFundsReady: false,
  governmentCauses: [],
}

/**
 * Every contract's next legal date and what it brings, before it is late (land 11): the law's test of today with what
 * the contract records. Answers how many changed.
 */
export const windIdleClock = async (
  context: Context,
  report: (done: number, total: number) => void = () => undefined,
): Promise<number> => {
  const { tx, actor } = context
  const today = civilDateOf(context.clock.now())
  const rows = await tx
    .select({ contract: landContract, tenure: landParcel.tenure, openCase: landIdleCase.id })
    .from(landContract)
    .innerJoin(landParcel, and(eq(landParcel.county, landContract.county), eq(landParcel.id, landContract.parcelId)))
    .leftJoin(
      landIdleCase,
      and(
        eq(landIdleCase.county, landContract.county),
        eq(landIdleCase.contractId, landContract.id),
        isNull(landIdleCase.closedOn),
      ),
    )
    .where(eq(landContract.county, actor.county))
  let changed = 0
  for (const [index, { contract, tenure, openCase }] of rows.entries()) {
    report(index, rows.length)
    // Civil dates of the database.
    const startedOn = contract.startedOn as CivilDate | null
    const completedOn = contract.completedOn as CivilDate | null
    const facts = { ...noFacts, started: startedOn !== null && startedOn <= today, startedOn, completedOn }
    const verdict = openCase === null ? tryTest(contract, tenure, facts, today)?.value : undefined
    const nextWhat = verdict === undefined ? null : whatFollows(verdict)
    const nextOn = nextWhat === null || verdict === undefined ? null : isIdleStatus(verdict) ? today : verdict.nextDate
    // A date that has come stays the day on which it came.
    const stays = contract.nextWhat === nextWhat && (contract.nextOn === nextOn || (contract.nextOn ?? '') < today)
    if (stays && (contract.nextOn === null) === (nextOn === null)) continue
    changed += 1
    await tx
      .update(landContract)
      .set({ nextOn, nextWhat })
      .where(and(eq(landContract.county, actor.county), eq(landContract.id, contract.id)))
  }
  return changed
}
