import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { decideMany } from '../../platform/rules/rules.ts'
import type { WeightsReply } from '../api/needs/schema.ts'
import { ahp, type Matrix } from '../model/ahp.ts'
import type { Criterion } from '../model/suitability.ts'
import { CurvePoint, suitabilityCurves } from '../rules/suitability.ts'

/** Weights of criteria from pairwise judgements. @throws Problem not_computable of the judgements (land 4.16) */
export const weightsOf = (criteria: readonly string[], matrix: Matrix): z.output<typeof WeightsReply> => {
  if (matrix.length !== criteria.length) throw Problem.field('/matrix', 'not_square', '判断矩阵的行数须等于准则数')
  if (new Set(criteria).size !== criteria.length) throw Problem.field('/criteria', 'duplicate_id', '准则重复')
  const { weights, cr, consistent, worst } = ahp(matrix, false)
  return {
    criteria: criteria.map((id, index) => ({ id, weight: weights[index] ?? 0 })),
    cr,
    consistent,
    worst: [...worst],
  }
}

/** Criteria with their curves as the rule table of today draws them. */
export const withCurves = async (
  context: Context,
  weights: readonly { readonly id: string; readonly weight: number }[],
): Promise<{ readonly criteria: Criterion[]; readonly version: string }> => {
  const decided = await decideMany(
    context,
    suitabilityCurves.name,
    weights.map(({ id }) => ({ criterion: id })),
  )
  return {
    version: decided[0]?.version ?? '',
    criteria: weights.map(({ id, weight }, index) => ({
      id,
      weight,
      curve: z.array(CurvePoint).parse(decided[index]?.output),
    })),
  }
}
