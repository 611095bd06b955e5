import { readFile } from 'node:fs/promises'
import type { App } from '../../platform/context.ts'
import { receiveFile } from '../../platform/files/files.ts'
import { recordBenchmark } from '../bindings/benchmarks.ts'
import { parseTableDocument } from '../documents/table-document.ts'
import { confirmImport, previewImport } from '../imports/imports.ts'
import { demoActors } from './people.ts'

const seed = new URL('../../../data/seed/reform-table.docx', import.meta.url)
const year = 2022

/** The city's mean was not found published; a stand-in that says so, of the size of a neighbouring district's. */
const cityMean: readonly (readonly [year: number, wanYuanPerMu: number])[] = [
  [2021, 27.5],
  [2022, 28.6],
  [2023, 29.4],
  [2024, 30.1],
  [2025, 30.6],
]

/** Takes the official table in as the reform office does: upload, preview, confirm; and the series it compares with. */
export const takeInTable = async (app: App, county: string): Promise<void> => {
  const bytes = new Uint8Array(await readFile(seed))
  const { dataDir } = app.config
  const file = await receiveFile({ dataDir, county }, { filename: '附表2 十大突破性改革.docx', bytes }, ['docx'])
  const table = await parseTableDocument(bytes, year)
  const actor = (await demoActors(app, county))('gaigeban')
  const at = { ...app, clock: { now: () => new Date(`${year}-01-10T10:00:00+08:00`) } }
  await app.database.scoped(actor, async (tx) => {
    const context = { ...at, tx, actor }
    const { id, version } = await previewImport(context, file, table, year)
    await confirmImport(context, id, String(version))
    for (const [of, value] of cityMean)
      await recordBenchmark(context, {
        series: 'taizhou.tax_per_mu',
        year: of,
        value,
        unit: '万元/亩',
        document: '演示数据（台州市公布数未查得，以相邻区基准值代替）',
      })
  })
}
