import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { geodesicArea, geodesicDistance } from '../../platform/geo/ellipsoid.ts'
import { placeInRing } from '../../platform/geo/inside.ts'
import { seededRandom } from '../../platform/stats/random.ts'
import { densityContours, polygonsOf } from './density-contours.ts'
import { type Incident, type RescueAsset, dispatchPlan, speedInWaves, survivalHours } from './dispatch.ts'
import { driftCloud, driftVelocities } from './drift.ts'
import { type LeewayObject, leewayObjects, velocityTowards } from './leeway.ts'

const object = (key: string): LeewayObject => {
  const found = leewayObjects.get(key)
  if (found === undefined) throw new Error(key)
  return found
}

describe('leeway', () => {
  it('has the seven objects of the spec among its 85', () => {
    expect(leewayObjects.size).toBe(85)
    expect(object('PIW-6')).toMatchObject({ downwind: { slopePct: 1.117, offsetCms: 10.2 } })
    expect(object('SKIFF-2')).toMatchObject({
      right: { slopePct: 0.32, offsetCms: -2.93 },
      left: { slopePct: -0.62, offsetCms: 1.03 },
    })
  })
  it('the worked example', () => {
    const [right, left] = driftVelocities(object('PIW-1'), velocityTowards(10, 225), velocityTowards(0.5, 90))
    expect([right.eastMs, right.northMs]).toEqual([expect.closeTo(0.394, 3), expect.closeTo(-0.03, 3)])
    expect([left.eastMs, left.northMs]).toEqual([expect.closeTo(0.47, 3), expect.closeTo(-0.106, 3)])
  })
  it('turns with the wind and never goes upwind', () => {
    const degrees = fc.double({ min: 0, max: 360, noNaN: true })
    fc.assert(
      fc.property(
        fc.constantFrom(...leewayObjects.values()),
        degrees,
        fc.double({ min: 0, max: 40, noNaN: true }),
        (one, to, speed) => {
          const still = velocityTowards(0, 0)
          const [a] = driftVelocities(one, velocityTowards(speed, to), still)
          const [b] = driftVelocities(one, velocityTowards(speed, to + 90), still)
          expect([b.eastMs, b.northMs]).toEqual([expect.closeTo(a.northMs, 9), expect.closeTo(-a.eastMs, 9)])
          const wind = velocityTowards(1, to)
          expect(a.eastMs * wind.eastMs + a.northMs * wind.northMs).toBeGreaterThanOrEqual(-1e-9)
        },
      ),
    )
  })
})

describe('search area', () => {
  const run = (particles: number, seed = 1) =>
    driftCloud({
      object: object('FISHING-VESSEL-5'),
      wind: velocityTowards(12, 240),
      current: velocityTowards(0.4, 200),
      position: [122.1, 28.9],
      positionSdM: 500,
      hours: 6,
      particles,
      seed,
    })

  it('goes downwind with the current, about as far as the two velocities say, and repeats with its seed', () => {
    const cloud = run(1_000)
    expect(cloud.track.map(({ hours }) => hours)).toEqual([0, 1, 2, 3, 4, 5, 6])
    const [right, left] = driftVelocities(
      object('FISHING-VESSEL-5'),
      velocityTowards(12, 240),
      velocityTowards(0.4, 200),
    )
    const middle = Math.hypot((right.eastMs + left.eastMs) / 2, (right.northMs + left.northMs) / 2) * 6 * 3600
    const end = cloud.track.at(-1)?.at ?? [0, 0]
    expect(Math.abs(geodesicDistance([122.1, 28.9], end) / middle - 1)).toBeLessThan(0.05)
    expect(run(200)).toEqual(run(200))
    expect(run(200, 2)).not.toEqual(run(200))
  })
  it('larger shares need larger areas', () => {
    const sizes = run(1_000).contours.map(({ area }) => geodesicArea(area))
    expect(sizes[0]).toBeGreaterThan(0)
    expect(sizes[1]).toBeGreaterThan(sizes[0] ?? 0)
    expect(sizes[2]).toBeGreaterThan(sizes[1] ?? 0)
  })
  it('contours hold their share of the points, also of a cloud in two halves', () => {
    const random = seededRandom('contours')
    const points = Array.from({ length: 4_000 }, (_, index) => {
      const side = index % 2 === 0 ? 0 : 12_000
      return [side + 1_000 * random.normal(), 1_000 * random.normal()] as const
    })
    for (const { share, rings } of densityContours(points, [0.5, 0.75, 0.95])) {
      const inside = points.filter(
        (point) => rings.filter((ring) => placeInRing(point, ring) === 'inside').length % 2 === 1,
      )
      expect(Math.abs(inside.length / points.length - share)).toBeLessThan(0.05)
      expect(rings.length).toBeGreaterThanOrEqual(2)
      for (const ring of rings) expect(ring[0]).toEqual(ring.at(-1))
    }
  })
})

