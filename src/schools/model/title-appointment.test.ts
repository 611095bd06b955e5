import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CivilDate, addDays, parseDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { type TitleCase, titleAppointment } from './title-appointment.ts'

const base: TitleCase = {
  level: 'senior',
  asOf: parseDate('2022-12-31'),
  service: [{ from: parseDate('2020-09-01'), to: parseDate('2021-08-31') }],
  pool: { posts: 2_000, ratio: 0.1, used: 199 },
  ruralQuota: null,
  servesRural: false,
}

const check = (change: Partial<TitleCase>, ruralYears = 1) =>
  titleAppointment({ ...base, ...change }, ruralYears, Working.silent)

describe('title appointment', () => {
  it('takes one school year for a year, the last free post for free, and no more', () => {
    expect(check({})).toMatchObject({ allowed: true, post: 'county', serviceDays: 365, cap: 200, free: 1, reasons: [] })
    expect(check({ pool: { posts: 2_000, ratio: 0.1, used: 200 } })).toMatchObject({
      allowed: false,
      post: null,
      free: 0,
      reasons: ['no_free_post'],
    })
  })

  it('one day short of a year is short', () => {
    const short = check({ service: [{ from: parseDate('2020-09-02'), to: parseDate('2021-08-31') }] })
    expect(short).toMatchObject({ allowed: false, serviceDays: 364, reasons: ['service_short'] })
    expect(check({ service: [] }, 0).allowed).toBe(true)
  })

  it('gives a directed post only to those who serve in a rural school, after the pool', () => {
    const full = { posts: 100, ratio: 0.1, used: 10 }
    const ruralQuota = { posts: 2, used: 1 }
    expect(check({ pool: full, ruralQuota, servesRural: true }).post).toBe('ruralDirected')
    expect(check({ pool: full, ruralQuota, servesRural: false }).post).toBeNull()
    expect(check({ pool: full, ruralQuota: { posts: 2, used: 2 }, servesRural: true }).post).toBeNull()
    expect(check({ ruralQuota, servesRural: true }).post).toBe('county')
  })

  it('counts days to the day of the check, overlaps once, and nothing of the future', () => {
    const service = [
      { from: parseDate('2021-09-01'), to: null },
      { from: parseDate('2021-08-01'), to: parseDate('2021-09-30') },
      { from: parseDate('2023-01-01'), to: parseDate('2023-06-30') },
    ]
    // 2021-08-01 to 2022-12-31.
    expect(check({ service }).serviceDays).toBe(153 + 365)
  })

  it('a title without a share of the posts has none', () => {
    expect(check({ pool: { posts: 500, ratio: 0, used: 0 } })).toMatchObject({ cap: 0, post: null, allowed: false })
    expect(check({ pool: { posts: 500, ratio: 1, used: 499 } }).post).toBe('county')
  })

  it('one day is a day', () => {
    expect(check({ service: [{ from: parseDate('2021-09-01'), to: parseDate('2021-09-01') }] }).serviceDays).toBe(1)
  })

  it('does not depend on the order of the periods, and more service never takes an appointment away', () => {
    const day = fc.integer({ min: 0, max: 1_200 }).map((days): CivilDate => addDays(parseDate('2019-09-01'), days))
    const period = fc.tuple(day, fc.integer({ min: 0, max: 500 })).map(([from, length]) => ({
      from,
      to: addDays(from, length),
    }))
    fc.assert(
      fc.property(fc.array(period, { maxLength: 6 }), period, (service, more) => {
        const one = check({ service })
        expect(check({ service: service.toReversed() })).toEqual(one)
        const two = check({ service: [...service, more] })
        expect(two.serviceDays).toBeGreaterThanOrEqual(one.serviceDays)
        if (one.allowed) expect(two.allowed).toBe(true)
      }),
    )
  })

  it.each([
    [{ pool: { posts: -1, ratio: 0.1, used: 0 } }, '/pool/posts', 'negative_quantity'],
    [{ pool: { posts: 1, ratio: 1.1, used: 0 } }, '/pool/ratio', 'out_of_range'],
    [{ ruralQuota: { posts: 1, used: -1 } }, '/ruralQuota/used', 'negative_quantity'],
    [{ service: [{ from: parseDate('2021-01-02'), to: parseDate('2021-01-01') }] }, '/service/0/to', 'dates_order'],
  ] as const)('refuses %j at %s', (change, pointer, code) => {
    expect(() => check(change)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer, code })] }),
    )
  })
})
