/**
 * The best use of a learner's outcomes for a programme under the caps (skills 4.1; 职业教育法 2022 第十七条: 学习成果的
 * 认定、积累和转换): a 0–1 programme, solved to proof. Among equally good answers the one is taken that uses the earliest
 * outcomes, so that the answer is one and the same on every machine.
 */
import { Problem } from '../../../platform/errors/problem.ts'
import type { Working } from '../../../platform/explain.ts'
import {
  type Candidates,
  candidateLines,
  halvesOf,
  type Line,
  type RecognitionSettings,
  type Refusal,
  type UnusedReason,
  unusedReasons,
} from './candidates.ts'
import { type CapUse, choose, type Limits } from './optimum.ts'
import {
  type LearningOutcome,
  type OutcomeType,
  outcomeTypes,
  type Programme,
  type RecognitionRule,
} from './outcome.ts'

export type Booked = { readonly type: OutcomeType; readonly credits: number }

export type RecognitionRequest = {
  readonly programme: Programme
  readonly outcomes: readonly LearningOutcome[]
  readonly rules: readonly RecognitionRule[]
  /** Credits recognised to this programme before: they count under the caps. */
  readonly booked: readonly Booked[]
}

export type Caps = {
  readonly totalShare: number
  readonly typeShare: (type: OutcomeType) => number
}

export type Recognition = {
  readonly credits: number
  readonly lines: readonly {
    readonly outcome: string
    readonly rule: string
    readonly target: string
    readonly kind: Line['target']['kind']
    readonly mode: Line['target']['mode']
    readonly credits: number
    readonly freshExam: boolean
  }[]
  /** Outcomes of which no line was taken, with the reason that lay nearest to being taken. */
  readonly unused: readonly { readonly outcome: string; readonly reason: UnusedReason; readonly detail: string }[]
  /** Every single line that was not taken. */
  readonly notTaken: readonly Refusal[]
  readonly caps: Readonly<Record<'total' | OutcomeType, CapUse>>
}

/** More possible lines than any learner has; the search for the one best answer stays within a second or two. */
export const mostLines = 400

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Caps and what is booked already, in half credits. */
const limitsOf = (request: RecognitionRequest, caps: Caps): Limits => {
  const limit = (share: number) => halvesOf(share * request.programme.credits)
  const used = (of: readonly Booked[]) => sum(of.map(({ credits }) => halvesOf(credits)))
  return {
    total: { limit: limit(caps.totalShare), used: used(request.booked) },
    byType: new Map(
      outcomeTypes.map((type) => {
        const own = request.booked.filter((one) => one.type === type)
        return [type, { limit: limit(caps.typeShare(type)), used: used(own) }]
      }),
    ),
  }
}

/** Why a line that the rules allow was not taken: the first limit that it would break beside what was taken. */
const displaced = (line: Line, taken: readonly Line[], limits: Limits): Refusal => {
  const own = taken.filter(({ outcome }) => outcome.id === line.outcome.id)
  const there = taken.filter(({ course }) => course.kind === line.course.kind && course.id === line.course.id)
  const reason = (code: UnusedReason, detail: string): Refusal => ({
    outcome: line.outcome.id,
    rule: line.rule.id,
    target: line.target.id,
    reason: code,
    detail,
  })
  const elsewhere = own.find(({ rule }) => rule.id !== line.rule.id && !rule.multi)
  if (elsewhere !== undefined && !line.rule.multi) {
    return reason('DOUBLE_USE', `该成果已按规则“${elsewhere.rule.id}”使用，同一成果在一个专业只用一次`)
  }
  const halves = (of: readonly Line[]) => sum(of.map((one) => one.halves))
  if (line.course.kind === 'electivePool') {
    if (halves(there) + line.halves > halvesOf(line.course.credits)) {
      return reason('DOUBLE_USE', `“${line.course.id}”的学分已由其他成果认满`)
    }
  } else if (there[0] !== undefined) {
    return reason('DOUBLE_USE', `“${line.course.id}”已由成果“${there[0].outcome.id}”认定，同一课程只认定一次`)
  }
  const { type } = line.outcome
  const cap = limits.byType.get(type)
  const same = taken.filter(({ outcome }) => outcome.type === type)
  if (cap !== undefined && cap.used + halves(same) + line.halves > cap.limit) {
    return reason('CAP_TYPE', `该类成果至多认定 ${cap.limit / 2} 学分`)
  }
  return reason('CAP_TOTAL', `全部成果至多认定 ${limits.total.limit / 2} 学分`)
}

