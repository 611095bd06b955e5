import { z } from 'zod'
import { repaymentMethods } from '../../model/loan-terms.ts'
import { priceModes } from '../../model/price.ts'
import { PositiveFen } from '../../schemas.ts'

export const productStates = ['draft', 'published', 'ended', 'rejected'] as const
const Month = z.int().min(1).max(12)
const text = (least: number, most: number) => z.string().trim().min(least).max(most)

/** 专项信贷产品 as a bank drafts it. A rate is never part of it: the published pricing tables set it. */
export const ProductDraft = z.strictObject({
  name: text(2, 40),
  purpose: text(2, 60),
  modes: z.array(z.enum(priceModes)).min(1).max(priceModes.length),
  methods: z.array(z.enum(repaymentMethods)).min(1).max(repaymentMethods.length),
  minFen: PositiveFen,
  maxFen: PositiveFen,
  minMonths: z.int().min(1).max(120),
  maxMonths: z.int().min(1).max(120),
  /** Months in which it is offered, both included; null: the whole year. */
  seasonFrom: Month.nullable().default(null),
  seasonTo: Month.nullable().default(null),
  prepayment: text(2, 200),
  /** The figures of the demand on which it rests. */
  basis: text(4, 500),
})
export const ProductRow = z.strictObject({
  id: z.string(),
  bankId: z.string(),
  bank: z.string(),
  name: z.string(),
  purpose: z.string(),
  modes: z.array(z.enum(priceModes)),
  methods: z.array(z.enum(repaymentMethods)),
  minFen: z.int(),
  maxFen: z.int(),
  minMonths: z.int(),
  maxMonths: z.int(),
  seasonFrom: z.int().nullable(),
  seasonTo: z.int().nullable(),
  prepayment: z.string(),
  basis: z.string(),
  state: z.enum(productStates),
  /** Drafted by the reader, who then may not publish it. */
  mine: z.boolean(),
  publishedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  reason: z.string().nullable(),
  version: z.int(),
})
export type ProductRow = z.infer<typeof ProductRow>
export const ProductList = z.strictObject({ rows: z.array(ProductRow) })
export const ProductParams = z.strictObject({ id: z.uuid() })
export const ProductReason = z.strictObject({ reason: text(4, 500) })
