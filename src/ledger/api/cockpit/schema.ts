import { z } from 'zod'
import { ReformRow } from '../reforms/schema.ts'
import { CivilDate, LightCounts, LightState } from '../targets/schema.ts'
import { ProjectMark } from '../projects/schema.ts'

export const CockpitQuery = z.strictObject({
  asOf: CivilDate.optional(),
  /** Indicator whose values by town are drawn; must answer the scope `town`. */
  figure: z.string().max(80).optional(),
})

export const CockpitReply = z.strictObject({
  asOf: CivilDate,
  title: z.string(),
  total: z.int(),
  counts: LightCounts,
  reforms: z.array(ReformRow),
  /** Figures that can be drawn by town. */
  figures: z.array(z.strictObject({ indicatorId: z.string(), title: z.string(), unit: z.string() })),
  circles: z
    .strictObject({
      indicatorId: z.string(),
      title: z.string(),
      unit: z.string(),
      total: z.number().nullable(),
      towns: z.array(z.strictObject({ code: z.string(), name: z.string(), value: z.number().nullable() })),
    })
    .nullable(),
  projects: z.array(ProjectMark),
  /** Worst first; `no` is the pin on the map where a place is known. */
  alarms: z.array(
    z.strictObject({
      no: z.int(),
      kind: z.enum(['target', 'notice']),
      light: LightState,
      title: z.string(),
      detail: z.string(),
      due: CivilDate.nullable(),
      /** Negative = late. */
      daysLeft: z.int().nullable(),
      workingDaysLeft: z.int().nullable(),
      longitude: z.number().nullable(),
      latitude: z.number().nullable(),
      href: z.string(),
    }),
  ),
  slider: z.strictObject({
    from: CivilDate,
    to: CivilDate,
    dueDates: z.array(z.strictObject({ date: CivilDate, targets: z.int() })),
    next: z.strictObject({ date: CivilDate, workingDaysLeft: z.int() }).nullable(),
    /** Month ends: targets met ÷ all targets. */
    met: z.array(z.strictObject({ date: CivilDate, met: z.int(), share: z.number() })),
  }),
})
export type CockpitReply = z.infer<typeof CockpitReply>
