import type { Working } from '../../platform/explain.ts'
import { exact } from './exact.ts'

export type AcceptanceTarget = {
  readonly item: string
  readonly target: number
  /** Null: not measurable yet. */
  readonly measured: number | null
  /** 联合验收意见: suffices from 95 % on. */
  readonly jointOpinion: boolean
  /** 承诺: tax may be accepted by commitment and is reviewed one full year later. */
  readonly commitment: boolean
}

export type SiteRecord = {
  readonly inspectors: readonly string[]
  readonly reporter: string
  readonly siteRecordSigned: boolean
  readonly photosBefore: boolean
  readonly photosAfter: boolean
  readonly photosInsideParcel: boolean
}

export const itemOutcomes = ['met', 'metWithOpinion', 'committed', 'notMet'] as const
export type ItemOutcome = (typeof itemOutcomes)[number]
export const acceptanceOutcomes = ['closed', 'closedConditionally', 'returned'] as const

export type Acceptance = {
  readonly items: readonly { readonly item: string; readonly share: number | null; readonly outcome: ItemOutcome }[]
  /** What the record lacks. */
  readonly missing: readonly string[]
  readonly outcome: (typeof acceptanceOutcomes)[number]
}

/** From this share of a target a joint opinion suffices (assumption, land 4.12). */
const opinionFrom = 0.95

/** Only a figure of tax may be promised. */
const promisable: ReadonlySet<string> = new Set(['taxPerMu', 'tax'])

const outcomeOf = ({ item, target, measured, jointOpinion, commitment }: AcceptanceTarget): ItemOutcome => {
  if (measured !== null && measured >= target) return 'met'
  if (measured !== null && jointOpinion && exact(measured).greaterThanOrEqualTo(exact(target).times(opinionFrom))) {
    return 'metWithOpinion'
  }
  return commitment && promisable.has(item) ? 'committed' : 'notMet'
}

/**
 * Whether a task can be closed: every target re-measured and met, and the record complete: signed, two inspectors other
 * than the town's reporter, photos before and after inside the parcel (land 4.12).
 */
export const acceptance = (targets: readonly AcceptanceTarget[], record: SiteRecord, working: Working): Acceptance => {
  const items = targets.map((target) => {
    const outcome = outcomeOf(target)
    const share = target.measured === null ? null : exact(target.measured).dividedBy(exact(target.target)).toNumber()
    working.step({
      label: `目标 ${target.item}`,
      formula: '实测 ≥ 目标；或 ≥ 目标 95% 且有联合意见；税收可承诺后满一年复核',
      inputs: { 目标: target.target, 实测: target.measured },
      result: outcome,
      source: '履约监管协议；验收办法（95% 为假定）',
    })
    return { item: target.item, share, outcome }
  })
  const inspectors = new Set(record.inspectors.filter((name) => name !== record.reporter))
  const missing = Object.entries({
    siteRecordSigned: record.siteRecordSigned,
    twoInspectors: inspectors.size >= 2,
    photosBefore: record.photosBefore,
    photosAfter: record.photosAfter,
    photosInsideParcel: record.photosInsideParcel,
  }).flatMap(([name, there]) => (there ? [] : [name]))
  const failed = missing.length > 0 || items.some(({ outcome }) => outcome === 'notMet')
  const promised = items.some(({ outcome }) => outcome === 'committed')
  return { items, missing, outcome: failed ? 'returned' : promised ? 'closedConditionally' : 'closed' }
}
