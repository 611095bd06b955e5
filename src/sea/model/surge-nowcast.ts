/** Surge at a gauge from pressure and wind (sea 4.5): inverse barometer plus wind set-up. Indicative only. */
import { airDensityDefault, ambientPressureHpa } from './holland.ts'
import type { WindVector } from './cyclone-track.ts'

const [seaDensity, gravity] = [1025, 9.80665]
const radians = Math.PI / 180

/** Effective fetch and depth of a station, and the direction towards which wind raises its water most. */
export type SetupSite = { readonly setupAxisDeg: number; readonly fetchKm: number; readonly depthM: number }

/** (pn − p)/(ρw g), m: 1 hPa is 0.995 cm of water. */
export const inverseBarometer = (pressureHpa: number, ambientHpa: number = ambientPressureHpa): number =>
  ((ambientHpa - pressureHpa) * 100) / (seaDensity * gravity)

/** Drag coefficient of Garratt (1977), capped at 0.0035 as GeoClaw does. */
export const dragCoefficient = (windMs: number): number => Math.min((0.75 + 0.067 * windMs) * 1e-3, 3.5e-3)

/** τ cos θ · L/(ρw g h), m; negative where the wind blows the water away. τ = ρa Cd U². */
export const windSetup = ({ eastMs, northMs }: WindVector, { setupAxisDeg, fetchKm, depthM }: SetupSite): number => {
  const speed = Math.hypot(eastMs, northMs)
  const stress = airDensityDefault * dragCoefficient(speed) * speed ** 2
  const axis = setupAxisDeg * radians
  const along = speed === 0 ? 0 : (eastMs * Math.sin(axis) + northMs * Math.cos(axis)) / speed
  return (stress * along * fetchKm * 1000) / (seaDensity * gravity * depthM)
}
