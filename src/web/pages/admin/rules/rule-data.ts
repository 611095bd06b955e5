import type { z } from 'zod'
import type { EffectReply, RuleHistory, RuleList, RuleView } from '../../../../platform/rules/api/schema.ts'
import { type Loaded, useGet } from '../../../../platform/ui/api/query.ts'

export type Rule = z.infer<typeof RuleView>
export type RuleVersion = Rule['current']
export type RuleColumn = Rule['inputs'][number]
export type Cell = Rule['rows'][number][number]
export type Rows = readonly (readonly Cell[])[]
export type Effect = z.infer<typeof EffectReply>

export const rulesPath = '/api/platform/rules'
export const rulePath = (name: string): string => `${rulesPath}/${encodeURIComponent(name)}`
export const versionPath = (name: string, version: string): string =>
  `${rulePath(name)}/versions/${encodeURIComponent(version)}`

export const useRules = (): Loaded<z.infer<typeof RuleList>> => useGet(rulesPath)

export const useRuleHistory = (name: string): Loaded<z.infer<typeof RuleHistory>> =>
  useGet(`${rulePath(name)}/versions`)

export const useRule = (name: string, version: string | null): Loaded<Rule> =>
  useGet(version === null ? null : versionPath(name, version))
