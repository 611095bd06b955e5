import { z } from 'zod'
import { Day } from '../../schemas.ts'

const Point = z.strictObject({ date: z.string(), value: z.number().nullable() })
export const CountyFunds = z.array(
  z.strictObject({
    bank: z.string(),
    kind: z.string(),
    lender: z.string(),
    amountFen: z.number(),
    annualRate: z.string(),
    marginBp: z.int(),
    drawnFen: z.number(),
    /** Lent at more than the pool's rate and the agreed margin: the saving was not passed on. */
    overMarginFen: z.number(),
    loans: z.int(),
    meanRate: z.number().nullable(),
  }),
)
export type CountyFunds = z.infer<typeof CountyFunds>
export const CountyReply = z.strictObject({
  asOf: z.string(),
  today: z.string(),
  since: z.string(),
  bases: z.strictObject({
    basis: z.enum(['balance', 'disbursed', 'line']),
    balanceFen: z.number(),
    disbursedFen: z.number(),
    lineFen: z.number(),
  }),
  targets: z.array(z.strictObject({ due: z.string(), thresholdFen: z.number() })),
  pool: z.array(Point),
  creditShare: z.array(Point),
  figures: z.array(z.strictObject({ id: z.string(), value: z.number().nullable(), unit: z.string() })),
  villages: z.strictObject({
    told: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        lon: z.number(),
        lat: z.number(),
        households: z.int(),
        fen: z.number(),
      }),
    ),
    /** Villages with fewer than ten households, as one sum. */
    rest: z.strictObject({ households: z.int(), fen: z.number() }).nullable(),
  }),
  demand: z.strictObject({
    months: z.array(z.string()),
    purposes: z.array(
      z.strictObject({
        purpose: z.string(),
        cells: z.array(z.strictObject({ askedFen: z.number(), unmet: z.number() }).nullable()),
      }),
    ),
  }),
  funds: CountyFunds,
})
export type CountyReply = z.infer<typeof CountyReply>
export const CountyQuery = z.strictObject({ asOf: Day.optional() })
