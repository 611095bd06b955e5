/** Who can be there first (sea 4.12): rescue assets and vessels nearby, by arrival at the drifted position. */
import { azimuth, geodesicDistance, travel } from '../../platform/geo/ellipsoid.ts'
import type { Position } from '../../platform/geo/shapes.ts'
import type { Velocity } from './leeway.ts'

export const metresPerNauticalMile = 1852
/** Vessels of opportunity farther away are not asked. */
const opportunityNm = 30

export type RescueAsset = {
  readonly id: string
  readonly position: Position
  readonly speedKn: number
  readonly maxWindForce: number | null
  readonly maxHsM: number | null
  readonly draughtM: number | null
  readonly capacity: number
  readonly readinessMin: number
  readonly available: boolean
  /** A passing vessel, not a rescue unit. */
  readonly opportunity: boolean
}

export type Incident = {
  readonly position: Position
  readonly people: number
  readonly drift: Velocity
  /** Minutes since the position was known. */
  readonly ageMin: number
  readonly windForce: number
  readonly hsM: number
  readonly depthM: number | null
}

export type Ranked = {
  readonly assetId: string
  readonly etaMin: number
  readonly distanceNm: number
  readonly reason: string
}

export const exclusions = ['not_available', 'wind', 'waves', 'draught', 'too_far', 'cannot_reach'] as const
export type Exclusion = (typeof exclusions)[number]

/** Speed in waves: 5 % less for every metre above the first, never under half. */
export const speedInWaves = (speedKn: number, hsM: number): number =>
  speedKn * Math.max(0.5, 1 - 0.05 * Math.max(0, hsM - 1))

const driftedTo = ({ position, drift }: Incident, minutes: number): Position => {
  const metres = Math.hypot(drift.eastMs, drift.northMs) * minutes * 60
  return metres === 0 ? position : travel(position, (Math.atan2(drift.eastMs, drift.northMs) * 180) / Math.PI, metres)
}

const unable = (asset: RescueAsset, incident: Incident, distanceNm: number): Exclusion | null => {
  if (!asset.available) return 'not_available'
  if (asset.maxWindForce !== null && incident.windForce > asset.maxWindForce) return 'wind'
  if (asset.maxHsM !== null && incident.hsM > asset.maxHsM) return 'waves'
  if (asset.draughtM !== null && incident.depthM !== null && asset.draughtM >= incident.depthM) return 'draught'
  if (asset.opportunity && distanceNm > opportunityNm) return 'too_far'
  return null
}

export type DispatchPlan = {
  readonly ranked: readonly Ranked[]
  readonly excluded: readonly { readonly assetId: string; readonly reason: Exclusion }[]
}

/**
 * Ranks by arrival; who can take everybody goes before who cannot arrive at the same minute. The arrival is a fixed
 * point, three rounds: readiness + way to where the people will have drifted by then. Law: 海上交通安全法 arts. 67, 72, 76,
 * the nearest and fastest; only the rescue centre suspends or ends a search.
 */
export const dispatchPlan = (incident: Incident, assets: readonly RescueAsset[]): DispatchPlan => {
  const ranked: (Ranked & { readonly enough: boolean })[] = []
  const excluded: { assetId: string; reason: Exclusion }[] = []
  for (const asset of assets) {
    const speedMs = (speedInWaves(asset.speedKn, incident.hsM) * metresPerNauticalMile) / 3600
    let target = driftedTo(incident, incident.ageMin)
    let metres = geodesicDistance(asset.position, target)
    const reason = unable(asset, incident, metres / metresPerNauticalMile)
    let etaMin = asset.readinessMin + metres / speedMs / 60
    if (reason !== null || !Number.isFinite(etaMin) || etaMin > 100_000) {
      excluded.push({ assetId: asset.id, reason: reason ?? 'cannot_reach' })
      continue
    }
    for (let round = 0; round < 3; round++) {
      target = driftedTo(incident, incident.ageMin + etaMin)
      metres = geodesicDistance(asset.position, target)
      etaMin = asset.readinessMin + metres / speedMs / 60
    }
    const bearing = metres === 0 ? 0 : Math.round(azimuth(asset.position, target)) % 360
    const enough = asset.capacity >= incident.people
    const room = enough ? `可载 ${asset.capacity} 人` : `只能载 ${asset.capacity} 人，少于遇险 ${incident.people} 人`
    const slowed = speedInWaves(asset.speedKn, incident.hsM) < asset.speedKn ? '，因浪减速' : ''
    ranked.push({
      assetId: asset.id,
      etaMin: Math.round(etaMin * 10) / 10,
      distanceNm: Math.round((metres / metresPerNauticalMile) * 100) / 100,
      reason: `备航 ${asset.readinessMin} 分钟，航向 ${bearing}°${slowed}；${room}`,
      enough,
    })
  }
  ranked.sort((a, b) => a.etaMin - b.etaMin || Number(b.enough) - Number(a.enough) || (a.assetId < b.assetId ? -1 : 1))
  return { ranked: ranked.map(({ enough: _, ...entry }) => entry), excluded }
}

/** Rough 50 % survival time in water, hours; null: more than 24. A guide for planning, never a reason to end a search. */
export const survivalHours = (waterC: number): number | null =>
  waterC < 5 ? 1 : waterC < 10 ? 2 : waterC < 15 ? 6 : waterC <= 20 ? 12 : null
