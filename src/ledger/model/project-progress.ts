import { type CivilDate, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'

export const nodeKinds = [
  'approved',
  'designed',
  'tendered',
  'building',
  'completed',
  'accepted',
  'settlement_audit',
  'in_use',
] as const
export type NodeKind = (typeof nodeKinds)[number]

/** Kinds of node that are seen on the site and so proved by photos; the others are proved by their paper. */
export const needsPhotos = (kind: NodeKind): boolean => kind === 'building' || kind === 'completed'

/** How far a project is: the latest kind among its accepted nodes. */
export const projectStage = (accepted: readonly NodeKind[]): NodeKind | 'planned' =>
  nodeKinds.findLast((kind) => accepted.includes(kind)) ?? 'planned'

export type ProjectNode = {
  readonly kind: NodeKind
  readonly weight: number
  readonly planned: CivilDate
  readonly acceptedOn: CivilDate | null
  /** Reported progress 0…1; counts only where photos prove it. */
  readonly reported: number
  readonly photosValid: boolean
}
export type ProjectProgress = {
  readonly progress: number
  readonly acceptedShare: number
  readonly varianceDays: number
}

const source = '三门县共同富裕改革台账规则 4.6'

/**
 * Progress = Σ weight × node progress ÷ Σ weight; accepted nodes count 1, reported ones only with photos.
 * `varianceDays` > 0 is late: the latest delay among nodes accepted late or still open after their planned day.
 * @throws Problem not_computable `weights`
 */
export const projectProgress = (nodes: readonly ProjectNode[], asOf: CivilDate, working: Working): ProjectProgress => {
  const total = nodes.reduce((sum, node) => sum + node.weight, 0)
  if (!(total > 0) || nodes.some((node) => node.weight < 0))
    throw Problem.field('/nodes', 'weights', '节点权重须非负且合计大于 0')
  const accepted = (node: ProjectNode): boolean => node.acceptedOn !== null && node.acceptedOn <= asOf
  const share = (of: (node: ProjectNode) => number): number =>
    nodes.reduce((sum, node) => sum + node.weight * of(node), 0) / total
  const acceptedShare = working.step({
    label: '已验收进度',
    formula: 'Σ 已验收节点权重 ÷ Σ 权重',
    inputs: { nodes: nodes.length, total, asOf },
    result: share((node) => (accepted(node) ? 1 : 0)),
    source,
  })
  const progress = working.step({
    label: '工程进度',
    formula: 'Σ 权重 × 节点进度 ÷ Σ 权重（已验收计 1，上报进度须有照片）',
    inputs: { nodes: nodes.length, total, asOf },
    result: share((node) => (accepted(node) ? 1 : node.photosValid ? Math.min(1, Math.max(0, node.reported)) : 0)),
    source,
  })
  const delays = nodes.flatMap((node) =>
    accepted(node) && node.acceptedOn !== null
      ? [diffDays(node.planned, node.acceptedOn)]
      : node.planned < asOf
        ? [diffDays(node.planned, asOf)]
        : [],
  )
  const varianceDays = working.step({
    label: '工期偏差',
    formula: 'max(实际或今日 − 计划)',
    inputs: { asOf },
    result: delays.length === 0 ? 0 : Math.max(...delays),
    unit: '天',
    source,
  })
  return { progress, acceptedShare, varianceDays }
}

export type FundProblem = {
  readonly code: 'received_over_approved' | 'paid_over_received' | 'voucher_missing' | 'settlement_deviates'
  readonly message: string
}

/** Paid ≤ received ≤ approved, every payment with its voucher, settlement within 10 % of budget. Amounts in fen. */
export const checkFunds = (funds: {
  readonly approvedFen: bigint
  readonly receivedFen: bigint
  readonly payments: readonly { readonly fen: bigint; readonly voucher: string | null }[]
  readonly budgetFen?: bigint
  readonly settlementFen?: bigint
}): readonly FundProblem[] => {
  const problems: FundProblem[] = []
  const paid = funds.payments.reduce((sum, payment) => sum + payment.fen, 0n)
  if (funds.receivedFen > funds.approvedFen)
    problems.push({ code: 'received_over_approved', message: '到账资金超过批复资金' })
  if (paid > funds.receivedFen) problems.push({ code: 'paid_over_received', message: '支付资金超过到账资金' })
  if (funds.payments.some(({ voucher }) => voucher === null || voucher.trim() === ''))
    problems.push({ code: 'voucher_missing', message: '有支付没有凭证' })
  if (funds.budgetFen !== undefined && funds.settlementFen !== undefined) {
    const gap =
      funds.settlementFen > funds.budgetFen
        ? funds.settlementFen - funds.budgetFen
        : funds.budgetFen - funds.settlementFen
    if (gap * 10n > funds.budgetFen) problems.push({ code: 'settlement_deviates', message: '结算与预算相差超过 10%' })
  }
  return problems
}

/** Why a photo does not count. */
export type PhotoRefusal = 'date_off' | 'too_far' | 'duplicate'

export type SitePhoto = {
  readonly takenOn: CivilDate | null
  readonly metresFromSite: number | null
  readonly perceptualHash: string
}

/** Bits in which two 64-bit perceptual hashes (16 hex digits) differ. */
export const hammingDistance = (a: string, b: string): number => {
  let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  let count = 0
  for (; bits > 0n; bits &= bits - 1n) count += 1
  return count
}

/** ≥ 3 photos, each within ± 3 days and ≤ 300 m by EXIF, none a near duplicate (Hamming ≤ 6) of an earlier one. */
export const checkPhotos = (
  photos: readonly SitePhoto[],
  nodeDate: CivilDate,
  earlierHashes: readonly string[],
): { readonly valid: boolean; readonly refused: readonly { index: number; code: PhotoRefusal }[] } => {
  const kept = [...earlierHashes]
  const refused: { index: number; code: PhotoRefusal }[] = []
  photos.forEach((photo, index) => {
    const code =
      photo.takenOn === null || Math.abs(diffDays(nodeDate, photo.takenOn)) > 3
        ? 'date_off'
        : photo.metresFromSite === null || photo.metresFromSite > 300
          ? 'too_far'
          : kept.some((hash) => hammingDistance(hash, photo.perceptualHash) <= 6)
            ? 'duplicate'
            : null
    if (code === null) kept.push(photo.perceptualHash)
    else refused.push({ index, code })
  })
  return { valid: photos.length - refused.length >= 3, refused }
}
