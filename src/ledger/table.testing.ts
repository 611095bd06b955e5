import { readFileSync } from 'node:fs'
import type { App } from '../platform/context.ts'
import { inContext } from '../platform/database/testing.ts'
import { Working } from '../platform/explain.ts'
import { defineIndicator, type Indicator, type IndicatorValue } from '../platform/indicators/indicator.ts'
import { parseTableDocument } from './documents/table-document.ts'
import { confirmImport, previewImport } from './imports/imports.ts'
import { people } from './ledger.testing.ts'

/** An indicator that is a plain function of the day, and of the town where `scopes` says so. */
export const plainIndicator = (
  draft: Pick<Indicator, 'id' | 'unit'> & Partial<Indicator>,
  of: (asOf: string, town: string | null) => Partial<IndicatorValue> & { readonly value: number | null },
): Indicator =>
  defineIndicator({
    title: `指标 ${draft.id}`,
    better: 'higher',
    period: 'daily',
    scopes: [],
    definition: '测试',
    value: async (_context, asOf, scope) => {
      const found = of(asOf, scope?.kind === 'town' ? scope.id : null)
      const working = new Working()
      working.step({ label: '测试值', formula: '给定', result: found.value, source: '测试' })
      const sufficient = found.value !== null
      return working.explain({
        unit: draft.unit,
        numerator: null,
        denominator: null,
        sufficient,
        reasons: [],
        ...found,
      })
    },
    records: async () => ({ columns: [], rows: [], nextCursor: null, total: 0 }),
    ...draft,
  })

/** Takes the official table in, as the reform office. */
export const confirmTable = async (app: App): Promise<void> => {
  const bytes = readFileSync(new URL('../../data/seed/reform-table.docx', import.meta.url))
  const table = await parseTableDocument(bytes, 2022)
  const digest = 'a'.repeat(64)
  const file = { filename: '附表.docx', kind: 'docx' as const, digest, sizeBytes: bytes.length, photo: null, bytes }
  await inContext(app, people.office, async (context) => {
    const preview = await previewImport(context, file, table, 2022)
    await confirmImport(context, preview.id, String(preview.version))
  })
}
