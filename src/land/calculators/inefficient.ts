import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { decideManyDefault } from '../../platform/rules/decision.ts'
import { acceptance, acceptanceOutcomes, itemOutcomes } from '../model/acceptance.ts'
import {
  type InefficientRow as Row,
  exclusions,
  findInefficient,
  inefficientRules,
  taxPerMu,
  unclearedRules,
} from '../model/inefficient.ts'
import { InefficientRow, inefficientTable } from '../rules/inefficient.ts'
import { Day, Id, Quantity, Share, SignedFen, SignedQuantity, refusal } from '../schemas.ts'

const PositiveLand = z
  .number()
  .max(1e12)
  .refine((area) => area > 0, refusal('land_area_not_positive', '土地面积须大于 0'))

const RuleName = z.enum(inefficientRules)
const Letter = z.enum(['A', 'B', 'C', 'D']).nullable().default(null)

const inefficient = defineCalculator({
  name: 'inefficient',
  title: '低效工业用地认定',
  keywords: ['低效用地', '亩均税收', '容积率', '整治', '腾笼换鸟'],
  summary: '逐条对照低效用地标准，列出命中的标准、差距（尚缺税收或计容面积）和建议措施；可检查协议目标是否足以销项。',
  input: z.strictObject({
    landM2: PositiveLand,
    taxFen: SignedFen.nullable().default(null),
    countedFloorAreaM2: Quantity.nullable().default(null),
    contractFar: z.number().min(0).max(50).nullable().default(null),
    industryMeanTaxPerMu: SignedQuantity.nullable().default(null),
    class: Letter,
    previousClass: Letter,
    idleBuildingShare: Share.nullable().default(null),
    idleBuildingMonths: z.int().min(0).max(1_200).nullable().default(null),
    eliminationLists: z
      .array(z.enum(['safety', 'environment', 'energy']))
      .max(3)
      .default([]),
    producingSince: Day.nullable().default(null),
    utility: z.boolean().default(false),
    renewalBlock: z.boolean().default(false),
    asOf: Day,
    /** Targets of the agreement, to see which rules they would leave standing. */
    targets: z
      .strictObject({
        taxPerMu: SignedQuantity.nullable().default(null),
        far: z.number().min(0).max(50).nullable().default(null),
      })
      .optional(),
  }),
  value: z.object({
    inefficient: z.boolean(),
    excluded: z.enum(exclusions).nullable(),
    /** 万元/亩 */
    taxPerMu: z.number().nullable(),
    far: z.number().nullable(),
    band: z.enum(['0-1', '1-3', '3-5']).nullable(),
    findings: z.array(
      z.object({
        rule: RuleName,
        value: z.union([z.number(), z.string()]).nullable(),
        threshold: z.number(),
        gap: z.number().nullable(),
        gapUnit: z.enum(['fen', 'm²']).nullable(),
        measure: z.string(),
        basis: z.string(),
      }),
    ),
    uncleared: z.array(RuleName).optional(),
  }),
  examples: [
    {
      title: '20 亩，税收 53.8 万元，容积率 0.6',
      input: {
        landM2: 13_333.4,
        taxFen: 53_800_000,
        countedFloorAreaM2: 8_000,
        producingSince: '2015-05-01',
        asOf: '2022-03-01',
        targets: { taxPerMu: 5, far: 0.7 },
      },
    },
    {
      title: '投产不满两年',
      input: { landM2: 10_000, taxFen: 0, producingSince: '2020-03-02', asOf: '2022-03-01' },
    },
  ],
  compute: async ({ targets, ...use }, working) => {
    const decided = await decideManyDefault(
      inefficientTable,
      inefficientRules.map((rule) => ({ rule })),
    )
    if (decided[0] !== undefined) working.usedRule(inefficientTable.name, decided[0].version)
    const rows = new Map(
      inefficientRules.map((rule, index): [typeof rule, Row] => [rule, InefficientRow.parse(decided[index]?.output)]),
    )
    const verdict = findInefficient(use, rows, working)
    return {
      ...verdict,
      taxPerMu: taxPerMu(use),
      far: use.countedFloorAreaM2 === null ? null : use.countedFloorAreaM2 / use.landM2,
      ...(targets === undefined ? {} : { uncleared: unclearedRules(verdict.findings, targets) }),
    }
  },
})

const acceptanceCalculator = defineCalculator({
  name: 'acceptance',
  title: '整治任务验收',
  keywords: ['验收', '销号', '整改', '履约监管协议'],
  summary: '逐项比较实测与目标，检查现场记录、两名验收人和地块内的前后照片，给出销号、附条件销号或退回。',
  input: z.strictObject({
    targets: z
      .array(
        z.strictObject({
          item: Id,
          target: z.number().max(1e12).positive(),
          measured: SignedQuantity.nullable(),
          jointOpinion: z.boolean().default(false),
          commitment: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(50),
    record: z.strictObject({
      inspectors: z.array(Id).max(20),
      reporter: Id,
      siteRecordSigned: z.boolean(),
      photosBefore: z.boolean(),
      photosAfter: z.boolean(),
      photosInsideParcel: z.boolean(),
    }),
  }),
  value: z.object({
    items: z.array(z.object({ item: z.string(), share: z.number().nullable(), outcome: z.enum(itemOutcomes) })),
    missing: z.array(z.string()),
    outcome: z.enum(acceptanceOutcomes),
  }),
  examples: [
    {
      title: '容积率达到，税收承诺后复核',
      input: {
        targets: [
          { item: 'far', target: 1, measured: 1.02 },
          { item: 'taxPerMu', target: 8, measured: 4, commitment: true },
        ],
        record: {
          inspectors: ['王', '李'],
          reporter: '张',
          siteRecordSigned: true,
          photosBefore: true,
          photosAfter: true,
          photosInsideParcel: true,
        },
      },
      value: {
        items: [
          { item: 'far', share: 1.02, outcome: 'met' },
          { item: 'taxPerMu', share: 0.5, outcome: 'committed' },
        ],
        missing: [],
        outcome: 'closedConditionally',
      },
    },
  ],
  compute: ({ targets, record }, working) => acceptance(targets, record, working),
})

export const inefficientCalculators: readonly Calculator[] = [inefficient, acceptanceCalculator]
