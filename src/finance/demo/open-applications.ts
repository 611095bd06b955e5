import { randomUUID } from 'node:crypto'
import { fireEvent, openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { addDays } from '../../platform/dates.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { loanApplication } from '../tables.ts'
import type { DemoFamily } from './families.ts'

const wishes = [
  ['A0411', 8, 12, 'annuity'],
  ['A0412', 14, 12, 'interest_only'],
  ['A0152', 6, 24, 'equal_principal'],
  ['A0149', 5, 12, 'annuity'],
  ['H6110', 20, 36, 'annuity'],
] as const

/** What lies on the desks today: families that asked, each with its case; some have an offer, one is to send papers. */
export const openApplications = async (context: Context, families: readonly DemoFamily[]): Promise<void> => {
  const { county } = context.actor
  const today = civilDateOf(context.clock.now())
  for (const [index, family] of families.entries()) {
    const [purpose, tenThousands, months, method] = wishes[index % wishes.length] ?? wishes[0]
    const id = randomUUID()
    const opened = await openCase(context, 'finance.application', {
      title: `贷款申请：${tenThousands} 万元`,
      subject: { table: 'loan_application', id },
      organisationId: family.bankId,
      householdId: family.householdId,
    })
    await context.tx.insert(loanApplication).values({
      county,
      id,
      bankId: family.bankId,
      householdId: family.householdId,
      personId: family.headId,
      villageCode: family.villageCode,
      askedOn: addDays(today, -(index % 3)),
      askedFen: BigInt(tenThousands * 1_000_000),
      months,
      purpose,
      mode: 'credit',
      method,
      state: 'submitted',
      online: true,
      caseId: opened.id,
    })
    if (index % 5 === 3) {
      const data = { grantedFen: tenThousands * 1_000_000, months, grade: family.grade === 'C' ? 'BB' : family.grade }
      await fireEvent(context, opened.id, 'approve', { data })
    }
    if (index % 5 === 4) await fireEvent(context, opened.id, 'ask', { reason: '请补充民宿消防验收意见' })
  }
}
