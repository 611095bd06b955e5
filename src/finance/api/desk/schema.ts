import { z } from 'zod'
import { tunedLimits, verdicts } from '../../model/exposure.ts'
import { familyGrades, honourLevels } from '../../model/family-facts.ts'
import { explained } from '../explained.ts'
import { ApplicationRow } from '../applications/schema.ts'

const Standing = {
  score: z.strictObject({ asOf: z.string(), total: z.int(), grade: z.enum(familyGrades) }).nullable(),
  sheet: z
    .strictObject({
      asOf: z.string(),
      validUntil: z.string(),
      marketFen: z.int(),
      countedFen: z.int(),
      netCountedFen: z.int(),
      leverage: z.string().nullable(),
    })
    .nullable(),
  line: z
    .strictObject({
      id: z.string(),
      limitFen: z.int(),
      annualRate: z.string(),
      validTo: z.string(),
      state: z.string(),
      stateReason: z.string().nullable(),
    })
    .nullable(),
}
export const ApplicationDesk = z.strictObject({
  application: ApplicationRow,
  ...Standing,
  exposure: z.strictObject({
    result: z.enum(verdicts),
    checks: z.array(
      z.strictObject({
        name: z.enum([...tunedLimits, 'single_borrower', 'guarantee_circle']),
        unit: z.enum(['fen', 'households', 'share', 'circles']),
        result: z.enum(verdicts),
        before: z.number(),
        after: z.number(),
        limit: z.number(),
      }),
    ),
  }),
})
export type ApplicationDesk = z.infer<typeof ApplicationDesk>

export const QuoteQuery = z.strictObject({
  grantedFen: z.coerce.number().int().min(100_000).max(500_000_000),
  months: z.coerce.number().int().min(1).max(60),
  grade: z.enum(familyGrades),
  honour: z.enum(honourLevels).nullable().default(null),
  lowIncome: z.stringbool().default(false),
})
export type Quote = z.output<typeof QuoteQuery>

export const QuoteReply = z.strictObject({
  offer: explained(
    z.strictObject({
      grantedFen: z.int(),
      months: z.int(),
      annualRate: z.string(),
      lpr: z.string(),
      spreadBp: z.int(),
      maturityOn: z.string(),
    }),
  ),
  installmentFen: z.int().nullable(),
  interestFen: z.int(),
  /** With all charges, as the internal rate of return of the family's payments (中国人民银行公告〔2021〕第3号). */
  annualised: z.string(),
  rows: z.array(
    z.strictObject({
      due: z.string(),
      principalFen: z.int(),
      interestFen: z.int(),
      totalFen: z.int(),
      closingFen: z.int(),
    }),
  ),
})
