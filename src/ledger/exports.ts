import { z } from 'zod'
import { type Route, route } from '../platform/http/route.ts'
import { everyRow, type FileColumn, listFile } from '../platform/sheets/list-file.ts'
import { AssessmentReply } from './api/assessment/schema.ts'
import type { DepartmentRow } from './api/departments/schema.ts'
import { type EvidenceRow, EvidenceQuery } from './api/evidence/schema.ts'
import { type ExtensionRow, ExtensionsQuery } from './api/extensions/schema.ts'
import { type NoticeRow, NoticesQuery } from './api/notices/schema.ts'
import { type ProjectRow, ProjectsQuery } from './api/projects/schema.ts'
import { AsOfQuery } from './api/targets/schema.ts'
import { assessDepartments } from './assessment/assessment.ts'
import { listDepartments } from './departments/departments.ts'
import { listEvidence } from './evidence/evidence.ts'
import { listExtensions } from './extensions/extensions.ts'
import words from './messages/zh-CN.ts'
import { listNotices } from './notices/notices.ts'
import { listProjects } from './projects/views.ts'

/** The registers of the ledger as Excel files: the rows of the page under the same filters, with the page's words. */

const reformNo = { title: '改革', of: ({ reformNo: no }: { reformNo: number }) => `第 ${no} 项` }
const yuan = (fen: number): number => fen / 100

const evidenceColumns: readonly FileColumn<z.output<typeof EvidenceRow>>[] = [
  { title: '名称', of: (row) => row.title },
  { title: '类别', of: (row) => words[`evidence.kind.${row.kind}`] },
  reformNo,
  { title: '落款日期', of: (row) => row.datedOn },
  { title: '单位', of: (row) => row.organisation },
  { title: '状态', of: (row) => words[`evidence.state.${row.state}`] },
  { title: '报送人', of: (row) => row.submittedBy },
  { title: '核验人', of: (row) => row.verifiedBy },
  { title: '核验日期', of: (row) => row.verifiedOn },
  { title: '理由', of: (row) => row.reason },
]

const noticeColumns: readonly FileColumn<NoticeRow>[] = [
  { title: '编号', of: (row) => row.number },
  { title: '事项', of: (row) => row.title },
  reformNo,
  { title: '承办单位', of: (row) => row.organisation },
  { title: '督办要求', of: (row) => row.demand },
  { title: '发出', of: (row) => row.issuedOn },
  { title: '答复期限', of: (row) => row.answerDue },
  { title: '答复日期', of: (row) => row.answeredOn },
  { title: '答复', of: (row) => row.answer },
  { title: '状态', of: (row) => words[`notices.state.${row.state}`] },
  { title: '逾期', of: (row) => (row.late ? '是' : '否') },
]

const extensionColumns: readonly FileColumn<ExtensionRow>[] = [
  { title: '目标', of: (row) => row.targetText },
  reformNo,
  { title: '单位', of: (row) => row.organisation },
  { title: '原期限', of: (row) => row.originalDue },
  { title: '申请延至', of: (row) => row.askedFor },
  { title: '同意延至', of: (row) => row.grantedTo },
  { title: '理由', of: (row) => row.reason },
  { title: '状态', of: (row) => words[`extensions.state.${row.state}`] },
  { title: '审批意见', of: (row) => row.decisionReason },
]

const projectColumns: readonly FileColumn<z.output<typeof ProjectRow>>[] = [
  { title: '名称', of: (row) => row.name },
  reformNo,
  { title: '业主单位', of: (row) => row.owner },
  { title: '地点', of: (row) => row.place },
  { title: '进度（%）', of: (row) => Math.round(row.progress * 1000) / 10 },
  { title: '状态', of: (row) => words[`projects.state.${row.state}`] },
  { title: '工期偏差（天，正数为晚）', of: (row) => row.scheduleVarianceDays },
  { title: '批复资金（元）', of: (row) => yuan(row.approvedFen) },
  { title: '到位资金（元）', of: (row) => yuan(row.receivedFen) },
  { title: '已支付（元）', of: (row) => yuan(row.paidFen) },
]

