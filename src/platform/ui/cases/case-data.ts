import type { z } from 'zod'
import type { CaseView as CaseViewSchema, InboxPage as InboxPageSchema } from '../../cases/api/schema.ts'
import { type Loaded, useGet } from '../api/query.ts'

export type CaseReply = z.infer<typeof CaseViewSchema>
export type InboxReply = z.infer<typeof InboxPageSchema>
export type InboxRow = InboxReply['rows'][number]

const cases = '/api/platform/cases'

export const casePath = (id: string): string => `${cases}/${encodeURIComponent(id)}`

export const useCase = (id: string): Loaded<CaseReply> => useGet(casePath(id))

/** What waits for the reader, by deadline. Refreshed every minute: others act too. */
export const useInbox = (): Loaded<InboxReply> => useGet(`${cases}/inbox`, { limit: 100 }, { refetchMs: 60_000 })
