import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { exact } from './exact.ts'

export const startMethods = ['deepPit', 'pile', 'other'] as const

/** What shows that works have started; `on` is the day on which the works had come that far. */
export type StartEvidence = {
  readonly constructionPermitOn: CivilDate | null
  readonly method: (typeof startMethods)[number]
  readonly pitDone: boolean
  readonly pilesDone: boolean
  /** Done share of the foundation, for `other`. */
  readonly foundationShare: number
  readonly on: CivilDate | null
}

export type Start = {
  /** Null: to be judged by the evidence. */
  readonly started: boolean | null
  readonly startedOn: CivilDate | null
  readonly startEvidence: StartEvidence | null
  readonly suspendedSince: CivilDate | null
  readonly asOf: CivilDate
}

/** A share written 0.333 is under one third; the double of 1/3, which JSON writes 0.3333333333333333, is one third. */
const worksReached = ({ method, pitDone, pilesDone, foundationShare }: StartEvidence): boolean => {
  if (method === 'deepPit') return pitDone
  if (method === 'pile') return pilesDone
  return exact(foundationShare).times(3).greaterThanOrEqualTo(1) || foundationShare === 1 / 3
}

const judge = (evidence: StartEvidence, asOf: CivilDate): boolean => {
  const { constructionPermitOn } = evidence
  const reachedOn = evidence.on ?? asOf
  // Works before the permit are no start; works after the day in question are none yet.
  return (
    worksReached(evidence) && constructionPermitOn !== null && constructionPermitOn <= reachedOn && reachedOn <= asOf
  )
}

/**
 * Whether development has started (order 53, article 30): construction permit held, and deep pit dug completely | all
 * piles driven | a third of the foundation done. Evidence, where there is any, decides over the statement.
 * @throws Problem not_computable `suspended_before_start`
 */
export const whetherStarted = (
  { started, startedOn, startEvidence, suspendedSince, asOf }: Start,
  working: Working,
): { readonly started: boolean; readonly startedOn: CivilDate | null } => {
  const day = startEvidence === null ? startedOn : (startEvidence.on ?? startedOn)
  if (
    suspendedSince !== null &&
    ((startEvidence === null && started === false) || (day !== null && suspendedSince < day))
  ) {
    throw Problem.field('/suspendedSince', 'suspended_before_start', '中止日期早于动工日期')
  }
  const stated = started ?? startedOn !== null
  const result =
    startEvidence === null ? stated && (startedOn === null || startedOn <= asOf) : judge(startEvidence, asOf)
  if (startEvidence !== null && started !== null && started !== result) {
    working.warn('start_not_evidenced', '是否动工的陈述与证据不符，按证据认定')
  }
  if (startEvidence === null && started === null && startedOn === null) {
    working.warn('start_not_evidenced', '没有动工的证据，按未动工计算，须调查核实')
  }
  working.step({
    label: '是否动工',
    formula: '取得施工许可证，且基坑开挖完毕 | 打入所有基础桩 | 地基施工完成三分之一',
    inputs: {
      施工许可证: startEvidence?.constructionPermitOn ?? null,
      方式: startEvidence?.method ?? null,
      达到之日: day,
    },
    result,
    source: '《闲置土地处置办法》第三十条',
  })
  return { started: result, startedOn: day }
}
