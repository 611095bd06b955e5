import { errorCodes, type ErrorCode } from './codes.ts'

/** One wrong field: `pointer` is an RFC 6901 JSON pointer into the request body (or `/query/…`, `/params/…`). */
export type FieldError = { readonly pointer: string; readonly code: string; readonly message: string }

/** RFC 9457 problem details as we send them. */
export type ProblemBody = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ErrorCode
  readonly detail: string
  readonly instance?: string
  readonly errors: readonly FieldError[]
}

/**
 * The one way to refuse. Status and title follow from the code, so that they can never disagree with the registry.
 *
 * @example throw new Problem('not_computable', '剩余年限须大于 0', [{ pointer: '/input/remainingYears', code: 'out_of_range', message: '须大于 0' }])
 */
export class Problem extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly errors: readonly FieldError[]

  constructor(code: ErrorCode, detail?: string, errors: readonly FieldError[] = []) {
    super(detail ?? errorCodes[code].title)
    this.name = 'Problem'
    this.code = code
    this.status = errorCodes[code].status
    this.errors = errors
  }

  /** Refuses a single field. */
  static field(pointer: string, code: string, message: string, problem: ErrorCode = 'not_computable'): Problem {
    return new Problem(problem, message, [{ pointer, code, message }])
  }

  body(instance?: string): ProblemBody {
    return {
      type: `/docs/errors#${this.code}`,
      title: errorCodes[this.code].title,
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(instance === undefined ? {} : { instance }),
      errors: this.errors,
    }
  }
}
