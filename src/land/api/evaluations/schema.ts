import { z } from 'zod'
import { items } from '../../model/firm-figures.ts'
import { publishedSchemeNames } from '../../model/schemes.ts'
import { Year } from '../../schemas.ts'

const Cumulative = z.array(z.number().min(0).max(100)).min(2).max(6)

export const EvaluationDraft = z.strictObject({
  year: Year,
  above: z.enum(publishedSchemeNames),
  below: z.enum(publishedSchemeNames),
  /** Cumulative shares of classes A, B …, percent. */
  cumulativeAbove: Cumulative.default([20, 80, 95, 100]),
  cumulativeBelow: Cumulative.default([5, 75, 95, 100]),
})

export const EvaluationState = z.enum(['computed', 'publicity', 'approved', 'published', 'withdrawn'])

const Group = z.strictObject({ name: z.string(), scheme: z.unknown(), cumulative: z.array(z.number()) })

export const EvaluationRow = z.strictObject({
  id: z.string(),
  year: z.int(),
  no: z.int(),
  above: Group,
  below: Group,
  /** 元/亩 */
  countyMeanTaxPerMu: z.number().nullable(),
  computedOn: z.string(),
  publicityFrom: z.string().nullable(),
  publicityTo: z.string().nullable(),
  publishedOn: z.string().nullable(),
  state: EvaluationState,
  /** Its events are fired at /api/platform/cases. */
  caseId: z.string(),
})
export const EvaluationsReply = z.strictObject({ rows: z.array(EvaluationRow) })

const ItemName = z.enum(items)

export const ObjectionDraft = z.strictObject({ text: z.string().trim().min(10).max(2_000) })
export const ObjectionAnswer = z.strictObject({ answer: z.string().trim().min(4).max(2_000), upheld: z.boolean() })
const Objection = z.strictObject({
  id: z.string(),
  organisationId: z.string(),
  name: z.string(),
  text: z.string(),
  filedOn: z.string(),
  answerDue: z.string(),
  answer: z.string().nullable(),
  upheld: z.boolean().nullable(),
  answeredOn: z.string().nullable(),
})

export const EvaluationReply = EvaluationRow.extend({
  objections: z.array(Objection),
  results: z.array(
    z.strictObject({
      organisationId: z.string(),
      name: z.string(),
      group: z.enum(['above', 'below']),
      values: z.partialRecord(ItemName, z.number().nullable()),
      points: z.partialRecord(ItemName, z.number()),
      imputed: z.array(ItemName),
      total: z.number(),
      rank: z.int().nullable(),
      notClassed: z.enum(['utility', 'newFirm']).nullable(),
      class: z.string(),
      landM2: z.number(),
    }),
  ),
})

const Counts = z.record(z.string(), z.int())

export const ClassesReply = z.strictObject({
  year: z.int(),
  publishedOn: z.string().nullable(),
  counts: z.strictObject({ above: Counts, below: Counts }),
  rows: z.array(z.strictObject({ name: z.string(), group: z.enum(['above', 'below']), class: z.string() })),
})

export const EvaluationParams = z.strictObject({ id: z.uuid() })
export const ObjectionParams = EvaluationParams.extend({ objection: z.uuid() })