const departmentColumns: readonly FileColumn<DepartmentRow>[] = [
  { title: '单位', of: (row) => row.name },
  { title: '牵头改革', of: (row) => row.leads.join('、') },
  { title: '配合改革', of: (row) => row.joins.join('、') },
  { title: '目标', of: (row) => row.total },
  { title: '已达标', of: (row) => row.counts.met },
  { title: '推进正常', of: (row) => row.counts.on_track },
  { title: '预警', of: (row) => row.counts.at_risk },
  { title: '逾期', of: (row) => row.counts.overdue },
  { title: '暂无数据', of: (row) => row.counts.no_data },
  { title: '待核验佐证', of: (row) => row.evidenceWaiting },
  { title: '在办督办', of: (row) => row.noticesOpen },
  { title: '逾期督办', of: (row) => row.noticesLate },
  { title: '延期申请', of: (row) => row.extensionsAsked },
  { title: '最近到期', of: (row) => row.nextDue },
]

const assessmentColumns: readonly FileColumn<z.output<typeof AssessmentReply>['rows'][number]>[] = [
  { title: '名次', of: (row) => row.rank },
  { title: '单位', of: (row) => row.organisation },
  { title: '得分', of: (row) => row.score },
  { title: '完成得分', of: (row) => row.completionScore },
  { title: '加分', of: (row) => row.bonus },
  { title: '扣分', of: (row) => row.deduction },
  { title: '已达标', of: (row) => row.met },
  { title: '目标', of: (row) => row.targets },
  { title: '逾期督办', of: (row) => row.lateNotices },
]

const whole = 200

/** Under /api/ledger. */
export const exportRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/evidence.xlsx',
    summary: '佐证列表导出 Excel',
    access: 'signed_in',
    query: EvidenceQuery.omit({ cursor: true, limit: true }),
    handle: (context) =>
      listFile(
        '佐证',
        evidenceColumns,
        everyRow((cursor) => listEvidence(context, { ...context.query, cursor, limit: whole })),
      ),
  }),
  route({
    method: 'GET',
    path: '/notices.xlsx',
    summary: '督办单列表导出 Excel',
    access: 'signed_in',
    query: NoticesQuery.omit({ cursor: true, limit: true }),
    handle: (context) =>
      listFile(
        '督办单',
        noticeColumns,
        everyRow((cursor) => listNotices(context, { ...context.query, cursor, limit: whole })),
      ),
  }),
  route({
    method: 'GET',
    path: '/extensions.xlsx',
    summary: '延期申请导出 Excel',
    access: 'signed_in',
    query: ExtensionsQuery,
    handle: async (context) =>
      listFile('延期申请', extensionColumns, (await listExtensions(context, context.query)).rows),
  }),
  route({
    method: 'GET',
    path: '/projects.xlsx',
    summary: '工程项目导出 Excel',
    access: 'public',
    query: ProjectsQuery,
    handle: async (context) => listFile('工程项目', projectColumns, (await listProjects(context, context.query)).rows),
  }),
  route({
    method: 'GET',
    path: '/departments.xlsx',
    summary: '部门督办看板导出 Excel',
    access: 'signed_in',
    query: AsOfQuery,
    handle: async (context) =>
      listFile('部门督办', departmentColumns, (await listDepartments(context, context.query.asOf)).rows),
  }),
  route({
    method: 'GET',
    path: '/assessment.xlsx',
    summary: '部门考核导出 Excel',
    access: 'ledger.assessment.read',
    query: AsOfQuery,
    handle: async (context) =>
      listFile('部门考核', assessmentColumns, (await assessDepartments(context, context.query.asOf)).rows),
  }),
]
