import type { z } from 'zod'
import { type Loaded, useGet } from '../../platform/ui/api/query.ts'
import type { AnalysesReply, AnalysisReply } from '../api/analyses/schema.ts'
import type { NeedReply, NeedsReply } from '../api/needs/schema.ts'
import type { ScenariosReply, SupplyReply } from '../api/scenarios/schema.ts'
import type { SitesReply } from '../api/sites/schema.ts'

const land = '/api/land'

export const useNeeds = (): Loaded<z.output<typeof NeedsReply>> => useGet(`${land}/needs`)
export const useNeed = (id: string): Loaded<NeedReply> => useGet(`${land}/needs/${encodeURIComponent(id)}`)

export const useAnalyses = (): Loaded<z.output<typeof AnalysesReply>> => useGet(`${land}/analyses`, { limit: 200 })
export const useAnalysis = (id: string): Loaded<AnalysisReply> => useGet(`${land}/analyses/${encodeURIComponent(id)}`)

export const usePublicSites = (): Loaded<z.output<typeof SitesReply>> => useGet(`${land}/public-sites`)
export const useSites = (): Loaded<z.output<typeof SitesReply>> => useGet(`${land}/sites`)

export const useScenarios = (): Loaded<z.output<typeof ScenariosReply>> => useGet(`${land}/scenarios`)
export const useSupply = (year: string | null): Loaded<z.output<typeof SupplyReply>> =>
  useGet(`${land}/supply`, { year }, { keepPrevious: true })
