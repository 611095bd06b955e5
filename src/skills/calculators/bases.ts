import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { allocateBookings, bookingReasons, utilisationOf } from '../model/bookings.ts'
import { bookingRules } from '../rules/bookings.ts'
import { Count, Id } from '../schemas.ts'

const Instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const Hours = z.number().min(0).max(10_000)

/** @throws Problem not_computable `duplicate` */
const refuseDuplicates = (ids: readonly string[], pointer: (index: number) => string): void => {
  const seen = new Set<string>()
  ids.forEach((id, index) => {
    if (seen.has(id)) throw Problem.field(pointer(index), 'duplicate', `“${id}”出现两次`)
    seen.add(id)
  })
}

const bookings = defineCalculator({
  name: 'experience-centre/bookings',
  title: '职业体验中心预约',
  keywords: ['职业体验', '预约', '候补', '场次'],
  summary: '每场一个班，先到先得；超出容量、带队教师不足、停约的不受理，一校不超过场次上限，其余按时间候补。',
  input: z.strictObject({
    slots: z.array(z.strictObject({ id: Id, start: Instant, capacity: Count })).max(2_000),
    requests: z
      .array(
        z.strictObject({
          id: Id,
          school: Id,
          slot: Id,
          pupils: z.int().min(1).max(10_000),
          teachers: Count,
          under14: z.boolean().default(false),
          requestedAt: Instant,
          cancelledAt: Instant.nullable().optional(),
        }),
      )
      .max(10_000),
    noShows: z
      .array(z.strictObject({ school: Id, start: Instant }))
      .max(10_000)
      .default([]),
  }),
  value: z.object({
    answers: z.array(
      z.object({
        id: z.string(),
        status: z.enum(['confirmed', 'waiting', 'refused', 'cancelled']),
        reason: z.enum(bookingReasons).nullable(),
        place: z.int().nullable(),
      }),
    ),
    confirmedPupils: z.int(),
  }),
  examples: [
    {
      title: '两班争一场',
      input: {
        slots: [{ id: 's1', start: '2022-09-14T09:00:00+08:00', capacity: 50 }],
        requests: [
          {
            id: 'r1',
            school: '海游中学',
            slot: 's1',
            pupils: 45,
            teachers: 2,
            requestedAt: '2022-09-01T09:00:00+08:00',
          },
          {
            id: 'r2',
            school: '亭旁中学',
            slot: 's1',
            pupils: 40,
            teachers: 2,
            requestedAt: '2022-09-01T08:00:00+08:00',
          },
          {
            id: 'r3',
            school: '花桥小学',
            slot: 's1',
            pupils: 41,
            teachers: 2,
            under14: true,
            requestedAt: '2022-08-31T08:00:00+08:00',
          },
        ],
      },
      value: {
        answers: [
          { id: 'r1', status: 'waiting', reason: 'slot_taken', place: 1 },
          { id: 'r2', status: 'confirmed', reason: null, place: null },
          { id: 'r3', status: 'refused', reason: 'teacher_ratio', place: null },
        ],
        confirmedPupils: 40,
      },
    },
  ],
  compute: ({ slots, requests, noShows }, working) => {
    refuseDuplicates(
      slots.map(({ id }) => id),
      (index) => `/slots/${index}/id`,
    )
    refuseDuplicates(
      requests.map(({ id }) => id),
      (index) => `/requests/${index}/id`,
    )
    const known = new Set(slots.map(({ id }) => id))
    requests.forEach(({ slot }, index) => {
      if (!known.has(slot)) throw Problem.field(`/requests/${index}/slot`, 'unknown_slot', `没有场次“${slot}”`)
    })
    const missed = Map.groupBy(noShows, ({ school }) => school)
    const answers = allocateBookings(
      slots,
      requests,
      new Map([...missed].map(([school, visits]) => [school, visits.map(({ start }) => start)])),
      RuleBook.defaults.decide(bookingRules, {}, working),
    )
    const confirmed = new Set(answers.filter(({ status }) => status === 'confirmed').map(({ id }) => id))
    return {
      answers: [...answers],
      confirmedPupils: working.step({
        label: '确认人数',
        formula: '按申请时间先后，每场一个班，一校不超过场次上限',
        inputs: { 场次: slots.length, 申请: requests.length, 确认: confirmed.size },
        result: requests.reduce((sum, { id, pupils }) => (confirmed.has(id) ? sum + pupils : sum), 0),
        unit: '人',
        source: bookingRules.source,
      }),
    }
  },
})

const utilisation = defineCalculator({
  name: 'bases/utilisation',
  title: '实训基地利用率',
  keywords: ['实训基地', '工位', '利用率'],
  summary: '使用工位时 ÷ 可用工位时（工位 × 开放时数 − 维护），各基地与合计。',
  input: z.strictObject({
    bases: z
      .array(
        z.strictObject({
          id: Id,
          stations: Count,
          openHours: Hours,
          maintenance: z.number().min(0).max(1e9).default(0),
        }),
      )
      .max(1_000),
    events: z.array(z.strictObject({ base: Id, stations: Count, hours: Hours })).max(50_000),
  }),
  value: z.object({
    bases: z.array(z.object({ id: z.string(), used: z.number(), available: z.number(), share: z.number().nullable() })),
  }),
  examples: [
    {
      title: '焊接基地一周',
      input: {
        bases: [{ id: '焊接', stations: 40, openHours: 40, maintenance: 100 }],
        events: [
          { base: '焊接', stations: 30, hours: 20 },
          { base: '焊接', stations: 40, hours: 7.5 },
        ],
      },
      value: {
        bases: [
          { id: '焊接', used: 900, available: 1_500, share: 0.6 },
          { id: 'all', used: 900, available: 1_500, share: 0.6 },
        ],
      },
    },
  ],
  compute: ({ bases, events }, working) => {
    refuseDuplicates(['all', ...bases.map(({ id }) => id)], (index) => `/bases/${index - 1}/id`)
    const known = new Map(bases.map((base) => [base.id, base]))
    events.forEach(({ base, stations }, index) => {
      const found = known.get(base)
      if (found === undefined) throw Problem.field(`/events/${index}/base`, 'unknown_base', `没有基地“${base}”`)
      if (stations > found.stations) {
        throw Problem.field(`/events/${index}/stations`, 'over_capacity', `“${base}”只有 ${found.stations} 个工位`)
      }
    })
    const lines = utilisationOf(bases, events)
    for (const { id, used, available, share } of lines) {
      working.step({
        label: `${id === 'all' ? '合计' : id} 利用率`,
        formula: '使用工位时 ÷ (工位 × 开放时数 − 维护工位时)',
        inputs: { 使用: { value: used, unit: '工位时' }, 可用: { value: available, unit: '工位时' } },
        result: share,
        source: '实训基地管理办法（skills 4.9）',
      })
      if (used > available) working.warn('over_available', `“${id}”使用工位时多于可用，请核对开放时数与维护`)
    }
    return { bases: [...lines] }
  },
})

export const baseCalculators: readonly Calculator[] = [bookings, utilisation]