const unusedOutcomes = (
  outcomes: readonly LearningOutcome[],
  taken: readonly Line[],
  notTaken: readonly Refusal[],
): Recognition['unused'] => {
  const used = new Set(taken.map(({ outcome }) => outcome.id))
  return outcomes
    .filter(({ id }) => !used.has(id))
    .flatMap(({ id }) => {
      const own = notTaken.filter(({ outcome }) => outcome === id)
      const nearest = Math.max(...own.map(({ reason }) => unusedReasons.indexOf(reason)))
      const told = own.find(({ reason }) => unusedReasons.indexOf(reason) === nearest)
      return told === undefined ? [] : [{ outcome: id, reason: told.reason, detail: told.detail }]
    })
}

const explain = (candidates: Candidates, taken: readonly Line[], caps: Recognition['caps'], working: Working): void => {
  working.step({
    label: '可认定的组合',
    formula: '在有效规则、有效成果、未修得且可替代的课程之间逐一配对',
    result: candidates.lines.length,
    unit: '项',
    source: '《职业教育法》（2022）第十七条、第五十一条；学分认定规则',
  })
  for (const { outcome, rule, target, halves } of taken) {
    working.step({
      label: `${outcome.id} → ${target.id}`,
      formula: target.mode === 'proportion' ? '比例 × 课程学分，舍至 0.5' : '课程（规则）学分，不超过规则上限',
      inputs: { 规则: rule.id, ...(target.mode === 'proportion' ? { 比例: rule.proportion } : {}) },
      result: halves / 2,
      unit: '学分',
      source: rule.authority ?? '学分认定规则',
    })
  }
  working.step({
    label: '认定学分',
    formula: '在各上限之内使认定学分最多；相同时先用取得较早的成果',
    inputs: {
      总上限: { value: caps.total.limit, unit: '学分' },
      证书上限: { value: caps.certificate.limit, unit: '学分' },
    },
    result: sum(taken.map(({ halves }) => halves)) / 2,
    unit: '学分',
    source: '0–1 整数规划（HiGHS，证明最优）',
  })
}

/**
 * Recognises outcomes to a programme.
 * @throws Problem not_computable `too_many_candidates` beyond 400 possible lines
 */
export const recognise = async (
  request: RecognitionRequest,
  caps: Caps,
  settings: RecognitionSettings,
  working: Working,
): Promise<Recognition> => {
  const candidates = candidateLines(request.programme, request.outcomes, request.rules, settings)
  const { lines } = candidates
  if (lines.length > mostLines) {
    throw Problem.field('/outcomes', 'too_many_candidates', `可认定的组合 ${lines.length} 项，一次至多 ${mostLines} 项`)
  }
  const limits = limitsOf(request, caps)
  const chosen = lines.length === 0 ? [] : await choose(lines, limits)
  const taken = lines.filter((_, index) => chosen[index])
  const left = lines.filter((_, index) => !chosen[index]).map((line) => displaced(line, taken, limits))
  const notTaken = [...candidates.refusals, ...left]
  const use = ({ limit, used }: CapUse, of: readonly Line[]): CapUse => ({
    limit: limit / 2,
    used: (used + sum(of.map(({ halves }) => halves))) / 2,
  })
  const byType = (type: OutcomeType): CapUse =>
    use(
      limits.byType.get(type) ?? limits.total,
      taken.filter(({ outcome }) => outcome.type === type),
    )
  const capUse = {
    total: use(limits.total, taken),
    course: byType('course'),
    certificate: byType('certificate'),
    diploma: byType('diploma'),
    competition: byType('competition'),
    work: byType('work'),
  }
  explain(candidates, taken, capUse, working)
  return {
    credits: sum(taken.map(({ halves }) => halves)) / 2,
    lines: taken.map(({ outcome, rule, target, halves }) => ({
      outcome: outcome.id,
      rule: rule.id,
      target: target.id,
      kind: target.kind,
      mode: target.mode,
      credits: halves / 2,
      freshExam: rule.freshExam,
    })),
    unused: unusedOutcomes(request.outcomes, taken, notTaken),
    notTaken,
    caps: capUse,
  }
}
