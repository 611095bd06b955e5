import type { FastifyRequest } from 'fastify'
import { Problem } from '../errors/problem.ts'
import { refuseUnstorable } from './json-body.ts'
import type { Route, Upload } from './route.ts'

/** Room for the multipart framing and the text fields beside the file. */
export const formOverheadBytes = 4 * 1024 * 1024

const maxFieldBytes = 64 * 1024
const maxFields = 50

/**
 * Reads the multipart form of an upload route: at most one file, called `file`, and text fields.
 * Throws `too_large`, `unsupported_media` or `malformed` with the pointer of the part.
 */
export const readUpload = async (
  request: FastifyRequest,
  limit: NonNullable<Route['upload']>,
): Promise<Upload | null> => {
  if (!request.isMultipart()) {
    if (limit.required !== true && request.body === undefined) return null
    throw new Problem('unsupported_media', '上传须使用 multipart/form-data')
  }
  const fields: Record<string, string> = {}
  let file: { filename: string; bytes: Uint8Array } | undefined
  const parts = request.parts({
    limits: { fileSize: limit.maxBytes, files: 1, fields: maxFields, fieldSize: maxFieldBytes, headerPairs: 50 },
  })
  for await (const part of parts) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer()
      if (part.fieldname !== 'file') {
        throw Problem.field(`/${part.fieldname}`, 'unknown_key', '文件的字段名须为 file', 'malformed')
      }
      file = { filename: part.filename.normalize('NFC').slice(0, 255), bytes }
      continue
    }
    if (part.valueTruncated) throw Problem.field(`/${part.fieldname}`, 'too_long', '字段过长', 'too_large')
    if (Object.hasOwn(fields, part.fieldname)) {
      throw Problem.field(`/${part.fieldname}`, 'repeated', '字段重复', 'malformed')
    }
    fields[part.fieldname] = String(part.value)
  }
  refuseUnstorable({ ...fields, file: file?.filename })
  if (file === undefined) {
    if (limit.required === true) throw Problem.field('/file', 'required', '“file”必须填写', 'malformed')
    return Object.keys(fields).length === 0 ? null : { filename: '', bytes: new Uint8Array(), fields }
  }
  return { ...file, fields }
}
