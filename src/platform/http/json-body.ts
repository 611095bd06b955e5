import type { FastifyInstance } from 'fastify'
import { Problem } from '../errors/problem.ts'
import { pointerOf } from './pointer.ts'

const maxDepth = 64

/** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
const storable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/**
 * Refuses what is valid JSON (or a valid URL) and still cannot be stored or walked safely: NUL characters, lone
 * surrogates, nesting beyond 64. Throws `Problem` `malformed` with the pointer.
 */
export const refuseUnstorable = (value: unknown, prefix = ''): void => {
  const waiting: { value: unknown; path: readonly PropertyKey[] }[] = [{ value, path: [] }]
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    const { value: here, path } = item
    if (typeof here === 'string' && !storable(here)) {
      throw Problem.field(prefix + pointerOf(path), 'invalid_text', '含有不能保存的字符', 'malformed')
    }
    if (typeof here !== 'object' || here === null) continue
    if (path.length >= maxDepth) {
      throw Problem.field(prefix + pointerOf(path.slice(0, 3)), 'too_deep', `内容嵌套超过 ${maxDepth} 层`, 'malformed')
    }
    for (const [key, inner] of Object.entries(here)) {
      if (!storable(key)) {
        throw Problem.field(prefix + pointerOf(path), 'invalid_text', '字段名含有不能保存的字符', 'malformed')
      }
      waiting.push({ value: inner, path: [...path, key] })
    }
  }
}

/** Reads application/json strictly: valid UTF-8, valid JSON, no `__proto__`, storable text. */
export const parseJsonStrictly = (server: FastifyInstance): void => {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const parse = server.getDefaultJsonParser('error', 'error')
  server.removeContentTypeParser(['application/json', 'text/plain'])
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    // A DELETE or an event without data often carries the header and no body.
    if (bytes.length === 0) return done(null, undefined)
    let text: string
    try {
      text = utf8.decode(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
    } catch {
      return done(new Problem('malformed', '内容不是有效的 UTF-8'))
    }
    void parse(request, text, (error, value) => {
      if (error) {
        const poisoned = /prototype property/.test(error.message)
        return done(
          new Problem(
            'malformed',
            poisoned ? '含有不允许的字段 __proto__ 或 constructor' : `不是有效的 JSON：${error.message}`,
          ),
        )
      }
      try {
        refuseUnstorable(value)
        done(null, value)
      } catch (refusal) {
        done(refusal instanceof Error ? refusal : new Problem('malformed'))
      }
    })
  })
}
