import type { z } from 'zod'
import { type Loaded, useGet } from '../../platform/ui/api/query.ts'
import type { JsonSchema } from '../../platform/ui/schema-form/json-schema.ts'
import type { AccessList } from '../api/access/schema.ts'
import type { ApplicationList } from '../api/applications/schema.ts'
import type { AssessmentList } from '../api/assessments/schema.ts'
import type { AssetList, AssetRow, EvidenceList } from '../api/assets/schema.ts'
import type { ConsentList, ControllerList } from '../api/consents/schema.ts'
import type { DisputeList } from '../api/disputes/schema.ts'
import type { HonourList } from '../api/honours/schema.ts'
import type { Family, FamilyList } from '../api/households/schema.ts'
import type { NegativeList } from '../api/negatives/schema.ts'
import type { ResidentList, Round, RoundList } from '../api/reviews/schema.ts'
import type { IncomeList, LiabilityList } from '../api/standing/schema.ts'
import type { AssetClass } from '../model/asset-classes.ts'

export const finance = '/api/finance'

/** The own family: the only one that a household's account sees. */
export const useFamilies = (): Loaded<z.infer<typeof FamilyList>> => useGet(`${finance}/households`)

export const useFamily = (id: string | null): Loaded<Family> =>
  useGet(id === null ? null : `${finance}/households/${encodeURIComponent(id)}`)

export const useAssets = (): Loaded<z.infer<typeof AssetList>> => useGet(`${finance}/assets`)

export const useAsset = (id: string): Loaded<AssetRow> => useGet(`${finance}/assets/${encodeURIComponent(id)}`)

export const useEvidence = (id: string): Loaded<z.infer<typeof EvidenceList>> =>
  useGet(`${finance}/assets/${encodeURIComponent(id)}/evidence`)

export const useLiabilities = (): Loaded<z.infer<typeof LiabilityList>> => useGet(`${finance}/liabilities`)

export const useIncomes = (): Loaded<z.infer<typeof IncomeList>> => useGet(`${finance}/incomes`)

export const useHonours = (): Loaded<z.infer<typeof HonourList>> => useGet(`${finance}/honours`)

export const useNegatives = (): Loaded<z.infer<typeof NegativeList>> => useGet(`${finance}/negatives`)

export const useAssessments = (): Loaded<z.infer<typeof AssessmentList>> => useGet(`${finance}/assessments`)

export const useApplications = (): Loaded<z.infer<typeof ApplicationList>> => useGet(`${finance}/applications`)

export const useConsents = (): Loaded<z.infer<typeof ConsentList>> => useGet(`${finance}/consents`)

export const useControllers = (): Loaded<z.infer<typeof ControllerList>> => useGet(`${finance}/consents/controllers`)

export const useAccessLog = (): Loaded<z.infer<typeof AccessList>> => useGet(`${finance}/access-log`)

export const useDisputes = (): Loaded<z.infer<typeof DisputeList>> => useGet(`${finance}/disputes`)

export const useRounds = (): Loaded<z.infer<typeof RoundList>> => useGet(`${finance}/reviews`)

export const useRound = (id: string): Loaded<Round> => useGet(`${finance}/reviews/${encodeURIComponent(id)}`)

export const useResidents = (q: string): Loaded<z.infer<typeof ResidentList>> =>
  useGet(`${finance}/residents`, { q }, { keepPrevious: true })

/** The request schema of a published calculator: an asset is declared in the very words in which it is valued. */
export const useStandard = (assetClass: AssetClass): Loaded<{ readonly input: JsonSchema }> =>
  useGet('/api/platform/calculators/finance', {
    name: assetClass === 'living_aquatic' ? 'value-living-stock' : 'value-asset',
  })
