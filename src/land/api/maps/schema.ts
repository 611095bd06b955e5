import { z } from 'zod'

export const mapStatuses = ['idle', 'inefficient', 'rectifying', 'closed', 'available', 'used'] as const
export const idleClocks = ['none', 'notDue', 'overdue', 'oneYear', 'twoYears'] as const
export const taxBands = ['b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'none'] as const

export const MapQuery = z.strictObject({ asOf: z.iso.date().optional() })

export const MapParcel = z.strictObject({
  id: z.string(),
  code: z.string(),
  location: z.string(),
  townCode: z.string(),
  areaMu: z.number(),
  firm: z.string().nullable(),
  status: z.enum(mapStatuses),
  class: z.string().nullable(),
  /** Band of the firm's per-mu tax; figures are for those who evaluate. */
  tax: z.enum(taxBands),
  idle: z.enum(idleClocks),
  startDue: z.string().nullable(),
})

export const MapTown = z.strictObject({
  code: z.string(),
  name: z.string(),
  parcels: z.number(),
  areaMu: z.number(),
  idleMu: z.number(),
  inefficientMu: z.number(),
  /** 万元 per mu of its firms, ratio of sums; null below three firms. */
  taxPerMu: z.number().nullable(),
})

export const MapReply = z.strictObject({
  asOf: z.string(),
  taxYear: z.number().nullable(),
  parcels: z.array(MapParcel),
  towns: z.array(MapTown),
})
