import type { NodeKind } from './project-progress.ts'
import { projectScopeId, type ProjectCode } from './project-scope.ts'
import type { Comparator, TargetStatement } from './target-statements.ts'

export const evidenceKinds = ['document', 'photo', 'minutes', 'contract', 'approval', 'training_list'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]
export type TargetColumn = 'measures' | 'milestones' | 'landmarks'

/** What a target asks for; in the text's unit, normalised (ledger 4.3). */
export type Goal = {
  readonly comparator: Comparator
  readonly threshold: number | null
  readonly unit: string
  readonly baseline?: number
  /** A published series instead of a threshold. */
  readonly benchmark?: string
}

/** How a goal follows from the statement found in the words, or from the rule where the words name no figure. */
export type GoalOf = (stated: TargetStatement | null) => Goal | null

/** One proposal: words of the official table → what measures them (ledger 8). The office may bind otherwise by hand. */
export type BindingRule = {
  readonly column: TargetColumn
  readonly match: RegExp
  readonly indicator: string
  /** `reform`: the reform itself, by its number. */
  readonly scope?: { readonly kind: string; readonly id: string } | 'reform'
  readonly goal: GoalOf
  /** Present for deliverables: kinds that must all be verified. */
  readonly evidence?: readonly EvidenceKind[]
  /** false = shown beside the targets, not counted with them: measures, and what repeats another row. */
  readonly counted: boolean
}

export type ReformBindings = { readonly name: RegExp; readonly rules: readonly BindingRule[] }

/** The figure as the text states it. */
export const stated: GoalOf = (statement) =>
  statement === null
    ? null
    : {
        comparator: statement.comparator,
        threshold: statement.threshold,
        unit: statement.unit ?? 'count',
        ...(statement.baseline === null ? {} : { baseline: statement.baseline }),
      }

/** 提升1万元 bound to an indicator that is the gain itself: the level of the gain. */
export const gain: GoalOf = (statement) => {
  const goal = stated(statement)
  return goal === null ? null : { ...goal, comparator: '≥' }
}

/** 增长达到25% bound to the figure that grows: baseline × (1 + growth), in the figure's unit. */
export const grown =
  (unit: string): GoalOf =>
  (statement) =>
    statement === null || statement.baseline === null || statement.threshold === null
      ? null
      : {
          comparator: '≥',
          threshold: Number((statement.baseline * (1 + statement.threshold)).toPrecision(12)),
          unit,
          baseline: statement.baseline,
        }

// The words name no figure: [A], assumed so that the light can be computed; each is a field of the binding.
export const atLeast =
  (threshold: number, unit = 'count'): GoalOf =>
  () => ({ comparator: '≥', threshold, unit })
export const atMost =
  (threshold: number, unit: string): GoalOf =>
  () => ({ comparator: '≤', threshold, unit })
export const covers: GoalOf = () => ({ comparator: 'covers', threshold: 1, unit: 'fraction' })
export const rises =
  (unit: string, baseline?: number): GoalOf =>
  () => ({ comparator: 'rises', threshold: null, unit, ...(baseline === undefined ? {} : { baseline }) })
export const falls =
  (unit: string): GoalOf =>
  () => ({ comparator: 'falls', threshold: null, unit })
export const benchmark =
  (series: string, unit: string): GoalOf =>
  () => ({ comparator: '≥', threshold: null, unit, benchmark: series })

export const figure = (column: TargetColumn, match: RegExp, indicator: string, goal: GoalOf): BindingRule => ({
  column,
  match,
  indicator,
  goal,
  counted: column !== 'measures',
})

/** D: papers of these kinds, verified (ledger 8). */
export const paper = (column: TargetColumn, match: RegExp, ...evidence: EvidenceKind[]): BindingRule => ({
  column,
  match,
  indicator: 'ledger.deliverable_verified',
  goal: () => ({ comparator: 'covers', threshold: 1, unit: 'fraction' }),
  evidence,
  counted: column !== 'measures',
})

/** Nodes of a construction project that must be accepted. */
export const works = (
  column: TargetColumn,
  match: RegExp,
  project: ProjectCode,
  ...nodes: [NodeKind, ...NodeKind[]]
): BindingRule => ({
  column,
  match,
  indicator: 'ledger.project_progress',
  scope: { kind: 'project', id: projectScopeId(project, nodes) },
  goal: covers,
  counted: column !== 'measures',
})

/** Of this reform alone. */
export const ofReform = (rule: BindingRule): BindingRule => ({ ...rule, scope: 'reform' })

/** Shown, but not counted with the targets. */
export const aside = (rule: BindingRule): BindingRule => ({ ...rule, counted: false })
