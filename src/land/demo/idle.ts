import { and, asc, eq, isNull, notExists } from 'drizzle-orm'
import type { z } from 'zod'
import { systemContext } from '../../platform/database/system-context.ts'
import type { Actor, App, Context } from '../../platform/context.ts'
import { addDays, addYears, type CivilDate } from '../../platform/dates.ts'
import { demoActors } from '../../platform/identity/demo-actors.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { seededRandom } from '../../platform/stats/random.ts'
import type { IdleAct } from '../api/idle-cases/schema.ts'
import { actOnIdleCase, openIdleCase } from '../idle/cases.ts'
import { windIdleClock } from '../idle/clock.ts'
import { landContract, landEnterprise, landOccupancy, landParcel, type RecordedFacts } from '../tables.ts'
import { insertAll } from './insert-all.ts'
import { type Branch, branches, type Step } from './idle-branches.ts'

/** Contracts whose land is built on or not yet due, beside those of the cases. */
const quietContracts = 40

type Act = z.output<typeof IdleAct>
type Plot = { readonly id: string; readonly code: string; readonly areaM2: number; readonly townCode: string }

/** Empty parcels, every so many from the register, so that all towns have some. */
const emptyPlots = async ({ tx, actor }: Context, wanted: number): Promise<Plot[]> => {
  const rows = await tx
    .select({
      id: landParcel.id,
      code: landParcel.code,
      areaM2: landParcel.areaRegisteredM2,
      townCode: landParcel.townCode,
    })
    .from(landParcel)
    .where(
      and(
        eq(landParcel.county, actor.county),
        isNull(landParcel.validTo),
        notExists(
          tx
            .select({ id: landOccupancy.id })
            .from(landOccupancy)
            .where(and(eq(landOccupancy.county, landParcel.county), eq(landOccupancy.parcelId, landParcel.id))),
        ),
      ),
    )
    .orderBy(asc(landParcel.code))
  const step = Math.max(1, Math.floor(rows.length / wanted))
  // Shuffled, so that cases and quiet contracts both stand in every town.
  return seededRandom('land demo plots').shuffle(rows.filter((_, index) => index % step === 0).slice(0, wanted))
}

const holders = async ({ tx, actor }: Context): Promise<string[]> =>
  (
    await tx
      .select({ id: landEnterprise.organisationId })
      .from(landEnterprise)
      .where(eq(landEnterprise.county, actor.county))
      .orderBy(asc(landEnterprise.townCode), asc(landEnterprise.foundedOn), asc(landEnterprise.organisationId))
  ).map(({ id }) => id)

type Made = { readonly id: string; readonly branch: Branch; readonly startDue: CivilDate; readonly areaM2: number }

const contractRow = (
  county: string,
  plot: Plot,
  holder: string,
  index: number,
  dates: Pick<typeof landContract.$inferInsert, 'startDue' | 'completionDue' | 'startedOn' | 'completedOn'> & {
    readonly startDue: CivilDate
  },
) => {
  const random = seededRandom(`land demo contract ${index}`)
  const signedOn = addDays(dates.startDue, -380)
  const priceFen = BigInt(Math.round((plot.areaM2 * 15) / 10_000) * (24 + random.integer(16)) * 1_000_000)
  return {
    county,
    supervisionNo: `3310222${signedOn.slice(0, 4)}B${String(index + 1).padStart(5, '0')}`,
    parcelId: plot.id,
    organisationId: holder,
    townCode: plot.townCode,
    signedOn,
    handoverOn: addDays(signedOn, 20),
    priceFen,
    pricePaidFen: priceFen,
    investmentDueFen: priceFen * 9n,
    farDue: 1.2,
    penalty: '逾期动工的，每日按出让价款千分之一支付违约金（演示）',
    supplements: [],
    ...dates,
  }
}

const noFacts: RecordedFacts = {
  started: false,
  startedOn: null,
  startEvidence: null,
  suspendedSince: null,
  completedOn: null,
  areaToDevelopM2: null,
  developedAreaM2: null,
  totalInvestmentFen: null,
  investedFen: null,
  pricePaid: true,
  projectFundsReady: true,
  governmentCauses: [],
}

const factsOf = ({ branch, startDue, areaM2 }: Made): RecordedFacts => {
  const { stopped, evidence, cause } = branch
  if (evidence === true) {
    const on = addDays(startDue, 40)
    return {
      ...noFacts,
      started: true,
      startedOn: on,
      startEvidence: {
        constructionPermitOn: addDays(startDue, 10),
        method: 'pile',
        pitDone: false,
        pilesDone: true,
        foundationShare: 0,
        on,
      },
    }
  }
  if (stopped !== undefined) {
    return {
      ...noFacts,
      started: true,
      startedOn: addDays(startDue, -20),
      suspendedSince: addDays(startDue, 60),
      areaToDevelopM2: areaM2,
      developedAreaM2: areaM2 * stopped.developed,
      totalInvestmentFen: 10_000_000_000,
      investedFen: Math.round(10_000_000_000 * stopped.invested),
    }
  }
  return cause === undefined
    ? noFacts
    : { ...noFacts, governmentCauses: [{ code: cause, from: startDue, to: null, verified: true }] }
}

