/** Which improvements lift the county's per-mu tax to a target at least cost (land 11.3). */
import { Problem } from '../../platform/errors/problem.ts'
import { ProblemBuilder } from '../../platform/solver/problem.ts'
import { solve } from '../../platform/solver/solve.ts'

export type LiftFirm = {
  readonly id: string
  readonly taxFen: number
  readonly landM2: number
  /** What can be done at this firm, as a whole or not at all; null: nothing. */
  readonly measure: { readonly moreTaxFen: number; readonly lessLandM2: number; readonly costFen: number } | null
}

export type Lift = {
  /** `reached`: nothing needs to be done; `feasible`: the best found in time, `gap` from the best possible. */
  readonly status: 'reached' | 'optimal' | 'feasible' | 'impossible' | 'timeLimit'
  readonly chosen: readonly string[]
  readonly costFen: number
  readonly gap: number | null
  /** 万元 per mu. */
  readonly before: number
  readonly after: number
  /** With every measure taken. */
  readonly most: number
}

const perMu = (taxFen: number, landM2: number): number => taxFen / 1_000_000 / ((landM2 * 15) / 10_000)

type Totals = { readonly taxFen: number; readonly landM2: number }

const totalsWith = (firms: readonly LiftFirm[], taken: (firm: LiftFirm) => boolean): Totals =>
  firms.reduce(
    (sum, firm) => {
      const measure = taken(firm) ? firm.measure : null
      return {
        taxFen: sum.taxFen + firm.taxFen + (measure?.moreTaxFen ?? 0),
        landM2: sum.landM2 + firm.landM2 - (measure?.lessLandM2 ?? 0),
      }
    },
    { taxFen: 0, landM2: 0 },
  )

/**
 * min Σ cost·x, subject to Σ tax + Σ Δtax·x ≥ target × (Σ mu − Σ Δmu·x), x ∈ {0, 1}: the ratio of sums is linear once
 * its denominator is multiplied out.
 * @param target 万元 per mu
 * @throws Problem not_computable `land_area_not_positive`
 */
export const liftCounty = async (
  firms: readonly LiftFirm[],
  target: number,
  timeLimitSeconds: number,
): Promise<Lift> => {
  const now = totalsWith(firms, () => false)
  const all = totalsWith(firms, () => true)
  if (!(all.landM2 > 0)) throw Problem.field('/enterprises', 'land_area_not_positive', '用地合计须大于 0')
  const before = perMu(now.taxFen, now.landM2)
  const same = { chosen: [], costFen: 0, gap: null, before, after: before }
  /** What a firm adds to tax − target × land, 万元. */
  const gain = (taxFen: number, landM2: number) => taxFen / 1_000_000 - (target * landM2 * 15) / 10_000
  const missing = -gain(now.taxFen, now.landM2)
  const open = firms.flatMap((firm) => {
    const { measure } = firm
    return measure === null
      ? []
      : [{ firm, gain: gain(measure.moreTaxFen, -measure.lessLandM2), costFen: measure.costFen }]
  })
  const helpful = open.filter((each) => each.gain > 0)
  const best = new Set(helpful.map(({ firm }) => firm))
  const reach = totalsWith(firms, (firm) => best.has(firm))
  const most = perMu(reach.taxFen, reach.landM2)
  if (missing <= 0) return { ...same, status: 'reached', most }
  if (helpful.reduce((sum, each) => sum + each.gain, 0) < missing) return { ...same, status: 'impossible', most }
  const builder = new ProblemBuilder('minimise')
  const terms = helpful.map((each): [number, number] => [
    // 万元 in the objective keep its numbers near those of the row.
    builder.binary(each.firm.id, each.costFen / 1_000_000),
    each.gain,
  ])
  builder.atLeast('target', terms, missing)
  const { status, values, gap } = await solve(builder.build(), { timeLimitSeconds })
  if (status !== 'optimal' && status !== 'feasible') return { ...same, status: 'timeLimit', most }
  const chosen = new Set(helpful.flatMap(({ firm }, index) => (values[index] === 1 ? [firm] : [])))
  const after = totalsWith(firms, (firm) => chosen.has(firm))
  return {
    status,
    chosen: [...chosen].map(({ id }) => id),
    costFen: [...chosen].reduce((sum, { measure }) => sum + (measure?.costFen ?? 0), 0),
    gap,
    before,
    after: perMu(after.taxFen, after.landM2),
    most,
  }
}
