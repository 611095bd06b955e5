import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { matchWithMajors } from '../model/matching/majors.ts'
import { Id, Market, marketOf, matchingSource } from './enrolment.ts'

const maxApplicants = 20_000
const maxMajors = 200

const Applicant = Market.shape.applicants.element
const School = Market.shape.programmes.element

const majors = defineCalculator({
  name: 'unified-enrolment/majors',
  title: '学校与专业两级录取',
  keywords: ['专业志愿', '服从调剂', '退档', '投档', '两级录取'],
  summary:
    '先按政策录取到学校，再在校内按成绩分专业：志愿专业都满时，服从调剂的进入尚有空额的专业，不服从的退档；政策规定补录（refill）时，退档空出的名额重新投档。',
  input: Market.extend({
    applicants: z
      .array(
        Applicant.extend({
          /** What is asked of each school; a school without an entry is asked for nothing and without reassignment. */
          majorWishes: z
            .array(z.strictObject({ school: Id, majors: z.array(Id).max(maxMajors), reassign: z.boolean() }))
            .max(100)
            .default([]),
        }),
      )
      .max(maxApplicants),
    programmes: z
      .array(School.extend({ majors: z.array(z.strictObject({ id: Id, quota: z.int() })).max(maxMajors) }))
      .max(1_000),
    refill: z.boolean().default(false),
  }),
  value: z.object({
    places: z
      .record(z.string(), z.object({ school: z.string(), major: z.string(), reassigned: z.boolean() }).nullable())
      .meta({ title: '录取去向' }),
    rejected: z.array(z.object({ applicant: z.string(), school: z.string() })),
    vacancies: z.array(z.object({ school: z.string(), major: z.string(), seats: z.int() })),
    rounds: z.int(),
  }),
  examples: [
    {
      title: '一人服从调剂，一人退档后补录',
      input: {
        applicants: [
          {
            id: '甲',
            score: 560,
            preferences: ['技师学院'],
            majorWishes: [{ school: '技师学院', majors: ['机电'], reassign: false }],
          },
          {
            id: '乙',
            score: 540,
            preferences: ['技师学院'],
            majorWishes: [{ school: '技师学院', majors: ['机电'], reassign: true }],
          },
          {
            id: '丙',
            score: 530,
            preferences: ['技师学院'],
            majorWishes: [{ school: '技师学院', majors: ['机电'], reassign: false }],
          },
          {
            id: '丁',
            score: 500,
            preferences: ['技师学院'],
            majorWishes: [{ school: '技师学院', majors: ['焊接'], reassign: false }],
          },
        ],
        programmes: [
          {
            id: '技师学院',
            quota: 3,
            majors: [
              { id: '机电', quota: 1 },
              { id: '焊接', quota: 2 },
            ],
          },
        ],
        seed: '2022-07-15',
        refill: true,
      },
      value: {
        places: {
          甲: { school: '技师学院', major: '机电', reassigned: false },
          乙: { school: '技师学院', major: '焊接', reassigned: true },
          丙: null,
          丁: { school: '技师学院', major: '焊接', reassigned: false },
        },
        rejected: [{ applicant: '丙', school: '技师学院' }],
        vacancies: [],
        rounds: 2,
      },
    },
  ],
  deadlineMs: 30_000,
  maxBodyBytes: 16 * 1024 * 1024,
  compute: ({ refill, mechanism, ...input }, working) => {
    const result = matchWithMajors({
      market: marketOf({ ...input, mechanism }),
      mechanism,
      majors: new Map(input.programmes.map(({ id, majors: own }) => [id, own])),
      wishes: new Map(input.applicants.map(({ id, majorWishes }) => [id, majorWishes])),
      refill,
    })
    const placed = [...result.places.values()].filter((place) => place !== null)
    working.step({
      label: '分专业',
      formula: '校内按成绩依次取志愿专业中有空额的一个；未取得且服从调剂者，依次取仍有空额的专业',
      inputs: { 考生: input.applicants.length, 学校: input.programmes.length, 投档轮数: result.rounds },
      result: placed.length,
      unit: '人',
      source: matchingSource,
    })
    working.step({
      label: '退档',
      formula: refill ? '退档空出的名额重新投档，直至无人退档' : '退档名额不再投档',
      inputs: { 调剂: placed.filter(({ reassigned }) => reassigned).length },
      result: result.rejected.length,
      unit: '人',
      source: matchingSource,
    })
    return {
      places: Object.fromEntries(result.places),
      rejected: [...result.rejected],
      vacancies: [...result.vacancies],
      rounds: result.rounds,
    }
  },
})

export const majorCalculators: readonly Calculator[] = [majors]
