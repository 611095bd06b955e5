import { z } from 'zod'
import { Fen, Quantity, Share, Year } from '../../schemas.ts'

export const ScenarioParcelInput = z.strictObject({
  title: z.string().trim().min(1).max(100),
  areaMu: z.number().positive().max(100_000),
  probability: Share,
  taxFenPerMu: Fen,
  startYear: Year,
  priceFen: Fen,
  costFen: Fen,
  newLandMu: Quantity,
  farmlandMu: Quantity,
  jobs: Quantity,
})
export type ScenarioParcelInput = z.output<typeof ScenarioParcelInput>

export const ScenarioDraft = z.strictObject({
  title: z.string().trim().min(2).max(100),
  parcels: z.array(ScenarioParcelInput).min(1).max(200),
  firstYear: Year,
  years: z.int().min(1).max(30).default(10),
  rate: z
    .string()
    .regex(/^0(\.\d{1,4})?$/)
    .default('0.05'),
})

const Figures = z.strictObject({
  expectedMu: z.number(),
  newLandMu: z.number(),
  farmlandMu: z.number(),
  existingShare: z.number().nullable(),
  jobs: z.number(),
  priceFen: z.number(),
  costFen: z.number(),
  taxFen: z.number(),
  presentValueFen: z.number(),
  p10Fen: z.number(),
  p50Fen: z.number(),
  p90Fen: z.number(),
  taxPerMuAfter: z.number().nullable(),
})

export const ScenarioRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  parcels: z.array(ScenarioParcelInput),
  firstYear: z.number(),
  years: z.number(),
  rate: z.string(),
  createdByName: z.string(),
  createdOn: z.string(),
  figures: Figures,
})
export const ScenariosReply = z.strictObject({ rows: z.array(ScenarioRow) })
export const ScenarioParams = z.strictObject({ id: z.uuid() })

export const SupplyRow = z.strictObject({
  id: z.string(),
  year: z.number(),
  title: z.string(),
  townCode: z.string(),
  kind: z.enum(['existing', 'new']),
  areaM2: z.number(),
  plannedMonth: z.number(),
  probability: z.number(),
  taxFenPerMu: z.number(),
  suppliedOn: z.string().nullable(),
})
export const SupplyQuery = z.strictObject({ year: z.coerce.number().int().min(1980).max(2200).optional() })
export const SupplyReply = z.strictObject({
  year: z.number(),
  years: z.array(z.number()),
  rows: z.array(SupplyRow),
  /** Of what was supplied in the year: share that was construction land before; null without supply. */
  existingShare: z.number().nullable(),
  forecast: z.array(z.strictObject({ year: z.number(), expectedMu: z.number(), taxFen: z.number() })),
})
