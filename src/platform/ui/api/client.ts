import { readLang } from '../i18n/lang.ts'

export type ProblemField = { readonly pointer: string; readonly code: string; readonly message: string }

/** What the server refused (RFC 9457), or `offline` when there was no answer at all. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly instance: string | undefined
  readonly errors: readonly ProblemField[]

  constructor(body: {
    status: number
    code: string
    title: string
    detail?: string
    instance?: string
    errors?: readonly ProblemField[]
  }) {
    super(body.detail ?? body.title)
    this.name = 'ApiProblem'
    this.status = body.status
    this.code = body.code
    this.title = body.title
    this.instance = body.instance
    this.errors = body.errors ?? []
  }
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>

/** Adds the parameters that have a value; a list is repeated. */
export const withQuery = (path: string, query: Query = {}): string => {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    if (Array.isArray(value)) for (const item of value) search.append(key, item)
    else search.append(key, String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/** A fresh key for one write; `crypto.randomUUID` needs https, which a county's intranet may lack. */
export const idempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

type Send = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly query?: Query
  readonly body?: unknown
  /** Version read before: sent as If-Match. */
  readonly version?: string | number
  readonly signal?: AbortSignal
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const readProblem = async (response: Response): Promise<ApiProblem> => {
  const body: unknown = await response.json().catch(() => null)
  if (isRecord(body) && typeof body['title'] === 'string' && typeof body['code'] === 'string') {
    // Written by the server's one problem serialiser; the shape was checked by its two required words.
    return new ApiProblem({ status: response.status, ...body } as unknown as ConstructorParameters<
      typeof ApiProblem
    >[0])
  }
  // better-auth answers {code, message} without a title.
  const message = isRecord(body) && typeof body['message'] === 'string' ? body['message'] : response.statusText
  const code = isRecord(body) && typeof body['code'] === 'string' ? body['code'].toLowerCase() : 'unavailable'
  return new ApiProblem({ status: response.status, code, title: message })
}

/** One request. Throws `ApiProblem`; a reply without content is `undefined`. */
export const send = async <Reply>(path: string, options: Send = {}): Promise<Reply> => {
  const { method = 'GET', query, body, version, signal } = options
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': readLang() }
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json'
  if (method !== 'GET') headers['idempotency-key'] = idempotencyKey()
  if (version !== undefined) headers['if-match'] = `"${version}"`
  let response: Response
  try {
    response = await fetch(withQuery(path, query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem({ status: 0, code: 'offline', title: 'offline' })
  }
  if (!response.ok) throw await readProblem(response)
  if (response.status === 204) return undefined as Reply
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as Reply
}
