import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { type Explained, Working } from '../../platform/explain.ts'
import type { Fen } from '../../platform/money.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { decide } from '../../platform/rules/rules.ts'
import { type ExposureResult, type Position, checkExposure } from '../model/exposure.ts'
import { bankCapitalRules } from '../rules/bank-capital.ts'
import { ruleBookOn } from '../rules/book-on.ts'
import { exposureLimitRules, exposureLimits } from '../rules/exposure.ts'

type Sum = { readonly bank: string; readonly own: boolean; readonly village: string; readonly fen: unknown }

/**
 * What stands out: the household's loans of every bank, and the bank's loans to all others by village. Read for the whole
 * county, because the limit over all banks needs it; only the sums leave this file.
 */
const positionsFor = async (
  context: Context,
  of: { readonly bankId: string; readonly householdId: string },
): Promise<readonly Position[]> => {
  const { rows } = await asCounty(context, 'finance.exposure', ({ tx }) =>
    tx.execute<Sum>(sql`
      SELECT c.bank_id::text AS bank, c.household_id = ${of.householdId} AS own, c.village_code AS village,
        sum(e.principal_fen)::text AS fen
      FROM loan_contract c JOIN loan_event e ON e.county = c.county AND e.contract_id = c.id
      WHERE c.county = ${context.actor.county} AND (c.bank_id = ${of.bankId} OR c.household_id = ${of.householdId})
        AND e.principal_fen <> 0 AND NOT EXISTS (SELECT 1 FROM loan_event r WHERE r.county = e.county
          AND r.contract_id = e.contract_id AND r.reverses_no = e.no)
      GROUP BY 1, 2, 3 HAVING sum(e.principal_fen) > 0`),
  )
  return rows.map(({ bank, own, village, fen }) => ({
    bank,
    household: own ? of.householdId : '',
    village,
    compartment: null,
    fen: BigInt(String(fen)),
  }))
}

/** The pre-trade check of a loan (finance 4.11) on the records of the day, by the limits in force. */
export const exposureOf = async (
  context: Context,
  proposed: {
    readonly bankId: string
    readonly householdId: string
    readonly villageCode: string
    readonly fen: Fen
  },
  asOf: CivilDate,
): Promise<Explained<ExposureResult>> => {
  const working = new Working()
  const [owner] = await context.tx
    .select({ code: organisation.code })
    .from(organisation)
    .where(and(eq(organisation.county, context.actor.county), eq(organisation.id, proposed.bankId)))
  const { output, version } = await decide(context, bankCapitalRules.name, { bank: owner?.code ?? '' }, { asOf })
  working.usedRule(bankCapitalRules.name, version)
  const book = await ruleBookOn(context, [exposureLimitRules], asOf)
  const { bankId: bank, householdId: household, villageCode: village, fen } = proposed
  const result = checkExposure(
    {
      positions: await positionsFor(context, proposed),
      collateral: [],
      guarantees: [],
      proposed: { bank, household, village, fen, compartment: null, collateral: null, guarantors: [] },
      bankCapitalFen: BigInt(bankCapitalRules.output.parse(output).capitalFen),
    },
    exposureLimits(book, working),
    working,
  )
  return working.explain(result)
}
