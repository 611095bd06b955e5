import type { ZodType } from 'zod'
import type { Context } from '../../../platform/context.ts'
import { type Route, route } from '../../../platform/http/route.ts'
import { askAcceptance, decideInspection, recordInspection, reviewTask } from '../../tasks/acceptance.ts'
import {
  changeAgreement,
  draftAgreement,
  noticeBreach,
  settleBreach,
  signForFirm,
  signForTown,
} from '../../tasks/agreements.ts'
import { addSupplement, assignTasks, chooseFinding, drawList, freezeList } from '../../tasks/lists.ts'
import { addTaskPhoto, reportProgress } from '../../tasks/progress.ts'
import { listFindings, listLists, listTasks, viewTask } from '../../tasks/views.ts'
import * as schema from './schema.ts'

const lists: readonly Route[] = [
  route({
    method: 'GET',
    path: '/task-lists',
    summary: '各年度任务清单',
    access: 'signed_in',
    reply: schema.ListsReply,
    handle: (context) => listLists(context),
  }),
  route({
    method: 'POST',
    path: '/task-lists',
    summary: '按认定标准拟订年度任务清单',
    access: 'land.task.manage',
    body: schema.ListDraft,
    reply: schema.ListsReply,
    status: 201,
    handle: async (context) => {
      await drawList(context, context.body)
      return listLists(context)
    },
  }),
  route({
    method: 'GET',
    path: '/task-lists/:year/findings',
    summary: '低效用地认定结果',
    access: 'signed_in',
    params: schema.YearParams,
    reply: schema.FindingsReply,
    handle: (context) => listFindings(context, context.params.year),
  }),
  route({
    method: 'POST',
    path: '/task-lists/:year/findings/:firm',
    summary: '列入或移出拟订中的清单',
    access: 'land.task.manage',
    params: schema.FirmParams,
    body: schema.ChoiceDraft,
    reply: schema.FindingsReply,
    handle: async (context) => {
      await chooseFinding(context, context.params.year, context.params.firm, context.body)
      return listFindings(context, context.params.year)
    },
  }),
  route({
    method: 'POST',
    path: '/task-lists/:year/freeze',
    summary: '锁定年度任务清单',
    access: 'land.task.manage',
    params: schema.YearParams,
    reply: schema.ListsReply,
    handle: async (context) => {
      await freezeList(context, context.params.year)
      return listLists(context)
    },
  }),
  route({
    method: 'POST',
    path: '/task-lists/:year/supplements',
    summary: '增补任务',
    access: 'land.task.manage',
    params: schema.YearParams,
    body: schema.SupplementDraft,
    reply: schema.TaskReply,
    status: 201,
    handle: async (context) => viewTask(context, await addSupplement(context, context.params.year, context.body)),
  }),
  route({
    method: 'POST',
    path: '/task-lists/:year/assign',
    summary: '将已列入的任务交办乡镇（街道）',
    access: 'land.task.manage',
    params: schema.YearParams,
    body: schema.AssignDraft,
    reply: schema.AssignReply,
    handle: async (context) => ({
      assigned: await assignTasks(context, context.params.year, context.body.town),
    }),
  }),
]

/** One command on a task that answers with the task as it then stands; `body` validates what `run` takes. */
const command = <Body>(
  path: string,
  summary: string,
  access: string,
  body: ZodType<Body>,
  run: (context: Context, id: string, body: Body) => Promise<void>,
): Route =>
  route({
    method: 'POST',
    path: `/tasks/:id/${path}`,
    summary,
    access,
    params: schema.TaskParams,
    body,
    reply: schema.TaskReply,
    handle: async (context) => {
      await run(context, context.params.id, context.body)
      return viewTask(context, context.params.id)
    },
  })

/** A command that needs no words. */
const act = (
  path: string,
  summary: string,
  access: string,
  run: (context: Context, id: string) => Promise<void>,
): Route =>
  route({
    method: 'POST',
    path: `/tasks/:id/${path}`,
    summary,
    access,
    params: schema.TaskParams,
    reply: schema.TaskReply,
    handle: async (context) => {
      await run(context, context.params.id)
      return viewTask(context, context.params.id)
    },
  })

/** Under /api/land. A town sees its own tasks, a firm its own; figures only where they may be seen. */
export const taskRoutes: readonly Route[] = [
  ...lists,
  route({
    method: 'GET',
    path: '/tasks',
    summary: '任务看板和清单',
    access: 'signed_in',
    query: schema.TasksQuery,
    reply: schema.TasksReply,
    handle: (context) => listTasks(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/tasks/:id',
    summary: '一项任务：认定、协议、进度、照片、验收',
    access: 'signed_in',
    params: schema.TaskParams,
    reply: schema.TaskReply,
    handle: (context) => viewTask(context, context.params.id),
  }),
  act('agreement', '拟订履约监管协议', 'land.task.report', (context, id) => draftAgreement(context, id)),
  command('agreement/terms', '修改协议条款', 'land.task.report', schema.AgreementDraft, changeAgreement),
  act('agreement/town-signature', '乡镇签署协议', 'land.task.report', (context, id) => signForTown(context, id)),
  act('agreement/firm-signature', '企业签署协议', 'land.agreement.sign', (context, id) => signForFirm(context, id)),
  command('agreement/breach', '告知违约', 'land.task.report', schema.BreachDraft, noticeBreach),
  act('agreement/cured', '确认违约已整改', 'land.task.manage', (context, id) => settleBreach(context, id, true)),
  act('agreement/liability', '追究违约责任', 'land.task.manage', (context, id) => settleBreach(context, id, false)),
  command('progress', '报送进度', 'signed_in', schema.ProgressDraft, reportProgress),
  command('photos', '上传现场照片', 'signed_in', schema.PhotoDraft, addTaskPhoto),
  act('acceptance-request', '申请验收', 'land.task.report', (context, id) => askAcceptance(context, id)),
  command('inspection', '记录现场验收', 'land.task.inspect', schema.InspectionDraft, recordInspection),
  command(
    'inspection/decision',
    '第二名验收人签字并出具结论',
    'land.task.inspect',
    schema.DecisionDraft,
    (context, id, { reason }) => decideInspection(context, id, reason),
  ),
  command('review', '附条件销号复核', 'land.task.inspect', schema.ReviewDraft, reviewTask),
]
