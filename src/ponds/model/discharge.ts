/** Whether tail water may be let out (ponds 4.12): the token for the outlet gate. */
import { type CivilDate, diffDays } from '../../platform/dates.ts'

export const dischargeRefusals = [
  'no_sample',
  'sample_failed',
  'sample_too_old',
  'retention_short',
  'neighbour_intake',
] as const
export type DischargeRefusal = (typeof dischargeRefusals)[number]

export type DischargeLimits = {
  readonly sampleDays: number
  readonly holdHours: number
  readonly apartMinutes: number
}

export type DischargeRequest = {
  readonly on: CivilDate
  readonly atMs: number
  readonly sample: { readonly sampledOn: CivilDate; readonly pass: boolean } | null
  readonly retentionHours: number
  /** When neighbours on the same channel open their inlets. */
  readonly intakesMs: readonly number[]
}

/** All that stands in the way; empty: released. A limit that is just reached is fine. */
export const dischargeRefusalsOf = (request: DischargeRequest, limits: DischargeLimits): DischargeRefusal[] => {
  const { on, atMs, sample, retentionHours, intakesMs } = request
  const found: readonly (readonly [DischargeRefusal, boolean])[] = [
    ['no_sample', sample === null],
    ['sample_failed', sample !== null && !sample.pass],
    ['sample_too_old', sample !== null && diffDays(sample.sampledOn, on) > limits.sampleDays],
    ['retention_short', retentionHours < limits.holdHours],
    ['neighbour_intake', intakesMs.some((intake) => Math.abs(intake - atMs) < limits.apartMinutes * 60_000)],
  ]
  return found.flatMap(([refusal, stands]) => (stands ? [refusal] : []))
}
