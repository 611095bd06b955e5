import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import type { EvidenceFact } from '../model/deliverable.ts'
import { evidence, target } from '../tables.ts'

export type Deliverable = {
  readonly targetId: string
  readonly reformNo: number
  readonly text: string
  readonly due: CivilDate
  readonly required: readonly string[]
  readonly evidence: readonly (EvidenceFact & { readonly id: string; readonly title: string })[]
}

/** Every deliverable of the county with its papers, in two queries; `deliverableOn` tells how each stood on a day. */
export const loadDeliverables = async (context: Context): Promise<readonly Deliverable[]> => {
  const { county } = context.actor
  const targets = await context.tx
    .select()
    .from(target)
    .where(and(eq(target.county, county), eq(target.kind, 'deliverable'), isNull(target.withdrawnOn)))
    .orderBy(asc(target.year), asc(target.reformNo), asc(target.no))
  const papers = await context.tx
    .select({
      id: evidence.id,
      targetId: evidence.targetId,
      title: evidence.title,
      kind: evidence.kind,
      state: evidence.state,
      datedOn: evidence.datedOn,
      submittedOn: evidence.submittedOn,
    })
    .from(evidence)
    .where(eq(evidence.county, county))
    .orderBy(asc(evidence.datedOn), asc(evidence.id))
  const byTarget = Map.groupBy(papers, ({ targetId }) => targetId)
  // Dates come from DATE columns: they are civil dates by construction.
  const civil = (date: string): CivilDate => date as CivilDate
  return targets.map((each) => ({
    targetId: each.id,
    reformNo: each.reformNo,
    text: each.text,
    due: civil(each.due),
    required: each.requiredKinds,
    evidence: (byTarget.get(each.id) ?? []).map((paper) => ({
      ...paper,
      datedOn: civil(paper.datedOn),
      submittedOn: paper.submittedOn === null ? null : civil(paper.submittedOn),
    })),
  }))
}
