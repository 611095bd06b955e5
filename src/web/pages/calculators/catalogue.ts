import { type Loaded, useGet } from '../../../platform/ui/api/query.ts'
import type { Json, JsonSchema } from '../../../platform/ui/schema-form/json-schema.ts'

export type CalculatorEntry = {
  readonly module: string
  readonly moduleTitle: string
  readonly name: string
  readonly title: string
  readonly summary: string
  readonly keywords: readonly string[]
  /** Where it is computed: `/api/finance/calculators/lending-rate`. */
  readonly href: string
}

export type FullCalculator = CalculatorEntry & {
  readonly input: JsonSchema
  readonly value: JsonSchema
  /** Set for heavy solves: they run when asked, not while typing. */
  readonly deadlineMs: number | null
  readonly examples: readonly { readonly title: string; readonly input: Json }[]
}

export const useCalculators = (): Loaded<{ readonly rows: readonly CalculatorEntry[] }> =>
  useGet('/api/platform/calculators')

/** One calculator with its form: its schemas alone, not those of all. */
export const useCalculator = (module: string, name: string): Loaded<FullCalculator> =>
  useGet(`/api/platform/calculators/${encodeURIComponent(module)}`, { name })

/** The words that find it: title, keywords, summary, name. Every word of the question must occur. */
export const finds = (
  calculator: Pick<CalculatorEntry, 'title' | 'keywords' | 'summary' | 'name'>,
  question: string,
): boolean => {
  const text = [calculator.title, ...calculator.keywords, calculator.summary, calculator.name].join(' ').toLowerCase()
  return question
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
