/**
 * The registry of error codes. Each entry says when it is thrown and how the caller recovers; scripts/reference.ts
 * writes docs/reference/errors.md from it, and `npm run check` fails when that page is stale.
 *
 * A code is stable: clients and support staff quote it. Codes of single fields (`FieldError.code`) are free
 * snake_case words of the model that refuses.
 */
type Entry = { readonly status: number; readonly title: string; readonly when: string; readonly recover: string }

const define = <T extends Record<string, Entry>>(entries: T): T => entries

export const errorCodes = define({
  malformed: {
    status: 400,
    title: '请求格式不正确',
    when: 'The body is not JSON, a field has the wrong type, or a key is unknown.',
    recover: 'Mend the fields named in `errors`.',
  },
  signed_out: {
    status: 401,
    title: '请先登录',
    when: 'The route needs a signed-in user.',
    recover: 'Sign in and repeat.',
  },
  second_factor_required: {
    status: 401,
    title: '需要二次验证',
    when: 'The account has a second factor that was not given.',
    recover: 'Enter the six digits of the authenticator.',
  },
  sign_in_failed: {
    status: 401,
    title: '账号名或口令不正确',
    when: 'Name and password do not belong together, the account does not exist or is disabled; the reply never tells which.',
    recover: 'Check the name and the password; after five failures wait as told by Retry-After.',
  },
  password_change_required: {
    status: 403,
    title: '请先修改初始口令',
    when: 'The account still has the initial password that an administrator handed over.',
    recover: 'Change it at POST /api/auth/change-password and repeat.',
  },
  second_factor_setup_required: {
    status: 403,
    title: '请先设置二次验证',
    when: 'Officials of this installation must use an authenticator, and the account has none yet.',
    recover: 'Set it up at POST /api/auth/two-factor/enable and verify-totp, then repeat.',
  },
  forbidden: {
    status: 403,
    title: '没有权限',
    when: 'The actor lacks the permission, or the record lies outside his county, organisation or area.',
    recover: 'Ask the administrator named on the page.',
  },
  not_found: {
    status: 404,
    title: '没有找到',
    when: 'No such record, or it is not visible to the actor.',
    recover: 'Check the address or the filters.',
  },
  method_not_allowed: {
    status: 405,
    title: '不支持该操作',
    when: 'The path exists, the method does not.',
    recover: 'See /docs/api.',
  },
  state_conflict: {
    status: 409,
    title: '当前状态不允许该操作',
    when: 'The case or record is not in a state that allows the event.',
    recover: 'Reload; the page shows what is possible now.',
  },
  duplicate: {
    status: 409,
    title: '记录已存在',
    when: 'A unique key exists already.',
    recover: 'Open the existing record.',
  },
  idempotency_conflict: {
    status: 409,
    title: '幂等键已用于不同的请求',
    when: 'The Idempotency-Key was used with another body.',
    recover: 'Use a new key for a new request.',
  },
  stale: {
    status: 412,
    title: '记录已被他人修改',
    when: 'If-Match does not equal the present ETag.',
    recover: 'Reload, compare, save again.',
  },
  precondition_required: {
    status: 428,
    title: '缺少版本标识',
    when: 'An update came without If-Match.',
    recover: 'Send the ETag that was read.',
  },
  too_large: {
    status: 413,
    title: '内容过大',
    when: 'The body, file, row count or vertex count is over the limit.',
    recover: 'Split it; the limit is in `detail`.',
  },
  unsupported_media: {
    status: 415,
    title: '不支持的文件类型',
    when: 'The file is not of an accepted kind, judged by content and not by name.',
    recover: 'Save it as one of the kinds named.',
  },
  not_computable: {
    status: 422,
    title: '无法计算',
    when: 'Well-formed input that has no answer: out of range, contradictory, or refused by law.',
    recover: 'See `errors`.',
  },
  hostile_file: {
    status: 422,
    title: '文件不安全，已拒收',
    when: 'Zip bomb, macros, external entities, nested archives.',
    recover: 'Export a plain file and send that.',
  },
  rate_limited: {
    status: 429,
    title: '请求过于频繁',
    when: 'More requests in a minute than the caller may send.',
    recover: 'Wait for Retry-After seconds.',
  },
  internal: {
    status: 500,
    title: '系统出错',
    when: 'A defect of ours. Nothing was stored.',
    recover: 'Repeat; quote `instance` to the administrator.',
  },
  unavailable: {
    status: 503,
    title: '暂时无法服务',
    when: 'Starting, draining, or the database is away.',
    recover: 'Repeat after Retry-After seconds.',
  },
} as const)

export type ErrorCode = keyof typeof errorCodes
