// A station-year of tide at 10 minutes (sea 4.1) against @neaps/tide-predictor, which gives the same levels.
import { createTidePredictor } from '@neaps/tide-predictor'
import { knownConstituents, tideLevels } from '../src/sea/model/tide-prediction.ts'
import { kanmenId, tideStations } from '../src/sea/model/tide-stations.ts'
import { type BenchLine, measure, milliseconds } from './line.ts'

export default async function* tide(): AsyncIterable<BenchLine> {
  const constituents = tideStations.get(kanmenId)?.constituents ?? []
  const known = knownConstituents(constituents)
  const peer = createTidePredictor(
    constituents.map(({ name, amplitudeM, phaseDeg }) => ({ name, amplitude: amplitudeM, phase: phaseDeg })),
  )
  const [start, end, step] = [Date.UTC(2022, 0, 1), Date.UTC(2023, 0, 1), 600]
  // Both sides give the same thing: instants with their levels.
  const ours = () => {
    const points: { readonly time: number; readonly level: number }[] = []
    tideLevels(known, start, end, step).forEach((level, index) => {
      points.push({ time: start + index * step * 1000, level })
    })
    return points
  }
  const theirs = () => peer.getTimelinePrediction({ start: new Date(start), end: new Date(end), timeFidelity: step })
  const [own, their] = [ours(), theirs()]
  const furthest = their.reduce((most, { level }, at) => Math.max(most, Math.abs(level - (own[at]?.level ?? 99))), 0)
  const [a, b] = [await measure(ours), await measure(theirs)]
  yield {
    what: `tide of a station-year, ${own.length} levels, ${constituents.length} constituents; largest difference ${(furthest * 1000).toFixed(4)} mm`,
    ours: milliseconds(a.median),
    against: '@neaps/tide-predictor 0.11.0',
    theirs: milliseconds(b.median),
    ratio: b.median / a.median,
    goal: '≥ 4 ×, ≤ 1 mm',
  }
}
