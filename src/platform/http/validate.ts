import type { z } from 'zod'
import { Problem, type FieldError } from '../errors/problem.ts'
import { chineseIssue, fieldName } from './chinese-issue.ts'
import { pointerOf } from './pointer.ts'

/** A hostile body could have a million wrong fields; the caller needs the first ones. */
const maxErrors = 50

type Issue = z.core.$ZodIssue

const errorMap =
  (schema: z.ZodType) =>
  (issue: z.core.$ZodRawIssue): string => {
    const sentence = chineseIssue(issue)
    return `${fieldName(schema, issue.path ?? [])}${/^[A-Za-z0-9]/.test(sentence) ? ' ' : ''}${sentence}`
  }

/** Of a union's branches the one that came nearest: its first fault lies deepest, then the fewest faults. */
const nearestBranch = (branches: readonly (readonly Issue[])[]): readonly Issue[] => {
  const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length))
  const [nearest = []] = branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)
  return depth(nearest) === 0 ? [] : nearest
}

const codeOf = (issue: Issue, message: string): string => {
  if (message.endsWith('必须填写')) return 'required'
  if (issue.code === 'too_small' || issue.code === 'too_big') return 'out_of_range'
  if (issue.code === 'custom') {
    const code: unknown = issue.params?.['code']
    return typeof code === 'string' ? code : 'invalid'
  }
  return issue.code
}

const fieldErrors = (schema: z.ZodType, issue: Issue, prefix: string): readonly FieldError[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: prefix + pointerOf([...issue.path, key]),
      code: 'unknown_key',
      message: `不认识的字段 “${key.slice(0, 64)}”`,
    }))
  }
  if (issue.code === 'invalid_union') {
    const nearest = nearestBranch(issue.errors)
    if (nearest.length > 0) {
      return nearest.flatMap((inner) => fieldErrors(schema, inner, prefix + pointerOf(issue.path)))
    }
  }
  return [{ pointer: prefix + pointerOf(issue.path), code: codeOf(issue, issue.message), message: issue.message }]
}

/** A well-formed value that has no place: a number or date out of range, or a refusal the schema words itself. */
const isRefusal = (issue: Issue): boolean =>
  issue.code === 'custom' ||
  ((issue.code === 'too_small' || issue.code === 'too_big') &&
    ['number', 'int', 'bigint', 'date'].includes(issue.origin))

/**
 * Reads `input` by `schema`.
 * Throws `Problem` with a pointer and a Chinese sentence per fault: `malformed` (400) when the shape is wrong;
 * for a body (`prefix` empty) whose only faults are values out of range or refinements, `not_computable` (422).
 */
export const validate = <Schema extends z.ZodType>(schema: Schema, input: unknown, prefix = ''): z.output<Schema> => {
  let parsed: z.ZodSafeParseResult<z.output<Schema>>
  try {
    parsed = schema.safeParse(input, { error: errorMap(schema) })
  } catch (error) {
    // A recursive schema runs out of stack on input nested thousands deep; everything else is a defect.
    if (error instanceof RangeError) throw new Problem('malformed', '内容嵌套过深')
    throw error
  }
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const errors = issues.flatMap((issue) => fieldErrors(schema, issue, prefix)).slice(0, maxErrors)
  const code = prefix === '' && issues.every(isRefusal) ? 'not_computable' : 'malformed'
  throw new Problem(code, errors[0]?.message, errors)
}
