import { type Route, route } from '../../../platform/http/route.ts'
import { judgeShape, listAnalyses, openAnalysis, viewAnalysis } from '../../analyses/analyses.ts'
import { downloadReport } from '../../analyses/download.ts'
import * as schema from './schema.ts'

/** Under /api/land: what is known of one site, and its report. */
export const analysisRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/site-verdict',
    summary: '地块与现行管控图层的即时判定，不留存',
    access: 'land.analysis.make',
    body: schema.SiteVerdictBody,
    reply: schema.SiteVerdictReply,
    handle: (context) => judgeShape(context, context.body),
  }),
  route({
    method: 'GET',
    path: '/analyses',
    summary: '选址分析列表',
    access: 'land.analysis.read',
    query: schema.AnalysesQuery,
    reply: schema.AnalysesReply,
    handle: (context) => listAnalyses(context, context.query),
  }),
  route({
    method: 'POST',
    path: '/analyses',
    summary: '分析一个地块（手绘、文件或相邻宗地）',
    access: 'land.analysis.make',
    body: schema.AnalysisDraft,
    reply: schema.AnalysisReply,
    status: 201,
    handle: async (context) => viewAnalysis(context, await openAnalysis(context, context.body)),
  }),
  route({
    method: 'GET',
    path: '/analyses/:id',
    summary: '一份选址分析',
    access: 'land.analysis.read',
    params: schema.AnalysisParams,
    reply: schema.AnalysisReply,
    handle: (context) => viewAnalysis(context, context.params.id),
  }),
  route({
    method: 'GET',
    path: '/analyses/:id/:file',
    summary: '一页纸报告（.pdf、.docx）：地图、指标、逐层结论、来源版本和二维码',
    access: 'land.analysis.read',
    params: schema.ReportParams,
    transaction: 'own',
    handle: (context) => downloadReport(context, context.params.id, context.params.file),
  }),
]
