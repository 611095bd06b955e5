import { type Route, route } from '../../../platform/http/route.ts'
import {
  answerComment,
  closeConsultation,
  comment,
  draftConsultation,
  editConsultation,
  finishConsultation,
  moderateComment,
  openConsultation,
} from '../../consultations/consultations.ts'
import { listConsultations, viewConsultation } from '../../consultations/views.ts'
import * as schema from './schema.ts'

const manage = 'ledger.consultation.manage'

/** Under /api/ledger. Everybody reads and comments; the responsible department does the rest. */
export const consultationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/consultations',
    summary: '公开征求意见列表',
    access: 'public',
    reply: schema.ConsultationList,
    handle: (context) => listConsultations(context),
  }),
  route({
    method: 'GET',
    path: '/consultations/:id',
    summary: '征求意见稿、意见和答复',
    access: 'public',
    params: schema.ConsultationParams,
    reply: schema.ConsultationReply,
    handle: (context) => viewConsultation(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/consultations/:id/comments',
    summary: '提意见',
    access: 'public',
    params: schema.ConsultationParams,
    body: schema.CommentDraft,
    reply: schema.CommentRow,
    status: 201,
    handle: (context) => comment(context, context.params.id, context.body),
  }),
  route({
    method: 'POST',
    path: '/consultations',
    summary: '拟征求意见稿',
    access: manage,
    body: schema.ConsultationDraft,
    reply: schema.ConsultationReply,
    status: 201,
    handle: async (context) => viewConsultation(context, await draftConsultation(context, context.body)),
  }),
  route({
    method: 'PUT',
    path: '/consultations/:id',
    summary: '修改未发布的征求意见稿',
    access: manage,
    updates: true,
    params: schema.ConsultationParams,
    body: schema.ConsultationDraft,
    reply: schema.ConsultationReply,
    handle: async (context) => {
      await editConsultation(context, context.params.id, context.ifMatch, context.body)
      return viewConsultation(context, context.params.id)
    },
  }),
  ...(
    [
      ['open', '发布', openConsultation],
      ['finish', '答复完毕', finishConsultation],
    ] as const
  ).map(([verb, summary, act]) =>
    route({
      method: 'POST',
      path: `/consultations/:id/${verb}`,
      summary,
      access: manage,
      updates: true,
      params: schema.ConsultationParams,
      reply: schema.ConsultationReply,
      handle: async (context) => {
        await act(context, context.params.id, context.ifMatch)
        return viewConsultation(context, context.params.id)
      },
    }),
  ),
  route({
    method: 'POST',
    path: '/consultations/:id/close',
    summary: '公布采纳情况并结束',
    access: manage,
    updates: true,
    params: schema.ConsultationParams,
    body: schema.ConsultationClose,
    reply: schema.ConsultationReply,
    handle: async (context) => {
      await closeConsultation(context, context.params.id, context.ifMatch, context.body.result)
      return viewConsultation(context, context.params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/consultations/:id/comments/:commentId/moderation',
    summary: '审核意见是否公开',
    access: manage,
    params: schema.CommentParams,
    body: schema.CommentModeration,
    reply: schema.ConsultationReply,
    handle: async (context) => {
      await moderateComment(context, context.params.id, context.params.commentId, context.body)
      return viewConsultation(context, context.params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/consultations/:id/comments/:commentId/answer',
    summary: '答复意见、说明是否采纳',
    access: manage,
    params: schema.CommentParams,
    body: schema.CommentAnswer,
    reply: schema.ConsultationReply,
    handle: async (context) => {
      await answerComment(context, context.params.id, context.params.commentId, context.body)
      return viewConsultation(context, context.params.id)
    },
  }),
]
