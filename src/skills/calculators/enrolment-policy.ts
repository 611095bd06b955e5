import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { compileMarket } from '../model/matching/compile.ts'
import { ladderOf } from '../model/matching/ladder.ts'
import { deferredAcceptance, serialDictatorship } from '../model/matching/match.ts'
import { describeRun } from '../model/matching/result.ts'
import { simulatePolicies } from '../model/matching/simulate.ts'
import { exampleMarket, Id, Market, marketOf, matchingSource } from './enrolment.ts'

const Count = z.int().min(0)
const mechanism = z.enum(['deferred_acceptance', 'serial_dictatorship'])

const Alternative = z.strictObject({
  name: z.string().min(1).max(100),
  mechanism: mechanism.optional(),
  processing: z.enum(['reserveFirst', 'openFirst']).optional(),
  tiePolicy: z.enum(['strict', 'admitAllTied']).optional(),
  revert: z.boolean().optional(),
  listLength: z.int().min(0).max(10_000).optional(),
  batches: z.array(z.array(Id).max(10_000)).min(1).max(10).optional(),
})

const simulate = defineCalculator({
  name: 'unified-enrolment/simulate',
  title: '招生政策模拟',
  keywords: ['政策模拟', '志愿', '批次', '定向', '席位顺序'],
  summary:
    '用同一套志愿试算几种政策（席位顺序、志愿数、批次、同分办法），比较未录取人数、首选率、不平之处和各类考生的差距。',
  input: Market.extend({ policies: z.array(Alternative).min(1).max(20) }),
  value: z.object({
    policies: z.array(
      z.object({
        name: z.string(),
        applicants: Count,
        placed: Count,
        unmatched: Count,
        firstChoice: Count,
        meanPlace: z.number().nullable(),
        envious: Count,
        crossBatchEnvy: Count,
        reservedSeatsUsed: Count,
        better: Count,
        worse: Count,
        groups: z.array(
          z.object({ group: z.string().nullable(), applicants: Count, placed: Count, firstChoice: Count }),
        ),
        placedShareGap: z.number(),
      }),
    ),
  }),
  examples: [
    {
      title: '先定向后统招，与先统招后定向',
      input: {
        ...exampleMarket,
        policies: [{ name: '先定向后统招' }, { name: '先统招后定向', processing: 'openFirst' as const }],
      },
      value: {
        policies: [
          {
            name: '先定向后统招',
            applicants: 3,
            placed: 2,
            unmatched: 1,
            firstChoice: 2,
            meanPlace: 1,
            envious: 0,
            crossBatchEnvy: 0,
            reservedSeatsUsed: 1,
            better: 0,
            worse: 0,
            groups: [
              { group: 'town-B', applicants: 2, placed: 1, firstChoice: 1 },
              { group: null, applicants: 1, placed: 1, firstChoice: 1 },
            ],
            placedShareGap: 0.5,
          },
          {
            name: '先统招后定向',
            applicants: 3,
            placed: 2,
            unmatched: 1,
            firstChoice: 2,
            meanPlace: 1,
            envious: 0,
            crossBatchEnvy: 0,
            reservedSeatsUsed: 1,
            better: 1,
            worse: 1,
            groups: [
              { group: 'town-B', applicants: 2, placed: 2, firstChoice: 2 },
              { group: null, applicants: 1, placed: 0, firstChoice: 0 },
            ],
            placedShareGap: 1,
          },
        ],
      },
    },
  ],
  deadlineMs: 30_000,
  maxBodyBytes: 32 * 1024 * 1024,
  compute: ({ policies, ...body }, working) => {
    const input = marketOf(body)
    const known = new Set(input.programmes.map(({ id }) => id))
    policies.forEach(({ batches = [] }, index) => {
      const seen = new Set<string>()
      batches.forEach((batch, number) => {
        batch.forEach((id, place) => {
          const pointer = `/policies/${index}/batches/${number}/${place}`
          if (!known.has(id)) throw Problem.field(pointer, 'unknown_programme', `没有专业“${id}”`)
          if (seen.has(id)) throw Problem.field(pointer, 'duplicate_programme', `专业“${id}”列入两个批次`)
          seen.add(id)
        })
      })
    })
    const simulations = simulatePolicies(
      input,
      policies.map((policy) => ({ mechanism: body.mechanism, ...policy })),
    )
    for (const one of simulations) {
      working.step({
        label: one.name,
        formula: '同一套志愿按该政策录取，再由独立核验程序数出不平之处',
        inputs: {
          首选录取: { value: one.firstChoice, unit: '人' },
          有不平之处: { value: one.envious, unit: '人' },
          跨批次不平: { value: one.crossBatchEnvy, unit: '人' },
        },
        result: one.placed,
        unit: '人',
        source: matchingSource,
      })
      if (one.crossBatchEnvy > 0) {
        working.warn(
          'cross_batch_envy',
          `${one.name}：${one.crossBatchEnvy} 人因分批录取而不平，建议合为一批并以定向名额照顾`,
        )
      }
    }
    return {
      policies: simulations.map(({ groups, ...figures }) => ({
        ...figures,
        groups: [...groups].map(([group, counts]) => ({ group: group === '' ? null : group, ...counts })),
      })),
    }
  },
})

const explain = defineCalculator({
  name: 'unified-enrolment/explain',
  title: '录取结果说明',
  keywords: ['投档线', '录取', '志愿', '为什么'],
  summary: '逐个志愿列出投档线和本人成绩，说明为何录取或未录取。',
  input: Market.extend({ applicant: Id }),
  value: z.object({
    assigned: z.string().nullable(),
    ladder: z.array(
      z.object({
        place: z.int(),
        programme: z.string(),
        slot: z.string(),
        cutoff: z.number().nullable(),
        own: z.number().nullable(),
        outcome: z.enum(['admitted', 'below_minimum', 'below_cutoff', 'lost_tie', 'no_seat', 'not_needed']),
      }),
    ),
  }),
  examples: [
    {
      title: '定向考生为何未录取',
      input: { ...exampleMarket, applicant: 'b3' },
      value: {
        assigned: null,
        ladder: [
          { place: 1, programme: 'P', slot: 'open', cutoff: 590, own: 580, outcome: 'below_cutoff' },
          { place: 1, programme: 'P', slot: 'reserve:town-B', cutoff: 600, own: 580, outcome: 'below_cutoff' },
        ],
      },
    },
  ],
  deadlineMs: 20_000,
  maxBodyBytes: 32 * 1024 * 1024,
  compute: ({ applicant: id, ...body }, working) => {
    const input = marketOf(body)
    const applicant = input.applicants.find((one) => one.id === id)
    if (applicant === undefined) throw Problem.field('/applicant', 'unknown_applicant', `没有考生“${id}”`)
    const market = compileMarket(input)
    const run = (body.mechanism === 'deferred_acceptance' ? deferredAcceptance : serialDictatorship)(market, input)
    const result = describeRun(input, market, run)
    const ladder = ladderOf(input, result, applicant)
    for (const rung of ladder) {
      working.step({
        label: `第${rung.place}志愿 ${rung.programme}（${rung.slot}）`,
        formula: '本人成绩（名次）与该类席位最后一名比较；席位未满时与最低分比较',
        inputs: { 投档线: rung.cutoff, 本人: rung.own },
        result: rung.outcome,
        source: matchingSource,
      })
    }
    return { assigned: result.assignment.get(id) ?? null, ladder }
  },
})

export const enrolmentPolicyCalculators: readonly Calculator[] = [simulate, explain]
