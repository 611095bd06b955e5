import { z } from 'zod'
import { ProjectMark } from '../projects/schema.ts'
import { CivilDate, LightCounts, LightState } from '../targets/schema.ts'

/** Public home: as far as published. */
export const HomeReply = z.strictObject({
  asOf: CivilDate,
  title: z.string(),
  total: z.int(),
  counts: LightCounts,
  reforms: z.array(
    z.strictObject({
      no: z.int(),
      name: z.string(),
      shortName: z.string(),
      title: z.string().nullable(),
      value: z.number().nullable(),
      unit: z.string().nullable(),
      word: z.string().nullable(),
      threshold: z.number().nullable(),
      due: CivilDate.nullable(),
      metOn: CivilDate.nullable(),
      light: LightState,
    }),
  ),
  projects: z.array(ProjectMark),
  announcements: z.array(z.strictObject({ date: CivilDate, title: z.string(), href: z.string() })),
})
export type HomeReply = z.infer<typeof HomeReply>
