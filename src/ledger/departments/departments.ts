import { eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import type { DepartmentRow } from '../api/departments/schema.ts'
import { countLights } from '../model/light-counts.ts'
import { counted, dayOf, ledgerOn } from '../reforms/day.ts'
import { evidence, supervisionNotice, targetExtension } from '../tables.ts'

const openOn = (asOf: string, from: string | null, until: string | null): boolean =>
  from !== null && from <= asOf && (until === null || until > asOf)

/** What waits at each organisation. Counts are of the whole county and name no record. */
const waiting = (context: Context, asOf: string) =>
  asCounty(context, 'departments', async ({ tx, actor: { county } }) => {
    const papers = await tx
      .select({
        organisation: evidence.organisationId,
        from: evidence.submittedOn,
        until: evidence.verifiedOn,
        state: evidence.state,
      })
      .from(evidence)
      .where(eq(evidence.county, county))
    const notices = await tx.select().from(supervisionNotice).where(eq(supervisionNotice.county, county))
    const extensions = await tx.select().from(targetExtension).where(eq(targetExtension.county, county))
    return {
      evidence: papers.filter(({ from, until, state }) => state !== 'returned' && openOn(asOf, from, until)),
      notices: notices.filter(({ issuedOn, closedOn }) => openOn(asOf, issuedOn, closedOn)),
      late: notices.filter(
        ({ issuedOn, answerDue, answeredOn }) =>
          issuedOn <= asOf && answerDue < asOf && (answeredOn === null || answeredOn > answerDue),
      ),
      extensions: extensions.filter(({ askedOn, decidedOn }) => openOn(asOf, askedOn, decidedOn)),
    }
  })

/** The supervision board: one line a department, counting the targets of the reforms that it leads. */
export const listDepartments = async (
  context: Context,
  asOf: string | undefined,
): Promise<{ asOf: string; rows: DepartmentRow[] }> => {
  const day = dayOf(context, asOf)
  const ledger = await ledgerOn(context, asOf)
  if (ledger === null) return { asOf: day, rows: [] }
  const open = await waiting(context, day)
  const shares = [...ledger.state.departments.values()].flat()
  // A department that the register does not know yet goes by its name.
  const groups = Map.groupBy(shares, ({ organisationId, name }) => organisationId ?? `name:${name}`)
  const targets = counted(ledger.targets)
  const rows = [...groups].map(([organisationId, own]): DepartmentRow => {
    const of = (lead: boolean): number[] => own.filter(({ no }) => (no === 1) === lead).map(({ reformNo }) => reformNo)
    const leads = of(true)
    const led = targets.filter(({ reformNo }) => leads.includes(reformNo))
    const mine = (records: readonly { readonly organisationId: string }[]): number =>
      records.filter((record) => record.organisationId === organisationId).length
    const dues = led.flatMap(({ due, light }) => (due >= day && light !== 'met' ? [due] : []))
    return {
      organisationId,
      name: own[0]?.name ?? '',
      leads,
      joins: of(false),
      counts: countLights(led),
      total: led.length,
      evidenceWaiting: open.evidence.filter(({ organisation }) => organisation === organisationId).length,
      noticesOpen: mine(open.notices),
      noticesLate: mine(open.late),
      extensionsAsked: mine(open.extensions),
      nextDue: dues.toSorted()[0] ?? null,
    }
  })
  const trouble = ({ counts }: DepartmentRow): number => counts.overdue * 1000 + counts.at_risk
  return { asOf: day, rows: rows.toSorted((a, b) => trouble(b) - trouble(a) || b.total - a.total) }
}
