import { type Route, route } from '../../../platform/http/route.ts'
import { draftBulletin, editBulletin, listBulletins, publishBulletin, viewBulletin } from '../../bulletins/bulletins.ts'
import { downloadBulletin } from '../../bulletins/download.ts'
import * as schema from './schema.ts'

const publish = 'ledger.bulletin.publish'

/** Under /api/ledger. A draft is seen by officials, a published bulletin by everybody. */
export const bulletinRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/bulletins',
    summary: '进展通报列表',
    access: 'public',
    reply: schema.BulletinList,
    handle: (context) => listBulletins(context),
  }),
  route({
    method: 'GET',
    path: '/bulletins/:month',
    summary: '一期通报',
    access: 'public',
    params: schema.BulletinParams,
    query: schema.BulletinQuery,
    reply: schema.BulletinReply,
    handle: (context) => viewBulletin(context, context.params.month, context.query.edition),
  }),
  route({
    method: 'GET',
    path: '/bulletin/:file',
    summary: '下载通报：附表原样七列，加实际进展和亮灯（.docx、.xlsx、.pdf）',
    access: 'public',
    params: schema.BulletinFileParams,
    query: schema.BulletinQuery,
    transaction: 'own',
    handle: (context) => downloadBulletin(context, context.params.file, context.query.edition),
  }),
  route({
    method: 'POST',
    path: '/bulletins',
    summary: '按记录生成通报草稿',
    access: publish,
    body: schema.BulletinCreate,
    reply: schema.BulletinReply,
    status: 201,
    handle: (context) => draftBulletin(context, context.body.month, context.body.correction),
  }),
  route({
    method: 'PATCH',
    path: '/bulletins/:month',
    summary: '修改通报草稿',
    access: publish,
    updates: true,
    params: schema.BulletinParams,
    body: schema.BulletinEdit,
    reply: schema.BulletinReply,
    handle: (context) => editBulletin(context, context.params.month, context.ifMatch, context.body),
  }),
  route({
    method: 'POST',
    path: '/bulletins/:month/publish',
    summary: '发布通报；发布后不再改动',
    access: publish,
    updates: true,
    params: schema.BulletinParams,
    reply: schema.BulletinReply,
    handle: (context) => publishBulletin(context, context.params.month, context.ifMatch),
  }),
]
