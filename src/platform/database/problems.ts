import { Problem } from '../errors/problem.ts'

type PostgresError = { readonly code: string; readonly constraint?: string; readonly table?: string }

/** The PostgreSQL error inside what a driver or drizzle threw, if there is one. */
export const postgresError = (error: unknown): PostgresError | undefined => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) {
      return {
        code: at.code,
        ...('constraint' in at && typeof at.constraint === 'string' ? { constraint: at.constraint } : {}),
        ...('table' in at && typeof at.table === 'string' ? { table: at.table } : {}),
      }
    }
  }
  return undefined
}

/**
 * Turns what PostgreSQL refused into the `Problem` that the caller can act on; everything else is a defect and stays
 * as it was. Codes: PostgreSQL manual, appendix A.
 */
export const asProblem = (error: unknown): unknown => {
  if (error instanceof Problem) return error
  const refused = postgresError(error)
  const named = refused?.constraint === undefined ? '' : `（${refused.constraint}）`
  const cause = { cause: error }
  switch (refused?.code) {
    case '23505':
      return Object.assign(new Problem('duplicate', `记录已存在${named}`), cause)
    case '23P01':
      return Object.assign(new Problem('duplicate', `与已有记录的期间或范围重叠${named}`), cause)
    case '23503':
      return Object.assign(new Problem('not_computable', `引用的记录不存在，或仍被其他记录引用${named}`), cause)
    case '23514':
      return Object.assign(new Problem('not_computable', `数值不符合登记要求${named}`), cause)
    case '42501':
      return Object.assign(new Problem('forbidden', '没有权限登记或修改该记录'), cause)
    default:
      return error
  }
}
