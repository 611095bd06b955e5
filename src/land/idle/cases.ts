import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, isNull, max, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent, openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import { organisation, town } from '../../platform/registers/tables.ts'
import type {
  IdleAct,
  IdleCaseReply,
  IdleFactsDraft,
  IdleNotices,
  IdleQuery,
  IdleReply,
} from '../api/idle-cases/schema.ts'
import { requireDuty } from '../duties.ts'
import { causeTitles } from '../model/idle-causes.ts'
import { idleFinal, idleStateTitles } from '../model/idle-steps.ts'
import { landContract, landIdleCase, landIdleDocument, landParcel, type RecordedFacts } from '../tables.ts'
import { findIdleCase } from './records.ts'
import { nextWords } from './steps.ts'
import { tryTest } from './verdicts.ts'

/**
 * Opens a case on a contract whose land is suspected idle; thirty days to investigate.
 * @throws Problem forbidden; not_found; state_conflict (a case is open)
 */
export const openIdleCase = async (
  context: Context,
  { contractId, facts }: { readonly contractId: string; readonly facts: RecordedFacts },
): Promise<string> => {
  const { tx, actor, clock } = context
  await requireDuty(context, 'resources')
  const [row] = await tx
    .select({ contract: landContract, code: landParcel.code, areaM2: landParcel.areaRegisteredM2 })
    .from(landContract)
    .innerJoin(landParcel, and(eq(landParcel.county, landContract.county), eq(landParcel.id, landContract.parcelId)))
    .where(and(eq(landContract.county, actor.county), eq(landContract.id, contractId)))
  if (row === undefined) throw new Problem('not_found', '没有这份合同')
  const open = await tx.$count(
    landIdleCase,
    and(eq(landIdleCase.county, actor.county), eq(landIdleCase.contractId, contractId), isNull(landIdleCase.closedOn)),
  )
  if (open > 0) throw new Problem('state_conflict', '该宗地已有在办的闲置土地案件')
  const today = civilDateOf(clock.now())
  const year = Number(today.slice(0, 4))
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`land_idle_case ${actor.county} ${year}`}))`)
  const [last] = await tx
    .select({ no: max(landIdleCase.no) })
    .from(landIdleCase)
    .where(and(eq(landIdleCase.county, actor.county), eq(landIdleCase.year, year)))
  const id = randomUUID()
  const opened = await openCase(context, 'land.idle', {
    title: `疑似闲置土地：${row.code}`,
    subject: { table: 'land_idle_case', id },
    organisationId: row.contract.organisationId,
    areaCode: row.contract.townCode,
  })
  await tx.insert(landIdleCase).values({
    county: actor.county,
    id,
    year,
    no: (last?.no ?? 0) + 1,
    contractId,
    parcelId: row.contract.parcelId,
    organisationId: row.contract.organisationId,
    townCode: row.contract.townCode,
    areaM2: row.areaM2,
    state: 'suspected',
    caseId: opened.id,
    facts,
    suspectedOn: today,
    nextOn: opened.dueOn,
    nextWhat: nextWords.suspected ?? null,
  })
  return id
}

/** Puts down what was verified; after the finding the facts stand. @throws Problem forbidden, not_found, state_conflict */
export const recordIdleFacts = async (
  context: Context,
  id: string,
  facts: z.output<typeof IdleFactsDraft>,
): Promise<void> => {
  await requireDuty(context, 'resources')
  const { idleCase } = await findIdleCase(context, id)
  if (!['suspected', 'investigating', 'materialsIn'].includes(idleCase.state)) {
    throw new Problem('state_conflict', '已作出认定，事实不再更改')
  }
  await context.tx
    .update(landIdleCase)
    .set({ facts: facts satisfies RecordedFacts })
    .where(and(eq(landIdleCase.county, context.actor.county), eq(landIdleCase.id, id)))
}

/** Takes a step of a case. @throws Problem as the step */
export const actOnIdleCase = async (context: Context, id: string, act: z.output<typeof IdleAct>): Promise<void> => {
  const { idleCase } = await findIdleCase(context, id)
  const { event, ...data } = act
  const reason = 'reason' in data ? data.reason : ''
  await fireEvent(context, idleCase.caseId, event, { data, ...(reason === '' ? {} : { reason }) })
}

const listed = {
  idleCase: landIdleCase,
  parcelCode: landParcel.code,
  location: landParcel.location,
  holder: organisation.name,
  town: town.name,
  contractStart: landContract.startDue,
}

const select = ({ tx, actor }: Context, where: SQL | undefined) =>
  tx
    .select(listed)
    .from(landIdleCase)
    .innerJoin(landParcel, and(eq(landParcel.county, landIdleCase.county), eq(landParcel.id, landIdleCase.parcelId)))
    .innerJoin(
      landContract,
      and(eq(landContract.county, landIdleCase.county), eq(landContract.id, landIdleCase.contractId)),
    )
    .innerJoin(
      organisation,
      and(eq(organisation.county, landIdleCase.county), eq(organisation.id, landIdleCase.organisationId)),
    )
    .leftJoin(town, and(eq(town.county, landIdleCase.county), eq(town.code, landIdleCase.townCode)))
    .where(and(eq(landIdleCase.county, actor.county), where))
    .orderBy(sql`${landIdleCase.nextOn} NULLS LAST`, desc(landIdleCase.year), asc(landIdleCase.no))

type Selected = Awaited<ReturnType<typeof select>>[number]

const rowOf = ({ idleCase, parcelCode, location, holder, town: townName, contractStart }: Selected) => {
  const verdict = idleCase.finding?.value
  return {
    id: idleCase.id,
    year: idleCase.year,
    no: idleCase.no,
    parcelId: idleCase.parcelId,
    parcelCode,
    location,
    organisationId: idleCase.organisationId,
    holder,
    townCode: idleCase.townCode,
    town: townName ?? '',
    areaM2: idleCase.areaM2,
    state: idleCase.state,
    stateTitle: idleStateTitles[idleCase.state],
    status: verdict?.status ?? null,
    cause: verdict?.cause ?? null,
    disposal: verdict?.disposal ?? null,
    feeFen: verdict?.feeFen ?? 0,
    startDue: verdict?.startDue ?? contractStart,
    suspectedOn: idleCase.suspectedOn,
    foundOn: idleCase.foundOn,
    closedOn: idleCase.closedOn,
    outcome: idleCase.outcome,
    nextOn: idleCase.nextOn,
    nextWhat: idleCase.nextWhat,
    caseId: idleCase.caseId,
  }
}

/** Idle cases that the actor sees, by their next legal date. */
export const listIdleCases = async (
  context: Context,
  query: z.output<typeof IdleQuery>,
): Promise<DeepReadonly<z.input<typeof IdleReply>>> => ({
  rows: (
    await select(
      context,
      and(
        query.town === undefined ? undefined : eq(landIdleCase.townCode, query.town),
        query.state === undefined ? undefined : eq(landIdleCase.state, query.state),
        query.open ? isNull(landIdleCase.closedOn) : undefined,
      ),
    )
  ).map(rowOf),
})

/** A case with its contract, finding, the test of today, documents and restrictions. @throws Problem not_found */
export const viewIdleCase = async (
  context: Context,
  id: string,
): Promise<DeepReadonly<z.input<typeof IdleCaseReply>>> => {
  const [row] = await select(context, eq(landIdleCase.id, id))
  if (row === undefined) throw new Problem('not_found', '没有这宗闲置土地案件')
  const { idleCase, contract, parcel, holder } = await findIdleCase(context, id)
  const now = civilDateOf(context.clock.now())
  const today = tryTest(contract, parcel.tenure, idleCase.facts, now)
  const open = !idleFinal.has(idleCase.state)
  const found = idleCase.finding?.value
  const documents = await context.tx
    .select({
      id: landIdleDocument.id,
      kind: landIdleDocument.kind,
      number: landIdleDocument.number,
      title: landIdleDocument.title,
      signedBy: landIdleDocument.signedBy,
      signedOn: landIdleDocument.signedOn,
      servedOn: landIdleDocument.servedOn,
      dueOn: landIdleDocument.dueOn,
      digest: landIdleDocument.digest,
    })
    .from(landIdleDocument)
    .where(and(eq(landIdleDocument.county, context.actor.county), eq(landIdleDocument.idleCaseId, id)))
    .orderBy(asc(landIdleDocument.signedOn), asc(landIdleDocument.createdAt))
  return {
    ...rowOf(row),
    contract: {
      id: contract.id,
      supervisionNo: contract.supervisionNo,
      parcelId: parcel.id,
      parcelCode: parcel.code,
      location: parcel.location,
      organisationId: contract.organisationId,
      holder: holder.name,
      townCode: contract.townCode,
      signedOn: contract.signedOn,
      handoverOn: contract.handoverOn,
      startDue: contract.startDue,
      completionDue: contract.completionDue,
      priceFen: Number(contract.priceFen),
      pricePaidFen: Number(contract.pricePaidFen),
      farDue: contract.farDue,
      startedOn: contract.startedOn,
      completedOn: contract.completedOn,
      nextOn: contract.nextOn,
      nextWhat: contract.nextWhat,
      supplements: contract.supplements,
    },
    facts: idleCase.facts,
    finding: idleCase.finding,
    today,
    proposal:
      open && found?.disposal === 'fee' && today?.value.status === 'idleOverTwoYears'
        ? '办理期间已满两年，可按第十四条第（二）项另行提出收回的处置建议；原认定不变'
        : null,
    option: idleCase.option,
    agreedStart: idleCase.agreedStart,
    documents,
    restrictions: open && found !== undefined ? [...(found.restrictions ?? [])] : [],
  }
}

/** Idle land as the law orders it made public, until it is put in order (order 53, article 11). */
export const idleNotices = (context: Context): Promise<DeepReadonly<z.input<typeof IdleNotices>>> =>
  asCounty(context, 'idle-notices', async (county) => {
    const rows = await select(county, isNull(landIdleCase.closedOn))
    const documents = await county.tx
      .select({ idleCaseId: landIdleDocument.idleCaseId, number: landIdleDocument.number })
      .from(landIdleDocument)
      .where(and(eq(landIdleDocument.county, county.actor.county), eq(landIdleDocument.kind, 'finding')))
    const numbers = new Map(documents.map(({ idleCaseId, number }) => [idleCaseId, number]))
    return {
      rows: rows.flatMap((row) => {
        const { idleCase } = row
        const verdict = idleCase.finding?.value
        return verdict === undefined || idleCase.foundOn === null
          ? []
          : [
              {
                parcelCode: row.parcelCode,
                location: row.location,
                town: row.town ?? '',
                holder: row.holder,
                areaM2: idleCase.areaM2,
                startDue: verdict.startDue,
                foundOn: idleCase.foundOn,
                cause: causeTitles[verdict.cause ?? 'owner'],
                number: numbers.get(idleCase.id) ?? '',
              },
            ]
      }),
    }
  })
