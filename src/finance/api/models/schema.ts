import { z } from 'zod'

export const modelStates = ['challenger', 'champion', 'retired'] as const
const Performance = z.strictObject({ auc: z.number(), ks: z.number() }).nullable()

export const ModelView = z.strictObject({
  id: z.string(),
  no: z.int(),
  sample: z.string(),
  sampleDigest: z.string(),
  state: z.enum(modelStates),
  points: z.array(z.strictObject({ name: z.string(), bin: z.string(), points: z.number() })),
  report: z.strictObject({
    rows: z.int(),
    bads: z.int(),
    trainRows: z.int(),
    testRows: z.int(),
    train: Performance,
    test: Performance,
    curve: z.array(z.strictObject({ score: z.number(), good: z.number(), bad: z.number() })),
    psi: z.number(),
    variables: z.array(
      z.strictObject({ name: z.string(), iv: z.number(), used: z.boolean(), csi: z.number().nullable() }),
    ),
    deciles: z.array(
      z.strictObject({
        from: z.number(),
        to: z.number(),
        count: z.int(),
        expected: z.number(),
        observed: z.number(),
      }),
    ),
    warnings: z.array(z.string()),
  }),
  mine: z.boolean(),
  trainedAt: z.string(),
  version: z.int(),
})
export type ModelView = z.infer<typeof ModelView>
export const ModelList = z.strictObject({ rows: z.array(ModelView) })
export type ModelList = z.infer<typeof ModelList>
export const ModelParams = z.strictObject({ id: z.uuid() })
