import { z } from 'zod'
import { pageOf, pageQuery } from '../../http/page.ts'

const date = z.iso.date()
const instant = z.iso.datetime()

export const CaseSummary = z.strictObject({
  id: z.string(),
  type: z.string(),
  typeTitle: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  title: z.string(),
  subject: z.strictObject({ table: z.string(), id: z.string() }),
  href: z.string().nullable(),
  organisationId: z.string().nullable(),
  openedBy: z.string(),
  openedAt: instant,
  closedAt: instant.nullable(),
  dueOn: date.nullable(),
  late: z.boolean(),
  calendarProvisional: z.boolean(),
  version: z.int(),
})

const Clock = z.strictObject({
  key: z.string(),
  run: z.int(),
  status: z.enum(['running', 'paused', 'met', 'missed']),
  startedOn: date,
  dueOn: date,
  calendarProvisional: z.boolean(),
  daysLeft: z.int().nullable(),
})

const DayKind = z.enum(['working', 'makeUp', 'weekend', 'holiday'])

export const CaseView = CaseSummary.extend({
  data: z.record(z.string(), z.unknown()),
  states: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      status: z.enum(['passed', 'present', 'open']),
      /** The case ends here; of several ends one will be reached. */
      end: z.boolean(),
    }),
  ),
  actions: z.array(
    z.strictObject({
      event: z.string(),
      title: z.string(),
      primary: z.boolean(),
      /** The reader may fire it; otherwise `who` must. */
      mine: z.boolean(),
      reasonRequired: z.boolean(),
      missingMaterials: z.array(z.string()),
      permission: z.string(),
      holder: z.enum(['anyone', 'own', 'organisation', 'area']),
      who: z.array(z.string()),
    }),
  ),
  deadline: z
    .strictObject({
      key: z.string(),
      status: z.enum(['running', 'paused', 'met', 'missed']),
      startedOn: date,
      dueOn: date,
      calendarProvisional: z.boolean(),
      count: z.enum(['working', 'calendar']),
      source: z.string(),
      onExpiry: z.string().nullable(),
      workingDaysLeft: z.int(),
      daysLeft: z.int(),
      days: z.array(z.strictObject({ date, kind: DayKind, provisional: z.boolean() })),
      todayKind: DayKind,
    })
    .nullable(),
  deadlines: z.array(Clock),
  wanted: z.array(
    z.strictObject({ kind: z.string(), title: z.string(), required: z.boolean(), received: z.boolean() }),
  ),
  materials: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      fileId: z.string(),
      verdict: z.enum(['pending', 'accepted', 'returned']),
      reason: z.string().nullable(),
      addedBy: z.string(),
      addedAt: instant,
    }),
  ),
  history: z.array(
    z.strictObject({
      number: z.int(),
      event: z.string(),
      title: z.string(),
      from: z.string().nullable(),
      to: z.string(),
      toTitle: z.string(),
      actor: z.string(),
      actorName: z.string(),
      deputyFor: z.string().nullable(),
      reason: z.string().nullable(),
      at: instant,
    }),
  ),
})

export const CaseQuery = z.strictObject({
  ...pageQuery,
  type: z.string().max(100).optional().meta({ title: '办件类型' }),
  state: z.string().max(100).optional().meta({ title: '状态' }),
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({ title: '未办结' }),
  subjectTable: z.string().max(100).optional().meta({ title: '对象类别' }),
  subjectId: z.string().max(100).optional().meta({ title: '对象编号' }),
})

export const InboxQuery = z.strictObject(pageQuery)
export const CasePage = pageOf(CaseSummary)
export const InboxPage = pageOf(
  CaseSummary.extend({
    actions: z.array(z.strictObject({ event: z.string(), title: z.string(), primary: z.boolean() })),
  }),
)

export const CaseParams = z.strictObject({ id: z.string().max(100) })
export const MaterialParams = z.strictObject({ id: z.string().max(100), materialId: z.string().max(100) })

const Material = z.strictObject({
  kind: z.string().min(1).max(100).meta({ title: '材料类别' }),
  fileId: z.string().min(1).max(100).meta({ title: '文件' }),
})

export const EventBody = z.strictObject({
  event: z.string().min(1).max(100).meta({ title: '操作' }),
  reason: z.string().max(2000).optional().meta({ title: '理由' }),
  data: z.record(z.string(), z.json()).optional().meta({ title: '内容' }),
  materials: z.array(Material).max(50).optional().meta({ title: '材料' }),
})

export const MaterialBody = Material

export const VerdictBody = z.strictObject({
  verdict: z.enum(['accepted', 'returned']).meta({ title: '审查结论' }),
  reason: z.string().max(2000).optional().meta({ title: '理由' }),
})
