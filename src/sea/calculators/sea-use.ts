import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { addDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Rational, fenToNumber } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { exemptions, reductions, relievedFee } from '../model/fee-adjustments.ts'
import { feeModes, penaltyOffences, penaltyRange, seaUseFee } from '../model/sea-use-fee.ts'
import { findUseCode, useCodeKinds } from '../model/sea-use-codes.ts'
import {
  type TermUse,
  approvingAuthority,
  authorities,
  authorityModes,
  partsOfSplitProject,
  seaUseTerm,
  termUses,
} from '../model/sea-use-right.ts'
import { feeStandardRules } from '../rules/sea-use-fee.ts'
import { AsOf, Day, Figure, Positive, requireInForce } from '../schemas.ts'

const Hectares = Positive(1_000_000).meta({ unit: '公顷' })

const term = defineCalculator({
  name: 'seause-term',
  title: '海域使用权期限',
  keywords: ['用海年限', '最高期限', '续期', '到期'],
  summary: '各类用海的最高期限、到期日和申请续期的最后一天。',
  input: z.strictObject({
    use: z.enum(Object.keys(termUses) as [TermUse, ...TermUse[]]),
    requestedYears: z.int().min(1).max(100).optional(),
    grantDate: Day.optional(),
    years: z.int().min(1).max(100).optional(),
    /** Today: a grant more than 30 days ahead is refused. */
    asOf: Day.optional(),
  }),
  value: z.object({ maxYears: z.int(), expiresOn: z.string().nullable(), renewalLatest: z.string().nullable() }),
  examples: [
    {
      title: '船厂 2022-06-30 批准 50 年',
      input: { use: 'port_shipyard_construction', grantDate: '2022-06-30', years: 50 },
      value: { maxYears: 50, expiresOn: '2072-06-29', renewalLatest: '2072-04-29' },
    },
    {
      title: '养殖最高期限',
      input: { use: 'aquaculture' },
      value: { maxYears: 15, expiresOn: null, renewalLatest: null },
    },
  ],
  compute: ({ use, requestedYears, grantDate, years, asOf }, working) => {
    if (asOf !== undefined && grantDate !== undefined && grantDate > addDays(asOf, 30)) {
      throw Problem.field('/grantDate', 'too_far_ahead', '批准日期不得晚于今天 30 天以上')
    }
    if (years !== undefined && requestedYears !== undefined && years !== requestedYears) {
      throw Problem.field('/years', 'conflict', '申请年限与批准年限不一致，请只给出一种')
    }
    return seaUseTerm(
      use,
      years ?? requestedYears ?? null,
      years === undefined ? '/requestedYears' : '/years',
      grantDate ?? null,
      working,
    )
  },
})

const authority = defineCalculator({
  name: 'seause-authority',
  title: '用海审批权限',
  keywords: ['审批权限', '填海', '围海', '国务院', '省政府'],
  summary: '项目各类用海面积合计后由哪一级政府审批；不得拆分项目规避权限。',
  input: z.strictObject({
    parts: z
      .array(z.strictObject({ mode: z.enum(authorityModes), areaHa: Hectares }))
      .min(1)
      .max(200),
    /** Other cases of the same holder: near in time and place they count together. */
    otherCases: z
      .array(
        z.strictObject({
          monthsApart: Figure(0, 1_200),
          distanceM: Figure(0, 1_000_000),
          parts: z
            .array(z.strictObject({ mode: z.enum(authorityModes), areaHa: Hectares }))
            .min(1)
            .max(200),
        }),
      )
      .max(200)
      .default([]),
  }),
  value: z.object({ authority: z.enum(authorities), because: z.string() }),
  examples: [
    {
      title: '围海 60 公顷、开放式 150 公顷',
      input: {
        parts: [
          { mode: 'enclosure', areaHa: 60 },
          { mode: 'open', areaHa: 150 },
        ],
      },
      value: {
        authority: 'province',
        because: '围海 60 公顷，由省人民政府审批（海域使用管理法第十八条；浙江省海域使用管理条例第十四条）',
      },
    },
  ],
  compute: ({ parts, otherCases }, working) => {
    const together = partsOfSplitProject(otherCases)
    if (together.length > 0) {
      working.warn('split_project', '同一申请人 12 个月、500 米之内的其他用海合并计算，不得拆分项目')
    }
    return approvingAuthority([...parts, ...together], working)
  },
})

/** Names under which the national standard of 2018 is asked for. */
const isNational2018 = (name: string): boolean =>
  /^(?:default|national|national2018|2018|2018national|财综201815号?)$/.test(
    name.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, ''),
  )

