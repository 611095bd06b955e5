import { z } from 'zod'
import { Rational, isDecimal } from '../../platform/money.ts'
import { monotoneChoices } from '../model/optimal-merge.ts'
import type { Scaling } from '../model/scorecard.ts'
import { binDefaults } from '../model/woe-bins.ts'

export const [maxRows, maxColumns] = [20_000, 60]
export const maxBodyBytes = 32 * 1024 * 1024

export const Finite = z.number().min(-1e15).max(1e15)
export const CellField = z.union([Finite, z.string().max(200), z.null()])
export const Name = z.string().min(1).max(100)
export const Columns = z
  .array(z.strictObject({ name: Name, type: z.enum(['numeric', 'categorical']) }))
  .min(1)
  .max(1_000)
export const Label = z.union([z.literal(0), z.literal(1)])
export const Rows = z.array(z.array(CellField).max(1_000)).min(1).max(200_000)
const Group = z.union([Finite, z.string().max(20_000), z.array(z.string().max(200)).max(10_000)])
const BreaksField = z.record(Name, z.array(Group).max(200))

export const binOptions = {
  minShare: z.number().min(0).max(0.5).default(binDefaults.minShare),
  maxBins: z.int().min(1).max(20).default(binDefaults.maxBins),
  monotone: z.enum(monotoneChoices).default(binDefaults.monotone),
}

export const Table = z.strictObject({
  columns: Columns,
  rows: Rows,
  target: z.array(Label).max(200_000),
  breaks: BreaksField.default({}),
})

export const BinReply = z.object({
  bin: z.string(),
  count: z.int(),
  good: z.int(),
  bad: z.int(),
  woe: z.number(),
  iv: z.number(),
})

const positiveRatio = (text: string): number | null => {
  const parts = text.split('/').map((part) => part.trim())
  if (parts.length > 2 || !parts.every(isDecimal)) return null
  const [top = '0', bottom = '1'] = parts
  if (Rational.of(bottom).sign <= 0 || Rational.of(top).sign <= 0) return null
  return Rational.of(top, bottom).toNumber()
}

/** Odds bad : good, as `"1/19"`, a decimal string or a number. */
const Odds = z
  .union([z.number(), z.string().max(130)])
  .transform((odds) => (typeof odds === 'number' ? odds : (positiveRatio(odds) ?? Number.NaN)))
  .refine((odds) => odds >= 1e-9 && odds <= 1e9, {
    params: { code: 'out_of_range' },
    error: '坏好比须为正数，例如 "1/19"',
  })

const Points = z.number().min(-1e6).max(1e6)
const PdoScaling = z
  .strictObject({
    method: z.literal('pdo').optional(),
    points0: Points,
    odds0: Odds,
    pdo: z.number().min(0.001).max(1e6),
  })
  .transform((scaling): Scaling => ({ ...scaling, method: 'pdo' }))
const MinMaxScaling = z
  .strictObject({ method: z.literal('min_max'), min: Points, max: Points })
  .refine(({ min, max }) => min < max, {
    params: { code: 'out_of_range' },
    path: ['max'],
    error: '最高分须大于最低分',
  })
export const ScalingField = z.union([PdoScaling, MinMaxScaling])

export const BinningModel = z.discriminatedUnion('type', [
  z.strictObject({
    name: Name,
    type: z.literal('numeric'),
    cuts: z.array(Finite).max(200),
    iv: z.number(),
    bins: z.array(BinReply.strict()).max(300),
  }),
  z.strictObject({
    name: Name,
    type: z.literal('categorical'),
    groups: z.array(z.array(z.string().max(200)).max(10_000)).max(300),
    iv: z.number(),
    bins: z.array(BinReply.strict()).max(300),
  }),
])
export const ModelReply = z.object({
  intercept: z.number(),
  coefficients: z.record(z.string(), z.number()),
  bins: z.array(
    z.union([
      z.object({
        name: z.string(),
        type: z.literal('numeric'),
        cuts: z.array(z.number()),
        iv: z.number(),
        bins: z.array(BinReply),
      }),
      z.object({
        name: z.string(),
        type: z.literal('categorical'),
        groups: z.array(z.array(z.string())),
        iv: z.number(),
        bins: z.array(BinReply),
      }),
    ]),
  ),
  scaling: z.union([
    z.object({ method: z.literal('pdo'), points0: z.number(), odds0: z.number(), pdo: z.number() }),
    z.object({ method: z.literal('min_max'), min: z.number(), max: z.number() }),
  ]),
})
