import { z } from 'zod'
import { verdictOrder } from '../../model/overlay.ts'

export const LayersReply = z.strictObject({
  rows: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      legalBasis: z.string(),
      required: z.boolean(),
      versions: z.array(
        z.strictObject({
          id: z.string(),
          no: z.number(),
          source: z.string(),
          publishedOn: z.string(),
          publishedBy: z.string(),
          supersededOn: z.string().nullable(),
          zones: z.number(),
          /** When the county's parcels were judged against it; null: not yet. */
          computedAt: z.string().nullable(),
          verdicts: z.array(z.strictObject({ verdict: z.enum(verdictOrder), parcels: z.number() })),
        }),
      ),
    }),
  ),
})

export const VersionParams = z.strictObject({ version: z.uuid() })
export const LayerDiff = z.strictObject({
  layerId: z.string(),
  no: z.number(),
  zones: z.array(
    z.strictObject({
      kind: z.enum(['added', 'changed', 'dropped']),
      code: z.string(),
      name: z.string(),
      beforeMu: z.number().nullable(),
      afterMu: z.number().nullable(),
      shape: z.unknown(),
    }),
  ),
})

export const ParcelParams = z.strictObject({ id: z.uuid() })
export const ParcelVerdictsReply = z.strictObject({
  rows: z.array(
    z.strictObject({
      layer: z.string(),
      title: z.string(),
      no: z.number(),
      publishedOn: z.string(),
      computedAt: z.string().nullable(),
      areaM2: z.number(),
      share: z.number(),
      /** Null while the version was not yet judged. */
      verdict: z.enum(verdictOrder).nullable(),
    }),
  ),
})
export const RunReply = z.strictObject({ runId: z.string().nullable() })
