/** Fetch ÷ depth of a gauge from its own past storms (sea 4.5): least squares on the wind set-up. */
import { Problem } from '../../platform/errors/problem.ts'
import { inverseBarometer, windSetup } from './surge-nowcast.ts'

/** One observation of a storm at the gauge. `angleDeg`: between the wind and the direction that raises the water most. */
export type StormObservation = {
  readonly windMs: number
  readonly angleDeg: number
  readonly pressureHpa: number
  readonly surgeM: number
}

export type SetupCalibration = {
  /** L/h, both in metres. */
  readonly fetchOverDepth: number
  readonly fetchKm: number
  /** Root mean square of observed − computed surge over the same storms. */
  readonly hindcastRmsM: number
  readonly hindcastM: readonly number[]
}

const radians = Math.PI / 180

/** Set-up of one metre of fetch over one of depth, m. */
const unitSetup = ({ windMs, angleDeg }: StormObservation): number =>
  windSetup(
    { eastMs: windMs * Math.sin(angleDeg * radians), northMs: windMs * Math.cos(angleDeg * radians) },
    { setupAxisDeg: 0, fetchKm: 0.001, depthM: 1 },
  )

/**
 * L/h = Σ x·(surge − inverse barometer) ÷ Σ x², x the set-up for L/h = 1; the fetch follows for the depth given.
 * @throws Problem not_computable `not_calibratable` when no wind was along the axis, or it lowered the water.
 */
export const calibrateSetup = (storms: readonly StormObservation[], depthM: number): SetupCalibration => {
  const rows = storms.map((storm) => ({
    x: unitSetup(storm),
    y: storm.surgeM - inverseBarometer(storm.pressureHpa),
  }))
  const squares = rows.reduce((sum, { x }) => sum + x * x, 0)
  const fetchOverDepth = squares === 0 ? 0 : rows.reduce((sum, { x, y }) => sum + x * y, 0) / squares
  if (fetchOverDepth <= 0 || !Number.isFinite(fetchOverDepth)) {
    throw Problem.field('/storms', 'not_calibratable', '这些过程求不出正的有效风区与水深之比，请核对风向与增水')
  }
  const hindcastM = storms.map(
    (storm, index) => inverseBarometer(storm.pressureHpa) + (rows[index]?.x ?? 0) * fetchOverDepth,
  )
  const errors = storms.map(({ surgeM }, index) => surgeM - (hindcastM[index] ?? 0))
  return {
    fetchOverDepth,
    fetchKm: (fetchOverDepth * depthM) / 1000,
    hindcastRmsM: Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length),
    hindcastM,
  }
}
