import { randomUUID } from 'node:crypto'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { ContractDraft, ContractsReply, SupplementAgreed } from '../api/idle-cases/schema.ts'
import { requireDuty } from '../duties.ts'
import { landContract, landIdleCase, landParcel } from '../tables.ts'

/** Contracts that the actor sees, by the next legal date of their land. */
export const listContracts = async ({ tx, actor }: Context): Promise<DeepReadonly<z.input<typeof ContractsReply>>> => {
  const rows = await tx
    .select({
      contract: landContract,
      parcelCode: landParcel.code,
      location: landParcel.location,
      holder: organisation.name,
      idleCaseId: landIdleCase.id,
    })
    .from(landContract)
    .innerJoin(landParcel, and(eq(landParcel.county, landContract.county), eq(landParcel.id, landContract.parcelId)))
    .innerJoin(
      organisation,
      and(eq(organisation.county, landContract.county), eq(organisation.id, landContract.organisationId)),
    )
    .leftJoin(
      landIdleCase,
      and(
        eq(landIdleCase.county, landContract.county),
        eq(landIdleCase.contractId, landContract.id),
        isNull(landIdleCase.closedOn),
      ),
    )
    .where(eq(landContract.county, actor.county))
    .orderBy(sql`${landContract.nextOn} NULLS LAST`, asc(landContract.supervisionNo))
  return {
    rows: rows.map(({ contract, parcelCode, location, holder, idleCaseId }) => ({
      id: contract.id,
      supervisionNo: contract.supervisionNo,
      parcelId: contract.parcelId,
      parcelCode,
      location,
      organisationId: contract.organisationId,
      holder,
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
      idleCaseId,
    })),
  }
}

/** Enters a grant contract. @throws Problem forbidden, not_found (parcel), duplicate (number) */
export const enterContract = async (context: Context, draft: z.output<typeof ContractDraft>): Promise<void> => {
  const { tx, actor } = context
  await requireDuty(context, 'resources')
  const [parcel] = await tx
    .select({ townCode: landParcel.townCode })
    .from(landParcel)
    .where(and(eq(landParcel.county, actor.county), eq(landParcel.id, draft.parcelId)))
  if (parcel === undefined) throw new Problem('not_found', '没有这宗地')
  if (draft.startDue !== null && draft.completionDue !== null && draft.completionDue < draft.startDue) {
    throw Problem.field('/completionDue', 'completion_before_start', '约定竣工日期早于动工日期')
  }
  await tx.insert(landContract).values({
    county: actor.county,
    id: randomUUID(),
    ...draft,
    townCode: parcel.townCode,
    priceFen: BigInt(draft.priceFen),
    pricePaidFen: BigInt(draft.pricePaidFen),
    investmentDueFen: draft.investmentDueFen === null ? null : BigInt(draft.investmentDueFen),
    taxDueFenPerMu: draft.taxDueFenPerMu === null ? null : BigInt(draft.taxDueFenPerMu),
    supplements: [],
  })
}

/** Adds a supplementary agreement; its start date takes the place of the contract's. @throws Problem forbidden, not_found */
export const addContractSupplement = async (
  context: Context,
  id: string,
  supplement: z.output<typeof SupplementAgreed>,
): Promise<void> => {
  const { tx, actor } = context
  await requireDuty(context, 'resources')
  const of = and(eq(landContract.county, actor.county), eq(landContract.id, id))
  const [row] = await tx.select({ supplements: landContract.supplements }).from(landContract).where(of)
  if (row === undefined) throw new Problem('not_found', '没有这份合同')
  await tx
    .update(landContract)
    .set({ supplements: [...row.supplements, supplement] })
    .where(of)
}
