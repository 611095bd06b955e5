import { and, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { landContract, landIdleCase, landParcel } from '../tables.ts'

/** An idle case with the contract, parcel and holder that it is about. @throws Problem not_found */
export const findIdleCase = async ({ tx, actor }: Context, id: string) => {
  const [row] = await tx
    .select({
      idleCase: landIdleCase,
      contract: landContract,
      parcel: {
        id: landParcel.id,
        code: landParcel.code,
        location: landParcel.location,
        tenure: landParcel.tenure,
      },
      holder: { name: organisation.name, uscc: organisation.uscc },
    })
    .from(landIdleCase)
    .innerJoin(
      landContract,
      and(eq(landContract.county, landIdleCase.county), eq(landContract.id, landIdleCase.contractId)),
    )
    .innerJoin(landParcel, and(eq(landParcel.county, landIdleCase.county), eq(landParcel.id, landIdleCase.parcelId)))
    .innerJoin(
      organisation,
      and(eq(organisation.county, landIdleCase.county), eq(organisation.id, landIdleCase.organisationId)),
    )
    .where(and(eq(landIdleCase.county, actor.county), eq(landIdleCase.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这宗闲置土地案件')
  return row
}

export type IdleRecord = Awaited<ReturnType<typeof findIdleCase>>