const actOf = (step: Step, on: CivilDate): Act => {
  switch (step.event) {
    case 'draftPlan':
      return {
        event: 'draftPlan',
        option: step.option,
        agreedStart: step.option === 'extend' || step.option === 'changeUse' ? addDays(on, 300) : null,
      }
    case 'pay':
      return { event: 'pay', paidOn: on }
    case 'find':
      return { event: 'find', reason: step.reason ?? '' }
    case 'approveDecision':
      return { event: 'approveDecision', reason: '' }
    case 'dismiss':
      return { event: 'dismiss', reason: step.reason ?? '经核实已依法动工开发' }
    case 'enforce':
      return { event: 'enforce', reason: '逾期未缴纳，申请人民法院强制执行' }
    case 'close':
      return { event: 'close', outcome: step.reason ?? '已动工开发，处置完毕' }
    case 'materials':
      return { event: 'materials', text: '因融资延期未能按期动工，已落实资金，请予考虑（演示）' }
    default:
      return { event: step.event }
  }
}

/** Who takes the step: the county approves, everything else is the department's. */
const byCounty = new Set<Step['event']>(['approvePlan', 'approveDecision'])

/**
 * Grant contracts and some thirty idle-land cases that took every branch of the law, some of them closed years ago and
 * some on the desks today.
 */
export const makeIdle = async (app: App, county: string, firmOfAccount: string): Promise<void> => {
  const actorOf = await demoActors(app, county)
  const today = civilDateOf(app.clock.now())
  const made = await systemContext(app, county, 'demo', async (context) => {
    const plots = await emptyPlots(context, branches.length + quietContracts)
    const firms = await holders(context)
    const of = (index: number): string => firms[(index * 37) % firms.length] ?? ''
    const due = (branch: Branch): CivilDate =>
      branch.openedOn === undefined
        ? addDays(addYears(today, -(branch.fullYears ?? 1)), -branch.daysAgo - 1)
        : addDays(addYears(branch.openedOn, -(branch.fullYears ?? 1)), -12)
    const cases = plots.slice(0, branches.length).flatMap((plot, index) => {
      const branch = branches[index]
      if (branch === undefined) return []
      const startDue = due(branch)
      const holder = branch.ownAccount === true ? firmOfAccount : of(index)
      return [{ plot, branch, startDue, holder }]
    })
    await insertAll(
      context,
      landContract,
      cases.map(({ plot, startDue, holder }, index) =>
        contractRow(county, plot, holder, index, { startDue, completionDue: addYears(startDue, 2) }),
      ),
    )
    await insertAll(
      context,
      landContract,
      plots.slice(branches.length).map((plot, index) => {
        // Some are built, some in works, some due in the coming months, a few already late by less than a year.
        const startDue = addDays(today, [-900, -420, -60, 45, 160][index % 5] ?? 0)
        const startedOn = index % 5 < 2 ? addDays(startDue, -15) : null
        return contractRow(county, plot, of(100 + index), 1_000 + index, {
          startDue,
          completionDue: addYears(startDue, 2),
          startedOn,
          completedOn: index % 5 === 0 ? addDays(startDue, 700) : null,
        })
      }),
    )
    const contracts = await context.tx
      .select({ id: landContract.id, parcelId: landContract.parcelId })
      .from(landContract)
      .where(eq(landContract.county, county))
    const byParcel = new Map(contracts.map(({ id, parcelId }) => [parcelId, id]))
    return cases.map(
      ({ plot, branch, startDue }): Made => ({
        id: byParcel.get(plot.id) ?? '',
        branch,
        startDue,
        areaM2: plot.areaM2,
      }),
    )
  })
  const ids = new Map<string, string>()
  const acts = made.flatMap((one) => {
    const { branch } = one
    const opened = branch.openedOn ?? addDays(today, -branch.daysAgo)
    const open = {
      on: opened,
      by: actorOf('ziran2'),
      run: async (context: Context) => {
        ids.set(one.id, await openIdleCase(context, { contractId: one.id, facts: factsOf(one) }))
      },
    }
    const steps = branch.steps.map((step) => {
      const on = addDays(opened, step.after)
      const by: Actor = byCounty.has(step.event)
        ? actorOf('xianzhang')
        : step.event === 'materials'
          ? actorOf('qiye')
          : actorOf('ziran')
      return {
        on,
        by,
        run: (context: Context) => actOnIdleCase(context, ids.get(one.id) ?? '', actOf(step, on)),
      }
    })
    return [open, ...steps]
  })
  for (const { on, by, run } of acts
    .filter((act) => act.on <= today)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    const at: App = { ...app, clock: { now: () => new Date(`${on}T10:00:00+08:00`) } }
    await app.database.scoped(by, (tx) => run({ ...at, tx, actor: by }))
  }
  await systemContext(app, county, 'demo', async (context) => {
    await windIdleClock(context)
  })
}