const fee = defineCalculator({
  name: 'seause-fee',
  title: '海域使用金',
  keywords: ['海域使用金', '海域等别', '填海', '征收标准'],
  summary: '按用海方式、海域等别和面积计算海域使用金；填海和非透水构筑物一次性征收，其余按年。',
  input: z.strictObject({
    standard: z.string().max(40).optional(),
    mode: z.enum(feeModes),
    grade: z.int().min(1).max(6),
    areaHa: Hectares,
    naturalCoastline: z.boolean().default(false),
    offshore: z.boolean().default(false),
    reef: z.boolean().default(false),
    days: z.int().min(1).max(366).optional(),
    exemption: z.enum(exemptions).optional(),
    /** Share of the fee that the authority has waived (art. 36). */
    reduction: z.strictObject({ reason: z.enum(reductions), share: Figure(0, 1) }).optional(),
    asOf: AsOf,
  }),
  value: z.object({ wanYuan: z.number(), feeFen: z.int(), basis: z.enum(['once', 'year']), line: z.string() }),
  examples: [
    {
      title: '工业填海 3.2 公顷，五等，占用自然岸线',
      input: { mode: 'construction_reclamation_industry', grade: 5, areaHa: 3.2, naturalCoastline: true },
      value: {
        wanYuan: 384,
        feeFen: 384_000_000,
        basis: 'once',
        line: '工业、交通运输、渔业基础设施等建设填海造地用海，五等海域',
      },
    },
    {
      title: '港池 2.5 公顷，首年 100 天',
      input: { mode: 'basin', grade: 5, areaHa: 2.5, days: 100 },
      value: { wanYuan: 0.2192, feeFen: 219_178, basis: 'year', line: '港池、蓄水用海，五等海域' },
    },
  ],
  compute: ({ standard, days, exemption, reduction, asOf, ...question }, working) => {
    requireInForce(asOf, feeStandardRules)
    if (standard !== undefined && !isNational2018(standard)) {
      throw Problem.field('/standard', 'unknown_standard', `没有征收标准“${standard}”，现有国家标准 national-2018`)
    }
    const row = RuleBook.defaults.decide(
      feeStandardRules,
      { mode: question.mode, grade: String(question.grade) },
      working,
    )
    const areaHa = Rational.of(question.areaHa.toFixed(8))
    const { wanYuan, feeFen, basis, line } = relievedFee(
      seaUseFee({ ...question, areaHa, days: days ?? null }, { ...row, source: feeStandardRules.source }, working),
      exemption ?? null,
      reduction ?? null,
      working,
    )
    return { wanYuan: Number(wanYuan.toFixed(4)), feeFen: fenToNumber(feeFen), basis, line }
  },
})

const penalty = defineCalculator({
  name: 'seause-penalty-range',
  title: '用海违法罚款幅度',
  keywords: ['非法占用海域', '罚款', '擅自改变用途', '逾期'],
  summary: '海域使用违法行为的罚款下限和上限。',
  input: z.strictObject({
    offence: z.enum(penaltyOffences),
    payableFeeFen: z.int().min(0).max(100_000_000_000_000).optional(),
    jurisdiction: z.enum(['zhejiang', 'national']).default('zhejiang'),
  }),
  value: z.object({ minFen: z.int(), maxFen: z.int() }),
  examples: [
    {
      title: '非法填海，应缴 384 万元',
      input: { offence: 'illegal_reclamation', payableFeeFen: 384_000_000 },
      value: { minFen: 3_840_000_000, maxFen: 7_680_000_000 },
    },
    {
      title: '期满未办手续',
      input: { offence: 'expired_without_procedure' },
      value: { minFen: 0, maxFen: 1_000_000 },
    },
  ],
  compute: ({ offence, payableFeeFen, jurisdiction }, working) => {
    const range = penaltyRange(
      offence,
      payableFeeFen === undefined ? null : BigInt(payableFeeFen),
      jurisdiction,
      working,
    )
    return { minFen: fenToNumber(range.minFen), maxFen: fenToNumber(range.maxFen) }
  },
})

const classify = defineCalculator({
  name: 'seause-class',
  title: '海域使用分类',
  keywords: ['用海类型', '用海方式', 'HY/T 123', '船舶工业用海'],
  summary: '用海类型或用海方式代码的名称和上级类。',
  input: z.strictObject({ kind: z.enum(useCodeKinds), code: z.string().regex(/^[1-9][1-9]?$/) }),
  value: z.object({
    code: z.string(),
    nameZh: z.string(),
    level: z.int(),
    parent: z.object({ code: z.string(), nameZh: z.string() }).nullable(),
    scheme: z.string(),
  }),
  examples: [
    {
      title: '类型 24',
      input: { kind: 'type', code: '24' },
      value: {
        code: '24',
        nameZh: '船舶工业用海',
        level: 2,
        parent: { code: '2', nameZh: '工业用海' },
        scheme: 'HY/T 123-2009',
      },
    },
  ],
  compute: ({ kind, code }, working) => {
    const found = findUseCode(kind, code)
    if (found === null) throw Problem.field('/code', 'unknown_code', `HY/T 123-2009 没有代码 ${code}`)
    const { entry, parent } = found
    working.step({
      label: kind === 'type' ? '用海类型' : '用海方式',
      formula: '按代码查分类表',
      inputs: { 代码: code },
      result: entry.nameZh,
      source: 'HY/T 123-2009 海域使用分类（2023 年国土空间用地用海分类另计）',
    })
    return {
      ...entry,
      parent: parent === null ? null : { code: parent.code, nameZh: parent.nameZh },
      scheme: 'HY/T 123-2009',
    }
  },
})

export const seaUseCalculators: readonly Calculator[] = [classify, term, authority, fee, penalty]
