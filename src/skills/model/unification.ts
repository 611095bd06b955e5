/** 四统一: one policy, plan, code and platform for secondary vocational and technical schools (skills 8). */

export type InstitutionKind = 'secondaryVocational' | 'technicalSchool'

export type UnificationInput = {
  /** Policies in force on the day, with the kinds of institution that each covers. */
  readonly policies: readonly { readonly id: string; readonly covers: readonly InstitutionKind[] }[]
  readonly planLines: readonly { readonly policy: string | null }[]
  readonly programmes: readonly { readonly unifiedCodes: readonly string[] }[]
  readonly applicants: readonly { readonly kind: InstitutionKind; readonly round: string }[]
}

/** Null where there is nothing to measure. */
export type Unification = {
  readonly policy: 0 | 1
  readonly planShare: number | null
  readonly codeShare: number | null
  readonly platformShare: number | null
  /** How many of the four are reached in full. */
  readonly reached: number
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/**
 * Plan: lines under a policy that covers both kinds. Code: programmes with one unified code that no other programme
 * carries. Platform: applicants in the largest round in which both kinds take part.
 */
export const unificationOf = (input: UnificationInput): Unification => {
  const joint = input.policies.filter(
    ({ covers }) => covers.includes('secondaryVocational') && covers.includes('technicalSchool'),
  )
  // Two policies side by side are not one.
  const policy = joint.length === 1 && input.policies.length === 1 ? 1 : 0
  const unified = new Set(joint.map(({ id }) => id))
  const uses = new Map<string, number>()
  for (const { unifiedCodes } of input.programmes) {
    for (const code of new Set(unifiedCodes)) uses.set(code, (uses.get(code) ?? 0) + 1)
  }
  const coded = input.programmes.filter(
    ({ unifiedCodes: [code, ...more] }) => code !== undefined && more.length === 0 && uses.get(code) === 1,
  )
  const rounds = new Map<string, { kinds: Set<InstitutionKind>; size: number }>()
  for (const { kind, round } of input.applicants) {
    const known = rounds.get(round) ?? { kinds: new Set(), size: 0 }
    known.kinds.add(kind)
    known.size += 1
    rounds.set(round, known)
  }
  const largest = [...rounds.values()].reduce(
    (most, { kinds, size }) => (kinds.size === 2 ? Math.max(most, size) : most),
    0,
  )
  const planShare = share(
    input.planLines.filter((line) => line.policy !== null && unified.has(line.policy)).length,
    input.planLines.length,
  )
  const codeShare = share(coded.length, input.programmes.length)
  const platformShare = share(largest, input.applicants.length)
  return {
    policy,
    planShare,
    codeShare,
    platformShare,
    reached: [policy, planShare, codeShare, platformShare].filter((one) => one === 1).length,
  }
}
