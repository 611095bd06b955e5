import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Rational, fenToNumber } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { type ExposureCheck, checkExposure, verdicts } from '../model/exposure.ts'
import { rateText } from '../model/rates.ts'
import { exposureLimits } from '../rules/exposure.ts'
import { Fen, PositiveFen } from '../schemas.ts'

const Id = z.string().min(1).max(64)
const position = {
  bank: Id,
  household: Id,
  village: Id,
  compartment: Id.nullable().default(null),
}
const Collateral = z.strictObject({ species: Id, fen: Fen })

/** Fen and counts as whole numbers, shares as decimal strings. */
const figureOf = (value: Rational, unit: ExposureCheck['unit']): number | string =>
  unit === 'share' ? rateText(value, 4, 6) : fenToNumber(value.round('DOWN'))
const Figure = z.union([z.int(), z.string()])

const exposureCheck = defineCalculator({
  name: 'exposure-check',
  title: '敞口与担保圈检查',
  keywords: ['敞口', '集中度', '担保圈', '互保', '单一借款人', '限额'],
  summary: '放款前检查：单户与单一借款人、村、品种、海塘分区集中度和互保担保圈，给出放款前后数值与通过、提示或拦截。',
  input: z.strictObject({
    positions: z.array(z.strictObject({ ...position, fen: Fen })).max(20_000),
    collateral: z.array(Collateral).max(5_000).default([]),
    guarantees: z
      .array(z.strictObject({ guarantor: Id, borrower: Id }))
      .max(2_000)
      .default([]),
    proposed: z.strictObject({
      ...position,
      fen: PositiveFen,
      collateral: Collateral.nullable().default(null),
      guarantors: z.array(Id).max(20).default([]),
    }),
    bankCapitalFen: PositiveFen,
  }),
  value: z.object({
    result: z.enum(verdicts),
    checks: z.array(
      z.object({
        name: z.string(),
        before: Figure,
        after: Figure,
        limit: Figure,
        unit: z.enum(['fen', 'households', 'share', 'circles']),
        result: z.enum(verdicts),
      }),
    ),
    circles: z.array(z.array(z.string())),
    hhi: z.object({ before: z.string(), after: z.string() }),
  }),
  examples: [
    {
      title: '互保成圈，拦截',
      input: {
        positions: [
          { bank: '三门农商行', household: '甲', village: '蛇蟠', fen: 20_000_000 },
          { bank: '三门农商行', household: '乙', village: '健跳', fen: 20_000_000 },
        ],
        guarantees: [{ guarantor: '丙', borrower: '甲' }],
        proposed: {
          bank: '三门农商行',
          household: '丙',
          village: '蛇蟠',
          compartment: '晏站塘',
          fen: 10_000_000,
          collateral: { species: 'scylla', fen: 8_000_000 },
          guarantors: ['甲'],
        },
        bankCapitalFen: 200_000_000_000,
      },
    },
    {
      title: '第一笔贷款',
      input: {
        positions: [],
        proposed: { bank: '三门农商行', household: '甲', village: '蛇蟠', fen: 10_000_000 },
        bankCapitalFen: 200_000_000_000,
      },
    },
  ],
  maxBodyBytes: 4 * 1024 * 1024,
  compute: (facts, working) => {
    const result = checkExposure(
      {
        positions: facts.positions.map((one) => ({ ...one, fen: BigInt(one.fen) })),
        collateral: facts.collateral.map(({ species, fen }) => ({ species, fen: BigInt(fen) })),
        guarantees: facts.guarantees,
        proposed: {
          ...facts.proposed,
          fen: BigInt(facts.proposed.fen),
          collateral:
            facts.proposed.collateral === null
              ? null
              : { ...facts.proposed.collateral, fen: BigInt(facts.proposed.collateral.fen) },
        },
        bankCapitalFen: BigInt(facts.bankCapitalFen),
      },
      exposureLimits(RuleBook.defaults, working),
      working,
    )
    return {
      result: result.result,
      checks: result.checks.map(({ unit, before, after, limit, ...check }) => ({
        ...check,
        unit,
        before: figureOf(before, unit),
        after: figureOf(after, unit),
        limit: figureOf(limit, unit),
      })),
      circles: result.circles.map((circle) => [...circle]),
      hhi: { before: rateText(result.hhi.before, 4, 6), after: rateText(result.hhi.after, 4, 6) },
    }
  },
})

export const exposureCalculators: readonly Calculator[] = [exposureCheck]
