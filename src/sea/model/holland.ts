/**
 * Wind and pressure of a tropical cyclone by Holland's profile. Source: G. J. Holland, Monthly Weather Review 108 (1980)
 * 1212–1218. SI inside; hPa, km and m/s at the doors.
 */
import { rounded } from './rounding.ts'

/** 1010 hPa outside the cyclone; air 1.15 kg/m³; wind at 10 m is 0.9 of the gradient wind. */
export const ambientPressureHpa = 1010
export const airDensityDefault = 1.15
export const gradientToSurfaceDefault = 0.9

const angularVelocity = 7.292115e-5
const radians = Math.PI / 180

/** f = 2Ω|sin φ|, 1/s. */
export const coriolis = (latitudeDeg: number): number => 2 * angularVelocity * Math.abs(Math.sin(latitudeDeg * radians))

export type HollandB = { readonly hollandB: number; readonly clipped: boolean }

/** B = Vg²·e·ρ/Δp of the maximum gradient wind, held within `clip`. Δp > 0. */
export const hollandB = (
  pressureDeficitHpa: number,
  gradientWindMs: number,
  airDensity = airDensityDefault,
  clip: { readonly min: number; readonly max: number } = { min: 1, max: 2.5 },
): HollandB => {
  const exact = (gradientWindMs ** 2 * Math.E * airDensity) / (pressureDeficitHpa * 100)
  const held = Math.min(clip.max, Math.max(clip.min, exact))
  return { hollandB: rounded(held, 6), clipped: held !== exact }
}

export type HollandProfile = {
  readonly pressureDeficitHpa: number
  readonly hollandB: number
  readonly radiusMaxWindKm: number
  readonly latitudeDeg: number
  readonly airDensity: number
  /** Leave out the two terms with the Coriolis parameter. */
  readonly cyclostrophic: boolean
}

/** Gradient wind at `distanceKm`, m/s; 0 at the centre. */
export const gradientWind = (profile: HollandProfile, distanceKm: number): number => {
  if (distanceKm <= 0) return 0
  const { pressureDeficitHpa, hollandB: b, radiusMaxWindKm, latitudeDeg, airDensity, cyclostrophic } = profile
  const x = (radiusMaxWindKm / distanceKm) ** b
  if (!Number.isFinite(x)) return 0
  const driving = ((x * b * pressureDeficitHpa * 100) / airDensity) * Math.exp(-x)
  const half = cyclostrophic ? 0 : (distanceKm * 1000 * coriolis(latitudeDeg)) / 2
  // √(a + h²) − h, written so that a small a against a large h keeps its digits.
  return driving === 0 ? 0 : driving / (Math.sqrt(driving + half ** 2) + half)
}

/** Sea-level pressure at `distanceKm`, hPa: pc + Δp·e^(−x). */
export const pressureAt = (
  profile: HollandProfile,
  distanceKm: number,
  ambientHpa: number = ambientPressureHpa,
): number => {
  const { pressureDeficitHpa, hollandB: b, radiusMaxWindKm } = profile
  const centre = ambientHpa - pressureDeficitHpa
  return distanceKm <= 0 ? centre : centre + pressureDeficitHpa * Math.exp(-((radiusMaxWindKm / distanceKm) ** b))
}

/** Radius of maximum wind from gradient wind and latitude, km. Source: Willoughby, Darling & Rahn, MWR 134 (2006) eq. 7a. */
export const willoughbyRadius = (gradientWindMs: number, latitudeDeg: number): number =>
  46.4 * Math.exp(-0.0155 * gradientWindMs + 0.0169 * Math.abs(latitudeDeg))

/**
 * The radius of maximum wind (5–200 km) with which the surface wind at `radiusKm` is `windMs`, by bisection: outside
 * its maximum the wind grows with that radius. Null when no such radius gives it.
 */
export const radiusFromWindCircle = (
  profile: Omit<HollandProfile, 'radiusMaxWindKm'>,
  windMs: number,
  radiusKm: number,
  gradientToSurface: number = gradientToSurfaceDefault,
): number | null => {
  const excess = (radiusMaxWindKm: number) =>
    gradientToSurface * gradientWind({ ...profile, radiusMaxWindKm }, radiusKm) - windMs
  let [low, high] = [5, Math.min(200, radiusKm)]
  if (high <= low || excess(low) > 0 || excess(high) < 0) return null
  while (high - low > 1e-6) {
    const middle = (low + high) / 2
    if (excess(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Farthest distance from the centre with a surface wind of `windMs`, km; 0 where it is nowhere so strong. */
export const windRadius = (
  profile: HollandProfile,
  windMs: number,
  gradientToSurface: number = gradientToSurfaceDefault,
): number => {
  const wind = (km: number) => gradientToSurface * gradientWind(profile, km)
  let [low, high] = [profile.radiusMaxWindKm, 2_000]
  if (wind(low) < windMs) return 0
  if (wind(high) >= windMs) return high
  while (high - low > 1e-4) {
    const middle = (low + high) / 2
    if (wind(middle) >= windMs) low = middle
    else high = middle
  }
  return low
}
