import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import tracks from '../../../data/sea/typhoon-tracks.json' with { type: 'json' }
import { azimuth, geodesicDistance } from '../../platform/geo/ellipsoid.ts'
import { parseBestTrack } from './best-track.ts'
import { type Fix, arrivals, closestApproach, hourly, radiusTowards, stateAt, windAt } from './cyclone-track.ts'
import { gradientWind, hollandB, pressureAt, radiusFromWindCircle, windRadius } from './holland.ts'
import { dragCoefficient, inverseBarometer, windSetup } from './surge-nowcast.ts'
import { cycloneGrade, forceBound, windForce } from './wind-force.ts'

const hour = 3_600_000

describe('wind force', () => {
  it('begins each force at its printed bound', () => {
    for (let force = 1; force <= 18; force++) {
      expect(windForce(forceBound(force))).toBe(force)
      expect(windForce(forceBound(force) - 0.1)).toBe(force - 1)
    }
    expect(windForce(0)).toBe(0)
  })
  it.each([
    [10.7, 0],
    [10.8, 1],
    [17.1, 1],
    [17.2, 2],
    [24.5, 3],
    [32.7, 4],
    [41.5, 5],
    [51, 6],
  ])('%d m/s is grade %d', (wind, grade) => expect(cycloneGrade(wind).grade).toBe(grade))
})

describe('geodesic', () => {
  it('28.0 N 123.2 E to Jiantiao is 193 160 m at 306.2°', () => {
    const [a, b] = [[123.2, 28] as const, [121.6, 29.02] as const]
    expect(geodesicDistance(a, b)).toBeCloseTo(193_160, -1)
    expect(azimuth(a, b)).toBeCloseTo(306.2, 1)
  })
})

describe('Holland', () => {
  const shape = {
    pressureDeficitHpa: 55,
    hollandB: 1.2378,
    radiusMaxWindKm: 40,
    latitudeDeg: 28.5,
    airDensity: 1.15,
    cyclostrophic: false,
  }
  it('gives the worked example', () => {
    expect(hollandB(55, 42 / 0.9).hollandB).toBeCloseTo(1.2378, 4)
    const distances = [20, 40, 100, 200, 300]
    const winds = [35.65, 45.3, 33.84, 20.48, 13.21]
    const pressures = [960.2, 975.2, 994.9, 1003.0, 1005.6]
    distances.forEach((km, index) => {
      expect(gradientWind(shape, km)).toBeCloseTo(winds[index] ?? 0, 2)
      expect(pressureAt(shape, km)).toBeCloseTo(pressures[index] ?? 0, 1)
    })
    expect(gradientWind(shape, 0)).toBe(0)
  })
  it('clips B and says so', () => {
    expect(hollandB(100, 20)).toEqual({ hollandB: 1, clipped: true })
    expect(hollandB(20, 80)).toEqual({ hollandB: 2.5, clipped: true })
  })
  it('pressure rises outward, wind falls outside its maximum, and both circles invert', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 10, max: 120, noNaN: true }),
        fc.double({ min: 1, max: 2.5, noNaN: true }),
        fc.double({ min: 10, max: 100, noNaN: true }),
        fc.double({ min: 1.05, max: 8, noNaN: true }),
        (pressureDeficitHpa, b, radiusMaxWindKm, factor) => {
          const profile = { ...shape, pressureDeficitHpa, hollandB: b, radiusMaxWindKm }
          const km = radiusMaxWindKm * factor
          expect(pressureAt(profile, km * 1.1)).toBeGreaterThanOrEqual(pressureAt(profile, km))
          expect(gradientWind(profile, km * 1.1)).toBeLessThan(gradientWind(profile, km))
          const wind = 0.9 * gradientWind(profile, km)
          if (km < 2_000) expect(windRadius(profile, wind)).toBeCloseTo(km, 2)
          const found = radiusFromWindCircle(profile, wind, km)
          expect(found).not.toBeNull()
          expect(0.9 * gradientWind({ ...profile, radiusMaxWindKm: found ?? 1 }, km)).toBeCloseTo(wind, 4)
        },
      ),
    )
  })
})

