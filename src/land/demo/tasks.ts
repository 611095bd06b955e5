import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { systemContext } from '../../platform/database/system-context.ts'
import type { Actor, App, Context } from '../../platform/context.ts'
import { addDays, addYears, type CivilDate, makeDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { demoActors } from '../../platform/identity/demo-actors.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { type Random, seededRandom } from '../../platform/stats/random.ts'
import { acceptance, type AcceptanceTarget } from '../model/acceptance.ts'
import { rounded } from '../model/exact.ts'
import { inefficientTable } from '../rules/inefficient.ts'
import { taskCase } from '../tasks/case.ts'
import type { Judged } from '../tasks/judge.ts'
import { judgeFirms } from '../tasks/judge.ts'
import { byUrgency } from '../tasks/lists.ts'
import { landAcceptance, landAgreement, landFinding, landProgress, landTask, landTaskList } from '../tables.ts'
import { enterPastCases, type PastEvent } from './cases.ts'
import { insertAll } from './insert-all.ts'

/** The yearly list of the official table (land 9): so many tasks in ten towns. */
export const demoTasks = 180
const year = 2022
const frozenOn = '2022-03-25'
/** This town is late at every date (by its place among the codes). */
const lateTown = 4

type Days = {
  readonly assignedOn: CivilDate
  readonly signedOn: CivilDate
  readonly beganOn: CivilDate
  readonly askedOn: CivilDate
  readonly decidedOn: CivilDate
  /** Closed on conditions first, and confirmed a year later. */
  readonly confirmedOn: CivilDate | null
}

/** Six of ten are closed by the end of September, all by mid-December; the late town signs in July and ends in January. */
const daysOf = (random: Random, late: boolean, at: number): Days => {
  const assignedOn = makeDate(year, 3, 28)
  const signedOn = late
    ? addDays(makeDate(year, 7, 4), random.integer(16))
    : addDays(makeDate(year, 4, 12), random.integer(78))
  const beganOn = addDays(signedOn, 6 + random.integer(14))
  const early = !late && at < 0.62
  const decidedOn = late
    ? at < 0.5
      ? addDays(makeDate(year, 11, 20), random.integer(40))
      : addDays(makeDate(year + 1, 1, 6), random.integer(20))
    : early
      ? addDays(makeDate(year, 8, 1), random.integer(59))
      : addDays(makeDate(year, 10, 8), random.integer(68))
  const confirmedOn = random.next() < 0.15 ? addYears(decidedOn, 1) : null
  return { assignedOn, signedOn, beganOn, askedOn: addDays(decidedOn, -4 - random.integer(8)), decidedOn, confirmedOn }
}

const highest = ({ verdict }: Judged, rules: readonly string[]): number | null => {
  const thresholds = verdict.value.findings.filter(({ rule }) => rules.includes(rule)).map(({ threshold }) => threshold)
  return thresholds.length === 0 ? null : Math.max(...thresholds)
}

type Draft = {
  readonly id: string
  readonly judged: Judged
  readonly parcelId: string
  readonly firm: string
  readonly days: Days
  readonly targets: { readonly far: number | null; readonly taxPerMu: number | null }
  readonly investmentFen: number
}

type People = { readonly lead: Actor; readonly member: Actor; readonly town: Actor; readonly firm: Actor }

const eventsOf = ({ days }: Draft, { lead, member, town, firm }: People): PastEvent[] => [
  { event: 'assign', on: days.assignedOn, by: member },
  { event: 'sign', on: days.signedOn, by: firm },
  { event: 'progressByFirm', on: days.beganOn, by: firm },
  { event: 'progress', on: days.askedOn, by: town },
  { event: 'askAcceptance', on: days.askedOn, by: town },
  { event: 'record', on: days.decidedOn, by: member },
  { event: days.confirmedOn === null ? 'close' : 'closeConditionally', on: days.decidedOn, by: lead },
  ...(days.confirmedOn === null ? [] : [{ event: 'confirm', on: days.confirmedOn, by: lead }]),
]

const measuredTargets = ({ targets, days }: Draft, review: boolean, random: Random): AcceptanceTarget[] =>
  (['far', 'taxPerMu'] as const).flatMap((item): AcceptanceTarget[] => {
    const target = targets[item]
    if (target === null) return []
    const promised = item === 'taxPerMu' && days.confirmedOn !== null && !review
    const measured = rounded(target * (promised ? 0.6 : 1 + 0.15 * random.next()), 4)
    return [{ item, target, measured, jointOpinion: false, commitment: promised }]
  })

const settled = (targets: readonly AcceptanceTarget[], working: Working) =>
  acceptance(
    targets,
    {
      inspectors: ['jingxin', 'jingxin2'],
      reporter: '',
      siteRecordSigned: true,
      photosBefore: true,
      photosAfter: true,
      photosInsideParcel: true,
    },
    working,
  )

const acceptancesOf = (draft: Draft, { lead, member }: People, county: string, random: Random) => {
  const row = (round: number, review: boolean, on: CivilDate) => {
    const targets = measuredTargets(draft, review, random)
    const working = new Working()
    return {
      county,
      taskId: draft.id,
      round,
      review,
      inspectedOn: on,
      record: review
        ? '按上一完整年度税收复核，指标达到承诺目标（演示）'
        : '现场查看厂房、设备和土地利用情况，核对整改前后资料，逐项实测（演示；现场照片未随演示数据提供）',
      targets,
      firstInspector: review ? lead.id : member.id,
      firstInspectorName: review ? lead.name : member.name,
      secondInspector: review ? null : lead.id,
      secondInspectorName: review ? null : lead.name,
      decidedOn: on,
      result: working.explain(settled(targets, working)),
    }
  }
  const { decidedOn, confirmedOn } = draft.days
  return [row(1, false, decidedOn), ...(confirmedOn === null ? [] : [row(2, true, confirmedOn)])]
}

const draftsOf = (judged: readonly Judged[], firms: ReadonlyMap<string, string>, towns: readonly string[]): Draft[] => {
  const random = seededRandom('land demo tasks')
  const chosen = judged
    .filter(({ verdict, parcelId }) => verdict.value.inefficient && parcelId !== null)
    .toSorted(byUrgency)
    .slice(0, demoTasks)
    .toSorted((a, b) => (a.townCode < b.townCode ? -1 : a.townCode > b.townCode ? 1 : byUrgency(a, b)))
  const ofTown = new Map<string, number>()
  const sizes = Map.groupBy(chosen, ({ townCode }) => townCode)
  return chosen.map((each): Draft => {
    const before = ofTown.get(each.townCode) ?? 0
    ofTown.set(each.townCode, before + 1)
    const late = each.townCode === towns[lateTown]
    return {
      id: randomUUID(),
      judged: each,
      parcelId: each.parcelId ?? '',
      firm: firms.get(each.organisationId) ?? '',
      days: daysOf(random, late, before / (sizes.get(each.townCode)?.length ?? 1)),
      targets: { far: highest(each, ['R2']), taxPerMu: highest(each, ['R1', 'R3']) },
      investmentFen: Math.round((80 + 400 * random.next()) * 1_000_000),
    }
  })
}

/** Reports of a firm in the order in which works go on. */
const reports = [
  [0.25, '已完成方案设计，闲置厂房开始清理（演示）'],
  [0.6, '设备进场，厂房改造施工过半（演示）'],
  [1, '改造完成，生产线投产，申请验收（演示）'],
] as const

const enter = async (context: Context, drafts: readonly Draft[], people: (townCode: string) => People) => {
  const { county } = context.actor
  const random = seededRandom('land demo acceptances')
  const caseIds = await enterPastCases(
    context,
    drafts.map((draft) => ({
      type: taskCase,
      title: `${year} 年整治任务：${draft.firm}`,
      subject: { table: 'land_task', id: draft.id },
      data: { year },
      organisationId: draft.judged.organisationId,
      areaCode: draft.judged.townCode,
      openedOn: frozenOn,
      openedBy: people(draft.judged.townCode).lead,
      events: eventsOf(draft, people(draft.judged.townCode)),
    })),
  )
  await insertAll(
    context,
    landTask,
    drafts.map(({ id, judged, parcelId, days }, index) => ({
      county,
      id,
      year,
      no: index + 1,
      kind: 'inefficient' as const,
      organisationId: judged.organisationId,
      parcelId,
      townCode: judged.townCode,
      areaM2: judged.use.landM2,
      rules: judged.verdict.value.findings.map(({ rule }) => rule),
      measure: [...new Set(judged.verdict.value.findings.map(({ measure }) => measure))].join('；'),
      state: 'closed' as const,
      caseId: caseIds[index] ?? '',
      dueOn: makeDate(year, 12, 31),
      listedOn: frozenOn,
      assignedOn: days.assignedOn,
      signedOn: days.signedOn,
      beganOn: days.beganOn,
      askedOn: days.askedOn,
      inspectedOn: days.decidedOn,
      conditionalOn: days.confirmedOn === null ? null : days.decidedOn,
      reviewDue: days.confirmedOn === null ? null : addYears(days.decidedOn, 1),
      closedOn: days.confirmedOn ?? days.decidedOn,
      progress: 1,
      progressOn: days.askedOn,
    })),
  )
  await insertAll(
    context,
    landAgreement,
    drafts.map(({ id, judged, days, targets, investmentFen }) => ({
      county,
      taskId: id,
      findings: judged.verdict.value.findings.map(({ rule, threshold, measure, basis }) => ({
        rule,
        threshold,
        measure,
        basis,
      })),
      baseline: {
        far:
          judged.use.countedFloorAreaM2 === null ? null : rounded(judged.use.countedFloorAreaM2 / judged.use.landM2, 4),
        band: judged.verdict.value.band,
      },
      targets,
      investmentFen: BigInt(investmentFen),
      completionOn: makeDate(year, 11, 30),
      securityKind: 'deposit' as const,
      securityFen: BigInt(Math.round(investmentFen * 0.02)),
      liability: '逾期未完成的，按差别化政策执行，并依照本协议承担违约责任。',
      checkDates: [makeDate(year, 9, 15), makeDate(year, 11, 15)],
      state: 'fulfilled' as const,
      draftedOn: days.assignedOn,
      draftedBy: people(judged.townCode).town.name,
      townSignedOn: days.signedOn,
      townSignedBy: people(judged.townCode).town.name,
      firmSignedOn: days.signedOn,
      firmSignedBy: '法定代表人（演示）',
      fulfilledOn: days.confirmedOn ?? days.decidedOn,
    })),
  )
  await insertAll(
    context,
    landProgress,
    drafts.flatMap(({ id, days, investmentFen, judged }) =>
      reports.map(([share, text], index) => ({
        county,
        taskId: id,
        on: index === 0 ? days.beganOn : index === 1 ? addDays(days.beganOn, 20) : days.askedOn,
        share,
        investedFen: BigInt(Math.round(investmentFen * share)),
        text,
        reportedBy: index < 2 ? 'firm' : people(judged.townCode).town.id,
        reporterName: index < 2 ? '企业报送（演示）' : people(judged.townCode).town.name,
      })),
    ),
  )
  await insertAll(
    context,
    landAcceptance,
    drafts.flatMap((draft) => acceptancesOf(draft, people(draft.judged.townCode), county, random)),
  )
}

/**
 * The list of 2022 as it was worked off: 180 tasks in ten towns, one of them late, so that the ledger's figures move at
 * its four dates. Findings keep facts, working and rule version.
 */
export const makeTasks = async (app: App, county: string, towns: readonly string[]): Promise<void> => {
  const actorOf = await demoActors(app, county)
  const at: App = { ...app, clock: { now: () => new Date('2022-03-10T10:00:00+08:00') } }
  const [lead, member, firm] = [actorOf('jingxin'), actorOf('jingxin2'), actorOf('qiye')]
  const officers = ['haiyou', ...townOfficers]
  const officerOf = new Map(officers.map(actorOf).map((actor) => [actor.area, actor]))
  const people = (townCode: string): People => ({ lead, member, firm, town: officerOf.get(townCode) ?? lead })
  await systemContext(at, county, 'demo', async (context) => {
    const { version, judged } = await judgeFirms(context, '2022-03-10' as CivilDate)
    const names = await context.tx
      .select({ id: organisation.id, name: organisation.name })
      .from(organisation)
      .where(eq(organisation.county, county))
    const drafts = draftsOf(judged, new Map(names.map(({ id, name }) => [id, name])), towns)
    await context.tx.insert(landTaskList).values({
      county,
      year,
      drawnOn: '2022-03-10',
      figuresAsOf: '2022-03-10',
      frozenOn,
      frozenBy: lead.name,
      rules: { [inefficientTable.name]: version },
    })
    const chosen = new Set(drafts.map(({ judged: { organisationId } }) => organisationId))
    await insertAll(
      context,
      landFinding,
      judged.map(({ organisationId, townCode, parcelId, use, verdict }) => ({
        county,
        year,
        organisationId,
        townCode,
        parcelId,
        facts: use,
        verdict,
        judgedOn: '2022-03-10',
        chosen: chosen.has(organisationId),
      })),
    )
    await enter(context, drafts, people)
  })
}

/** User names of the officers of the other nine towns, in the order of their codes. */
export const townOfficers = [
  'hairun',
  'shaliu',
  'zhuao',
  'tingpang',
  'jiantiao',
  'hengdu',
  'pubagang',
  'huaqiao',
  'shepan',
] as const
