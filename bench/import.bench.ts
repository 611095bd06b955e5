// The official table from Word to targets: unpacked, read, every statement recognised. Against mammoth, the best known
// reader of Word on npm, which only turns the same file into HTML.
import { readFileSync } from 'node:fs'
import mammoth from 'mammoth'
import { parseTableDocument } from '../src/ledger/documents/table-document.ts'
import { type BenchLine, measure, milliseconds } from './line.ts'

export default async function* tableImport(): AsyncIterable<BenchLine> {
  const bytes = readFileSync(new URL('../data/seed/reform-table.docx', import.meta.url))
  const { reforms } = await parseTableDocument(bytes, 2022)
  const statements = reforms.reduce((sum, { targets }) => sum + targets.length, 0)
  const ours = await measure(() => parseTableDocument(bytes, 2022), { runs: 20, warmUp: 3 })
  const theirs = await measure(() => mammoth.convertToHtml({ buffer: bytes }), { runs: 20, warmUp: 3 })
  yield {
    what: `official table: ${reforms.length} reforms, ${statements} targets`,
    ours: milliseconds(ours.median),
    against: 'mammoth 1.13, HTML only',
    theirs: milliseconds(theirs.median),
    ratio: theirs.median / ours.median,
  }
}
