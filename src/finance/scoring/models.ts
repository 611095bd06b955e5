import { randomUUID } from 'node:crypto'
import { and, desc, eq, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { seededRandom } from '../../platform/stats/random.ts'
import type { ModelView } from '../api/models/schema.ts'
import { modelReport } from '../model/model-report.ts'
import { psiStop } from '../model/score-metrics.ts'
import { type CardLine, type Fitted, cardLines, fitScorecard, scoreRows } from '../model/scorecard.ts'
import { binDefaults } from '../model/woe-bins.ts'
import { scoreModel } from '../tables.ts'
import { requireOwnBank } from '../whitelist/batches.ts'
import { type Sample, demonstrationSample } from './sample.ts'

type Row = typeof scoreModel.$inferSelect

/** Seven tenths train; the seed is the sample's digest, so that the same sample gives the same card. */
const trainShare = 0.7
const scaling = { method: 'pdo', points0: 600, odds0: 1 / 19, pdo: 50 } as const
const options = { ...binDefaults, minIv: 0.02, maxVif: 5, ridge: 0, dropNonPositive: true } as const

/** Fits a card on a sample and reports on it; deterministic. */
export const trainCard = (sample: Sample) => {
  const order = seededRandom(sample.digest).shuffle(sample.rows.map((_, index) => index))
  const train = order.slice(0, Math.round(order.length * trainShare)).toSorted((a, b) => a - b)
  const working = new Working()
  const fitted: Fitted = fitScorecard(sample.columns, sample.rows, sample.target, {}, train, scaling, options, working)
  const { warnings } = working.explain(null)
  const scores = scoreRows(fitted.model, sample.rows)
  const points: readonly CardLine[] = cardLines(fitted.model)
  return {
    fitted,
    points,
    report: modelReport(
      fitted,
      sample,
      scores,
      train,
      warnings.map(({ message }) => message),
    ),
  }
}

const viewOf = (row: Row, actor: string): ModelView => ({
  id: row.id,
  no: row.no,
  sample: row.sample,
  sampleDigest: row.sampleDigest,
  state: row.state,
  points: row.points.map((line) => ({ ...line })),
  report: {
    ...row.report,
    curve: row.report.curve.map((point) => ({ ...point })),
    variables: row.report.variables.map((each) => ({ ...each })),
    deciles: row.report.deciles.map((each) => ({ ...each })),
    warnings: [...row.report.warnings],
  },
  mine: row.trainedBy === actor,
  trainedAt: row.trainedAt.toISOString(),
  version: row.version,
})

/** Versions of the bank's statistical card, newest first. */
export const listModels = async (context: Context) => {
  const rows = await context.tx
    .select()
    .from(scoreModel)
    .where(eq(scoreModel.county, context.actor.county))
    .orderBy(desc(scoreModel.no))
    .limit(20)
  return { rows: rows.map((row) => viewOf(row, context.actor.id)) }
}

/** Trains the next version on the demonstration sample; it scores silently until a second person puts it into use. */
export const trainModel = async (context: Context) => {
  const bank = await requireOwnBank(context)
  const { county } = context.actor
  const sample = demonstrationSample()
  const { fitted, points, report } = trainCard(sample)
  const [last] = await context.tx
    .select({ no: scoreModel.no })
    .from(scoreModel)
    .where(and(eq(scoreModel.county, county), eq(scoreModel.bankId, bank.id)))
    .orderBy(desc(scoreModel.no))
    .limit(1)
  await context.tx.insert(scoreModel).values({
    county,
    id: randomUUID(),
    bankId: bank.id,
    no: (last?.no ?? 0) + 1,
    sample: sample.name,
    sampleDigest: sample.digest,
    state: 'challenger',
    model: fitted.model,
    points,
    report,
    trainedBy: context.actor.id,
    trainedAt: context.clock.now(),
  })
  return listModels(context)
}

/**
 * 启用: a second person puts a challenger into use; the champion before it retires.
 * @throws Problem not_found, forbidden `second_person_required`, not_computable `unstable`
 */
export const promoteModel = async (context: Context, id: string, ifMatch: string | null) => {
  const { county } = context.actor
  const [row] = await context.tx
    .select()
    .from(scoreModel)
    .where(and(eq(scoreModel.county, county), eq(scoreModel.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这个版本')
  requireVersion(ifMatch, row.version)
  if (row.state !== 'challenger') throw new Problem('state_conflict', '只有挑战者可以启用')
  if (row.trainedBy === context.actor.id) {
    throw Problem.field('', 'second_person_required', '评分卡须由另一人启用', 'forbidden')
  }
  if (row.report.psi > psiStop) throw Problem.field('', 'unstable', `PSI 超过 ${psiStop}，不能启用`)
  await context.tx
    .update(scoreModel)
    .set({ state: 'retired', version: sql`${scoreModel.version} + 1` })
    .where(and(eq(scoreModel.county, county), eq(scoreModel.bankId, row.bankId), eq(scoreModel.state, 'champion')))
  await context.tx
    .update(scoreModel)
    .set({
      state: 'champion',
      decidedBy: context.actor.id,
      decidedAt: context.clock.now(),
      version: row.version + 1,
    })
    .where(and(eq(scoreModel.county, county), eq(scoreModel.id, id)))
  return listModels(context)
}
