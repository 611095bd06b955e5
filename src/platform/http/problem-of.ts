import { postgresError } from '../database/problems.ts'
import { Problem } from '../errors/problem.ts'
import type { ErrorCode } from '../errors/codes.ts'

type Coded = { readonly code: string }

const isCoded = (error: unknown): error is Coded =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'

/** Fastify and its plugins → our code and sentence. */
const framework: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media', '不支持该 Content-Type，请使用 application/json'],
  FST_ERR_CTP_INVALID_TYPE: ['unsupported_media', 'Content-Type 不正确'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['too_large', '内容超过上限'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['malformed', '请求内容为空'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['malformed', '不是有效的 JSON'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed', 'Content-Length 与内容不符'],
  FST_ERR_BAD_URL: ['malformed', '网址编码不正确'],
  FST_ERR_ASYNC_CONSTRAINT: ['malformed', '网址不正确'],
  FST_ERR_MAX_PARAM_LENGTH: ['malformed', '网址过长'],
  FST_INVALID_MULTIPART_CONTENT_TYPE: ['unsupported_media', '上传须使用 multipart/form-data'],
  FST_REQ_FILE_TOO_LARGE: ['too_large', '文件超过上限'],
  FST_PARTS_LIMIT: ['too_large', '上传的部分过多'],
  FST_FILES_LIMIT: ['too_large', '一次只能上传一个文件'],
  FST_FIELDS_LIMIT: ['too_large', '上传的字段过多'],
  FST_PROTO_VIOLATION: ['malformed', '含有不允许的字段 __proto__'],
}

/**
 * SQLSTATE → our code, for what database/problems.ts leaves: values that no column can hold, and a database that is
 * busy or away. What is not listed is a defect: 500.
 */
const sqlStates: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  '22003': ['not_computable', '数值超出可保存的范围'],
  '22007': ['not_computable', '日期或时间不正确'],
  '22008': ['not_computable', '日期超出范围'],
  '22P02': ['malformed', '编号的格式不正确'],
  '40001': ['unavailable', '与其他操作冲突，请重试'],
  '40P01': ['unavailable', '与其他操作冲突，请重试'],
  '53300': ['unavailable', '数据库繁忙，请稍后重试'],
  '55P03': ['unavailable', '记录正被他人修改，请稍后重试'],
  '57014': ['unavailable', '查询超时，请缩小范围后重试'],
  '57P01': ['unavailable', '数据库正在重启，请稍后重试'],
}

/** Every error as a `Problem`; what nobody foresaw is `internal` and says nothing of its inside. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  const entry = (isCoded(error) ? framework[error.code] : undefined) ?? sqlStates[postgresError(error)?.code ?? '']
  if (entry !== undefined) return new Problem(...entry)
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (isCoded(cause) && ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND'].includes(cause.code)) {
    return new Problem('unavailable', '数据库暂时不可用，请稍后重试')
  }
  return new Problem('internal', '系统出错，没有保存任何内容。请重试，或把编号（instance）告诉管理员')
}
