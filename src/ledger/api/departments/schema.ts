import { z } from 'zod'
import { CivilDate, LightCounts } from '../targets/schema.ts'

/** Supervision board: one line a department. */
export const DepartmentRow = z.strictObject({
  organisationId: z.string(),
  name: z.string(),
  leads: z.array(z.int()),
  joins: z.array(z.int()),
  counts: LightCounts,
  total: z.int(),
  evidenceWaiting: z.int(),
  noticesOpen: z.int(),
  noticesLate: z.int(),
  extensionsAsked: z.int(),
  nextDue: CivilDate.nullable(),
})
export const DepartmentsReply = z.strictObject({ asOf: CivilDate, rows: z.array(DepartmentRow) })
export type DepartmentRow = z.infer<typeof DepartmentRow>
