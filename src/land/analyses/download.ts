import type { Actor, App } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { contentTypes } from '../../platform/files/kind.ts'
import { partsOfGeometry } from '../../platform/geo/shapes.ts'
import { Download } from '../../platform/http/route.ts'
import { viewAnalysis } from './analyses.ts'
import { loadSiteMap, pictureOfMap } from './map-picture.ts'
import { pdfReport } from './pdf.ts'
import { qrPicture } from './qr.ts'
import { reportOf } from './report.ts'
import { wordReport } from './word.ts'

/** The report of an analysis with results. Written outside the transaction. @throws Problem not_found, state_conflict */
export const downloadReport = async (
  context: App & { readonly actor: Actor; readonly origin: string },
  id: string,
  file: 'report.pdf' | 'report.docx',
): Promise<Download> => {
  const { actor, config, clock, database, modules, origin } = context
  const { analysis, map } = await database.scoped(actor, async (tx) => {
    const at = { actor, config, clock, database, modules, tx }
    const found = await viewAnalysis(at, id)
    // The column holds MultiPolygons only.
    return { analysis: found, map: await loadSiteMap(at, partsOfGeometry(found.site as GeoJSON.MultiPolygon)) }
  })
  if (analysis.results === null) throw new Problem('state_conflict', '分析尚未计算，没有报告')
  const address = `${origin}/land/analyses/${id}`
  const report = reportOf(analysis as Parameters<typeof reportOf>[0], map, address)
  const [picture, qr] = await Promise.all([pictureOfMap(map), qrPicture(address)])
  const write = file === 'report.pdf' ? pdfReport : wordReport
  const kind = file === 'report.pdf' ? 'pdf' : 'docx'
  return new Download(contentTypes[kind], await write(report, picture, qr), `${report.title}.${kind}`)
}
