import { type Loaded, useGet } from '../../platform/ui/api/query.ts'
import type { z } from 'zod'
import type { AssessmentReply } from '../api/assessment/schema.ts'
import type { BindingRow } from '../api/bindings/schema.ts'
import type { BulletinHead, BulletinReply } from '../api/bulletins/schema.ts'
import type { CockpitReply } from '../api/cockpit/schema.ts'
import type { ConsultationReply, ConsultationRow } from '../api/consultations/schema.ts'
import type { DepartmentsReply } from '../api/departments/schema.ts'
import type { HomeReply } from '../api/home/schema.ts'
import type { ImportList, ImportReply } from '../api/imports/schema.ts'
import type { IndicatorsReply, RecordsReply } from '../api/indicators/schema.ts'
import type { NoticeRow } from '../api/notices/schema.ts'
import type { PackageList } from '../api/packages/schema.ts'
import type { ProjectReply, ProjectRow } from '../api/projects/schema.ts'
import type { ReformReply, ReformsReply } from '../api/reforms/schema.ts'
import type { TargetReply } from '../api/targets/schema.ts'

type AsOf = string | null

const ledger = '/api/ledger'

export const useHome = (asOf: AsOf): Loaded<HomeReply> => useGet(`${ledger}/home`, { asOf })

/** The last picture stays while the next day is fetched: the slider must not blink. */
export const useCockpit = (asOf: AsOf, figure: string | null): Loaded<CockpitReply> =>
  useGet(`${ledger}/cockpit`, { asOf, figure }, { keepPrevious: true, refetchMs: 60_000 })

export const useReforms = (asOf: AsOf): Loaded<ReformsReply> => useGet(`${ledger}/reforms`, { asOf })

export const useReform = (no: string, asOf: AsOf): Loaded<ReformReply> =>
  useGet(`${ledger}/reforms/${encodeURIComponent(no)}`, { asOf })

export const useTarget = (id: string | null, asOf: AsOf): Loaded<TargetReply> =>
  useGet(id === null ? null : `${ledger}/targets/${encodeURIComponent(id)}`, { asOf }, { keepPrevious: true })

export const useRecords = (
  indicator: string | null,
  query: { asOf: AsOf; scope: string | null; cursor: string | null },
): Loaded<RecordsReply> =>
  useGet(
    indicator === null ? null : `${ledger}/indicators/${indicator}/records`,
    { ...query, limit: 50 },
    { keepPrevious: true },
  )

export const useProjects = (asOf: AsOf): Loaded<{ asOf: string; rows: readonly ProjectRow[] }> =>
  useGet(`${ledger}/projects`, { asOf })

export const useProject = (id: string, asOf: AsOf): Loaded<ProjectReply> =>
  useGet(`${ledger}/projects/${encodeURIComponent(id)}`, { asOf })

export const useDepartments = (asOf: AsOf): Loaded<z.infer<typeof DepartmentsReply>> =>
  useGet(`${ledger}/departments`, { asOf })

export const useAssessment = (asOf: AsOf): Loaded<AssessmentReply> => useGet(`${ledger}/assessment`, { asOf })

export const useConsultations = (): Loaded<{ rows: readonly ConsultationRow[] }> => useGet(`${ledger}/consultations`)

export const useConsultation = (id: string): Loaded<ConsultationReply> =>
  useGet(`${ledger}/consultations/${encodeURIComponent(id)}`)

export const useNotice = (id: string): Loaded<NoticeRow> => useGet(`${ledger}/notices/${encodeURIComponent(id)}`)

export const useImports = (): Loaded<z.infer<typeof ImportList>> => useGet(`${ledger}/imports`)

export const useImport = (id: string): Loaded<ImportReply> => useGet(`${ledger}/imports/${encodeURIComponent(id)}`)

export const useBindings = (): Loaded<{ rows: readonly BindingRow[] }> => useGet(`${ledger}/bindings`)

export const useIndicators = (): Loaded<z.infer<typeof IndicatorsReply>> => useGet(`${ledger}/indicators`)

export const usePackages = (): Loaded<z.infer<typeof PackageList>> => useGet(`${ledger}/packages`)

export const useBulletins = (): Loaded<{ rows: readonly z.infer<typeof BulletinHead>[] }> =>
  useGet(`${ledger}/bulletins`)

export const useBulletin = (month: string, edition: string | null): Loaded<BulletinReply> =>
  useGet(`${ledger}/bulletins/${month}`, { edition })
