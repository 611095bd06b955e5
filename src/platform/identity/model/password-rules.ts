import { zxcvbn, zxcvbnOptions } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import type { FieldError } from '../../errors/problem.ts'

// The list of leaked and common passwords and the keyboard patterns; nothing is asked of the internet.
zxcvbnOptions.setOptions({ dictionary, graphs: adjacencyGraphs })

export type PasswordOwner = { readonly username: string; readonly name: string; readonly official: boolean }

/** GB/T 22239-2019 8.1.4.1 a asks for complexity; length and a check against known passwords is what stops guessing. */
export const shortest = (official: boolean): number => (official ? 12 : 8)
export const longestPassword = 128

/** Estimated guesses ≥ 10⁸ (zxcvbn score 3). */
const weakestScore = 3

/**
 * Why a password is refused, one entry per rule; empty = accepted. `pointer` is the field of the request.
 * Offline: length, the owner's account or name inside, and the known leaked passwords with their usual variations.
 */
export const passwordFaults = (password: string, owner: PasswordOwner, pointer: string): readonly FieldError[] => {
  const fault = (code: string, message: string): FieldError => ({ pointer, code, message })
  const length = [...password].length
  const least = shortest(owner.official)
  const lower = password.toLowerCase()
  const faults: FieldError[] = []
  if (length < least) faults.push(fault('too_short', `口令至少 ${least} 个字符`))
  if (length > longestPassword) return [fault('too_long', `口令至多 ${longestPassword} 个字符`)]
  if (lower.includes(owner.username.toLowerCase()) || (owner.name !== '' && password.includes(owner.name))) {
    faults.push(fault('contains_name', '口令中不能含有账号名或姓名'))
  }
  if (zxcvbn(password, [owner.username, owner.name, 'gongfu']).score < weakestScore) {
    faults.push(fault('too_easy', '口令过于常见或容易猜到，请换一个更长、没有规律的口令'))
  }
  return faults
}
