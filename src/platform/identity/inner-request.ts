import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem, type FieldError } from '../errors/problem.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { type Auth, basePath, clientIpHeader, innerOrigin } from './auth.ts'

export const visitOf = (request: FastifyRequest) => ({ ip: request.ip, userAgent: request.headers['user-agent'] })

/** Asks better-auth as if the browser had: its own path and origin, the caller's cookies and address. */
export const askInside = (auth: Auth, request: FastifyRequest, path: string, body: unknown): Promise<Response> => {
  const headers = new Headers({
    origin: innerOrigin,
    'content-type': 'application/json',
    [clientIpHeader]: request.ip,
  })
  if (request.headers.cookie !== undefined) headers.set('cookie', request.headers.cookie)
  const agent = request.headers['user-agent']
  if (agent !== undefined) headers.set('user-agent', agent.slice(0, 300).replace(/[^\x20-\x7e]/g, '?'))
  return auth.handler(
    new Request(`${innerOrigin}${basePath}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  )
}

/** Several cookies are several headers; joined into one they would be lost. */
export const passCookies = (from: Response, to: FastifyReply): void => {
  const cookies = from.headers.getSetCookie()
  if (cookies.length > 0) to.header('set-cookie', cookies)
}

type Refusal = readonly [ErrorCode, string, FieldError?]

const wrongPassword = (pointer: string): Refusal => [
  'not_computable',
  '口令不正确',
  { pointer, code: 'wrong_password', message: '口令不正确' },
]

/** better-auth's codes as ours. */
const refusals: Readonly<Record<string, Refusal>> = {
  INVALID_CODE: ['second_factor_required', '验证码不正确，请核对时间后重新输入'],
  INVALID_BACKUP_CODE: ['second_factor_required', '备用码不正确或已使用'],
  INVALID_TWO_FACTOR_COOKIE: ['signed_out', '验证已超时，请重新登录'],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: ['signed_out', '验证码错误次数过多，请重新登录'],
  ACCOUNT_TEMPORARILY_LOCKED: ['rate_limited', '验证码错误次数过多，请 15 分钟后再试'],
  TOTP_ALREADY_ENABLED: ['state_conflict', '已设置二次验证，如需更换请先取消'],
  TOTP_NOT_ENABLED: ['state_conflict', '尚未设置二次验证'],
  BACKUP_CODES_NOT_ENABLED: ['state_conflict', '尚未设置二次验证'],
  UNAUTHORIZED: ['signed_out', '请先登录'],
}

/** The problem in a reply of better-auth. `passwordPointer` is where the request carried the present password. */
export const refusalOf = async (response: Response, passwordPointer = '/password'): Promise<Problem> => {
  if (response.status === 429) return new Problem('rate_limited', '操作过于频繁，请稍后再试')
  const body: unknown = await response.json().catch(() => null)
  const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : ''
  const known = code === 'INVALID_PASSWORD' ? wrongPassword(passwordPointer) : refusals[code]
  if (known !== undefined) return new Problem(known[0], known[1], known[2] === undefined ? [] : [known[2]])
  return response.status === 401 ? new Problem('signed_out', '请先登录') : new Problem('internal')
}
