import { Download, type Route, route } from '../../../platform/http/route.ts'
import {
  adaptPackage,
  applyPackage,
  exportPackage,
  importPackage,
  listPackages,
  previewPackage,
  viewPackage,
} from '../../packages/packages.ts'
import * as schema from './schema.ts'

const access = 'ledger.package.manage'

/** Under /api/ledger. */
export const packageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/packages',
    summary: '引入的改革包和本县公钥',
    access,
    reply: schema.PackageList,
    handle: (context) => listPackages(context),
  }),
  route({
    method: 'GET',
    path: '/packages/export',
    summary: '导出一项改革为签名的改革包（JSON 文件）',
    access,
    query: schema.PackageExportQuery,
    handle: async (context) => {
      const signed = await exportPackage(context, context.query.reform)
      return new Download(
        'application/json; charset=utf-8',
        JSON.stringify(signed, null, 2),
        `改革包-${signed.content.reform.name}.json`,
      )
    },
  }),
  route({
    method: 'POST',
    path: '/packages/preview',
    summary: '验签并预览改革包，不保存',
    access,
    body: schema.SignedPackage,
    reply: schema.PackagePreview,
    handle: (context) => previewPackage(context, context.body),
  }),
  route({
    method: 'POST',
    path: '/packages',
    summary: '验签并引入改革包',
    access,
    body: schema.SignedPackage,
    reply: schema.PackageView,
    status: 201,
    handle: (context) => importPackage(context, context.body),
  }),
  route({
    method: 'GET',
    path: '/packages/:id',
    summary: '一个改革包的内容、与本县的差异和调整',
    access,
    params: schema.PackageParams,
    reply: schema.PackageView,
    handle: (context) => viewPackage(context, context.params.id),
  }),
  route({
    method: 'PUT',
    path: '/packages/:id/adaptation',
    summary: '调整编号、年度、牵头部门和目标',
    access,
    updates: true,
    params: schema.PackageParams,
    body: schema.PackageAdaptation,
    reply: schema.PackageView,
    handle: (context) => adaptPackage(context, context.params.id, context.ifMatch, context.body),
  }),
  route({
    method: 'POST',
    path: '/packages/:id/apply',
    summary: '在本县引入：改革和目标不公开，规则表为草稿',
    access,
    updates: true,
    params: schema.PackageParams,
    reply: schema.PackageView,
    handle: (context) => applyPackage(context, context.params.id, context.ifMatch),
  }),
]
