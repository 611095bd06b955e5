import { requiredFile } from '../../../platform/files/files.ts'
import { type Route, route } from '../../../platform/http/route.ts'
import { exportLayer } from '../../imports/export.ts'
import {
  confirmImport,
  discardImport,
  listImports,
  recheckImport,
  uploadImport,
  viewImport,
} from '../../imports/imports.ts'
import { uploadLimit } from '../../imports/read-file.ts'
import * as schema from './schema.ts'

const access = 'land.parcel.manage'

/** Under /api/land: boundaries from files, and back into files. */
export const importRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/imports',
    summary: '图形导入记录',
    access,
    reply: schema.ImportsReply,
    handle: (context) => listImports(context),
  }),
  route({
    method: 'POST',
    path: '/imports',
    summary: '上传宗地或图层（Shapefile、GeoPackage、GeoJSON、DXF、界址点表）并核对；确认前不入库',
    access,
    body: schema.UploadFields,
    reply: schema.ImportReply,
    status: 201,
    upload: { maxBytes: uploadLimit, required: true, accept: ['zip', 'gpkg', 'geojson', 'xlsx', 'text'] },
    transaction: 'own',
    handle: (context) => uploadImport(context, requiredFile(context), context.body),
  }),
  route({
    method: 'GET',
    path: '/imports/:id',
    summary: '一次导入：坐标系、字段、逐个要素的问题和修复建议、变化',
    access,
    params: schema.ImportParams,
    reply: schema.ImportReply,
    handle: (context) => viewImport(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/imports/:id/check',
    summary: '按所选坐标系、编码、字段和修复重新核对',
    access,
    params: schema.ImportParams,
    body: schema.ImportChoices,
    reply: schema.ImportReply,
    transaction: 'own',
    handle: (context) => recheckImport(context, context.params.id, context.body),
  }),
  route({
    method: 'POST',
    path: '/imports/:id/confirm',
    summary: '确认导入',
    access,
    updates: true,
    params: schema.ImportParams,
    reply: schema.ImportReply,
    transaction: 'own',
    handle: (context) => confirmImport(context, context.params.id, context.ifMatch),
  }),
  route({
    method: 'POST',
    path: '/imports/:id/discard',
    summary: '放弃导入',
    access,
    params: schema.ImportParams,
    reply: schema.ImportReply,
    handle: async (context) => {
      await discardImport(context, context.params.id)
      return viewImport(context, context.params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/exports/:file',
    summary: '导出宗地或管控区（GeoPackage、Shapefile、Excel）',
    access: 'land.layer.read',
    params: schema.ExportParams,
    handle: (context) => exportLayer(context, context.params.file),
  }),
]