describe('polygons of rings', () => {
  const square = (x: number, half: number) =>
    [
      [x - half, -half],
      [x + half, -half],
      [x + half, half],
      [x - half, half],
      [x - half, -half],
    ] as const
  it('a ring within a ring is its hole, an island in the hole stands alone', () => {
    const found = polygonsOf([square(0, 1), square(0, 10), square(0, 5), square(30, 2)])
    expect(found.map((part) => part.map((ring) => ring[0]?.[0]))).toEqual([[-1], [-10, -5], [28]])
  })
})

describe('dispatch', () => {
  const incident: Incident = {
    position: [121.9, 28.95],
    people: 5,
    drift: { eastMs: 0, northMs: 0 },
    ageMin: 0,
    windForce: 7,
    hsM: 1,
    depthM: 10,
  }
  const asset = (id: string, change: Partial<RescueAsset> = {}): RescueAsset => ({
    id,
    position: [121.6, 29.02],
    speedKn: 20,
    maxWindForce: null,
    maxHsM: null,
    draughtM: null,
    capacity: 10,
    readinessMin: 10,
    available: true,
    opportunity: false,
    ...change,
  })
  it('arrives after readiness and way', () => {
    const { ranked } = dispatchPlan(incident, [asset('a')])
    const miles = geodesicDistance([121.6, 29.02], incident.position) / 1852
    expect(ranked[0]?.distanceNm).toBeCloseTo(miles, 2)
    expect(ranked[0]?.etaMin).toBeCloseTo(10 + (miles / 20) * 60, 1)
  })
  it('meets the drifted position: later when it drifts away, earlier when it comes near', () => {
    const eta = (eastMs: number) =>
      dispatchPlan({ ...incident, drift: { eastMs, northMs: 0 } }, [asset('a')]).ranked[0]?.etaMin ?? 0
    expect(eta(1)).toBeGreaterThan(eta(0))
    expect(eta(-1)).toBeLessThan(eta(0))
  })
  it('names why an asset cannot go', () => {
    const { ranked, excluded } = dispatchPlan(incident, [
      asset('off', { available: false }),
      asset('wind', { maxWindForce: 6 }),
      asset('waves', { maxHsM: 0.9 }),
      asset('deep', { draughtM: 10 }),
      asset('far', { opportunity: true, position: [122.6, 28.95] }),
      asset('small', { capacity: 4 }),
      asset('large'),
    ])
    expect(excluded.map(({ reason }) => reason)).toEqual(['not_available', 'wind', 'waves', 'draught', 'too_far'])
    expect(ranked.map(({ assetId }) => assetId)).toEqual(['large', 'small'])
    expect(ranked[1]?.reason).toContain('少于遇险 5 人')
  })
  it('waves slow down to a half at most; water cools', () => {
    expect([speedInWaves(20, 0.5), speedInWaves(20, 3), speedInWaves(20, 14)]).toEqual([20, 18, 10])
    expect([4.9, 5, 10, 15, 20, 20.1].map(survivalHours)).toEqual([1, 2, 6, 12, 12, null])
  })
})
