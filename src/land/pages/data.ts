import type { z } from 'zod'
import { type Loaded, useGet } from '../../platform/ui/api/query.ts'
import type { AssessmentsReply, LaunchesReply } from '../api/assessments/schema.ts'
import type { EnterpriseReply, EnterprisesReply } from '../api/enterprises/schema.ts'
import type { ClassesReply, EvaluationReply, EvaluationsReply } from '../api/evaluations/schema.ts'
import type { ContractsReply, IdleCaseReply, IdleNotices, IdleReply } from '../api/idle-cases/schema.ts'
import type { ParcelReply } from '../api/parcels/schema.ts'
import type { FindingsReply, ListsReply, TaskReply, TasksReply } from '../api/tasks/schema.ts'

const land = '/api/land'

export type TaskRow = z.infer<typeof TasksReply>['rows'][number]
export type Task = z.infer<typeof TaskReply>
export type IdleRow = z.infer<typeof IdleReply>['rows'][number]
export type IdleCase = z.infer<typeof IdleCaseReply>
export type Evaluation = z.infer<typeof EvaluationReply>
export type Firm = z.infer<typeof EnterpriseReply>

export const useTasks = (asOf: string | null, year: string | null): Loaded<z.infer<typeof TasksReply>> =>
  useGet(`${land}/tasks`, { asOf, year }, { keepPrevious: true })
export const useTask = (id: string): Loaded<Task> => useGet(`${land}/tasks/${encodeURIComponent(id)}`)
export const useTaskLists = (): Loaded<z.infer<typeof ListsReply>> => useGet(`${land}/task-lists`)
export const useFindings = (year: number | null): Loaded<z.infer<typeof FindingsReply>> =>
  useGet(year === null ? null : `${land}/task-lists/${year}/findings`)
export const useIdleCases = (): Loaded<z.infer<typeof IdleReply>> => useGet(`${land}/idle-cases`)
export const useIdleCase = (id: string): Loaded<IdleCase> => useGet(`${land}/idle-cases/${encodeURIComponent(id)}`)
export const useIdleNotices = (): Loaded<z.infer<typeof IdleNotices>> => useGet(`${land}/idle-cases/notices`)
export const useContracts = (): Loaded<z.infer<typeof ContractsReply>> => useGet(`${land}/contracts`)
export const useEvaluations = (): Loaded<z.infer<typeof EvaluationsReply>> => useGet(`${land}/evaluations`)
export const useEvaluation = (id: string | null): Loaded<Evaluation> =>
  useGet(id === null ? null : `${land}/evaluations/${encodeURIComponent(id)}`)
export const useClasses = (id: string | null): Loaded<z.infer<typeof ClassesReply>> =>
  useGet(id === null ? null : `${land}/evaluations/${encodeURIComponent(id)}/classes`)
export const useFirm = (id: string): Loaded<Firm> => useGet(`${land}/enterprises/${encodeURIComponent(id)}`)
export type FirmRow = z.infer<typeof EnterprisesReply>['rows'][number]
export type Parcel = z.infer<typeof ParcelReply>
export const useParcel = (id: string | null): Loaded<Parcel> =>
  useGet(id === null ? null : `${land}/parcels/${encodeURIComponent(id)}`)
export const useAssessments = (year: string | null): Loaded<z.infer<typeof AssessmentsReply>> =>
  useGet(`${land}/assessments`, { year }, { keepPrevious: true })
export const useLaunches = (): Loaded<z.infer<typeof LaunchesReply>> => useGet(`${land}/app-launches`)