describe('track', () => {
  const fix = (hours: number, lat: number, lon: number): Fix => ({
    time: hours * hour,
    lat,
    lon,
    pressureHpa: 955,
    windMs: 42,
    radii: { 7: [300, 250, 200, 250], 10: [120, 100, 80, 100] },
  })
  const northward = [fix(0, 26, 123), fix(6, 28, 123), fix(12, 30, 123), fix(18, 32, 123)]
  const jiantiao = { lat: 29.02, lon: 121.6 }

  it('passes a place on its left at the same latitude', () => {
    const { time, distanceKm, side } = closestApproach(northward, jiantiao)
    expect(side).toBe('left')
    expect(distanceKm).toBeCloseTo(geodesicDistance([123, 29.02], [121.6, 29.02]) / 1000, 0)
    expect(time / hour).toBeCloseTo(9.06, 1)
    expect(closestApproach(northward, { lat: 29.02, lon: 124.4 }).side).toBe('right')
    expect(closestApproach(northward, { lat: 29, lon: 123 }).side).toBe('on_track')
  })

  it('arrives when the circle of the force reaches the place, to a minute', () => {
    const found = arrivals(northward, jiantiao)
    expect(found.map(({ force }) => force)).toEqual([7])
    const [{ time } = { time: 0 }] = found
    const gap = (at: number) => {
      const state = stateAt(northward, at)
      return geodesicDistance([state.lon, state.lat], [121.6, 29.02]) / 1000 - radiusTowards(state, jiantiao, 7)
    }
    expect(gap(time)).toBeLessThanOrEqual(0)
    expect(gap(time - 61_000)).toBeGreaterThan(0)
  })

  it('blows from the east in front of it on the northern hemisphere, and is stronger on its right', () => {
    const state = stateAt(northward, 6 * hour)
    const north = windAt(state, { lat: 29.5, lon: 123 })
    expect(north.eastMs).toBeLessThan(0)
    const speed = (lon: number) => {
      const { eastMs, northMs } = windAt(state, { lat: 28, lon })
      return Math.hypot(eastMs, northMs)
    }
    expect(speed(124)).toBeGreaterThan(speed(122))
  })

  it('gives the nowcast example: 0.119 m and 0.356 m', () => {
    expect(inverseBarometer(998)).toBeCloseTo(0.119, 3)
    expect(dragCoefficient(22)).toBeCloseTo(0.002224, 6)
    expect(dragCoefficient(60)).toBe(0.0035)
    const wind = { eastMs: 22 * Math.sin(Math.PI / 6), northMs: 22 * Math.cos(Math.PI / 6) }
    expect(windSetup(wind, { setupAxisDeg: 0, fetchKm: 40, depthM: 12 })).toBeCloseTo(0.356, 3)
    expect(windSetup(wind, { setupAxisDeg: 180, fetchKm: 40, depthM: 12 })).toBeCloseTo(-0.356, 3)
  })

  it('comes as close as the recomputed list of real storms says', () => {
    for (const storm of tracks.storms) {
      const fixes = storm.points.map(([time, lat, lon]) => ({
        ...fix(0, Number(lat), Number(lon)),
        time: Date.parse(String(time).replace(/T(\d\d)Z$/, 'T$1:00Z')),
      }))
      const { distanceKm } = closestApproach(fixes, { lat: 29, lon: 121.5 })
      // Their list interpolates linearly and rounds to kilometres.
      expect(Math.abs(distanceKm - storm.closest_to_sanmen.km)).toBeLessThan(3)
      expect(hourly(fixes).length).toBeGreaterThan(24)
    }
  })
})

describe('best-track file', () => {
  const head = '66666 9999    2 0042 9901 0 6        Demo                          20230101'
  const good = `${head}\n2022091300 4 255 1235  960      40\n2022091306 5 264 1230  955      42          35\n`
  it('keeps leading zeros, east longitudes and missing winds', () => {
    const [storm] = parseBestTrack(good.replace('960      40', '960       0'))
    expect(storm).toMatchObject({ internationalId: '9999', cmaId: '9901', tcSerial: '0042', records: 2, name: 'Demo' })
    expect(storm?.points[0]).toMatchObject({ lat: 25.5, lon: 123.5, windMs: null })
    expect(parseBestTrack(good.replace('Demo', '(nameless)').replaceAll('\n', '\r\n'))[0]?.name).toBe('(nameless)')
    expect(parseBestTrack(good.replace('1235', '1835').replace('1230', '1830'))[0]?.points[0]?.lon).toBe(-176.5)
  })
  it.each([
    ['a count that differs', good.replace('    2 0042', '    3 0042'), '写明 3 条，实有 2 条'],
    ['time going back', good.replace('2022091306', '2022091206'), '时间没有向前'],
    ['a jump', good.replace('264 1230', '264 1450'), '位置有误'],
    ['a day that does not exist', good.replace('2022091300', '2022093100'), '不存在'],
    ['a record before its header', good.slice(good.indexOf('\n') + 1), '没有头记录'],
    ['words', 'hello', '没有头记录'],
  ])('refuses %s', (_what, text, message) => expect(() => parseBestTrack(text)).toThrow(message))
})
