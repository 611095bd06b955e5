import { z } from 'zod'
import { evidenceLevels } from '../../model/asset-classes.ts'
import { liabilityKinds } from '../../model/balance-sheet.ts'
import { AsOf, Fen, SignedFen } from '../../schemas.ts'

export const LiabilityRow = z.strictObject({
  id: z.string(),
  personId: z.string(),
  kind: z.enum(liabilityKinds),
  counterparty: z.string(),
  balanceFen: z.int(),
  monthlyFen: z.int(),
  asOf: z.string(),
})
export type LiabilityRow = z.infer<typeof LiabilityRow>
export const IncomeRow = z.strictObject({
  personId: z.string(),
  year: z.int(),
  source: z.string(),
  netFen: z.int(),
  evidence: z.enum(evidenceLevels),
})
export type IncomeRow = z.infer<typeof IncomeRow>

export const StandingQuery = z.strictObject({ household: z.uuid().optional() })
export const LiabilityList = z.strictObject({ rows: z.array(LiabilityRow) })
export const IncomeList = z.strictObject({ rows: z.array(IncomeRow) })
export const LiabilityDraft = z.strictObject({
  kind: z.enum(liabilityKinds),
  counterparty: z.string().trim().min(2).max(80),
  balanceFen: Fen,
  monthlyFen: Fen.default(0),
  asOf: AsOf,
})
export const LiabilityParams = z.strictObject({ id: z.uuid() })
export const IncomeDraft = z.strictObject({
  year: z.int().min(2000).max(2200),
  source: z.string().trim().min(2).max(60),
  netFen: SignedFen,
})
