import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { decideManyDefault } from '../../platform/rules/decision.ts'
import { checkCumulative, classLetter, classesOf, countClasses } from '../model/classes.ts'
import { type Scheme, evaluate, lettingPoints } from '../model/evaluation.ts'
import { countedLand, countedTax, items, occupancyKinds } from '../model/firm-figures.ts'
import { nextClass } from '../model/next-class.ts'
import { publishedSchemeNames, publishedSchemes } from '../model/schemes.ts'
import { taxBridge } from '../model/tax-bridge.ts'
import { EvaluationBonus, evaluationBonus, evaluationFacts } from '../rules/evaluation-bonus.ts'
import { Id, Quantity, SignedFen } from '../schemas.ts'

const maxFirms = 5_000

const ItemName = z.enum(items)

const SchemeFields = z.strictObject({
  weights: z.partialRecord(ItemName, z.number().min(0).max(100)),
  benchmarks: z
    .partialRecord(ItemName, z.union([z.number().min(-1e9).max(1e9), z.enum(['groupMean', 'top20Mean'])]))
    .default({}),
  capRatio: z.number().positive().max(100).nullable().default(null),
  floorZero: z.boolean().default(true),
  missing: z.enum(['average', 'zero']).default('average'),
  method: z.enum(['ratio', 'minmax20']).default('ratio'),
})

/** The fields of a scheme, or the name of a published one. */
const SchemeInput = z.union([SchemeFields, z.enum(publishedSchemeNames)]).transform((scheme): Scheme => {
  if (typeof scheme === 'string') return publishedSchemes[scheme]
  const { weights, benchmarks, ...rest } = scheme
  const defined = <Value>(record: Readonly<Partial<Record<string, Value>>>) =>
    Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Record<string, Value>
  return { weights: defined(weights), benchmarks: defined(benchmarks), ...rest }
})

const Firm = z.strictObject({
  id: Id,
  landM2: Quantity.nullable().default(null),
  taxFen: SignedFen.nullable().default(null),
  valueAddedFen: SignedFen.nullable().default(null),
  energyTce: Quantity.nullable().default(null),
  pollutantTonnes: Quantity.nullable().default(null),
  staff: Quantity.nullable().default(null),
  rdFen: SignedFen.nullable().default(null),
  revenueFen: SignedFen.nullable().default(null),
  powerKwh: Quantity.nullable().default(null),
  bonus: z.number().min(0).max(100).default(0),
  deduction: z.number().min(0).max(1_000).default(0),
})

const Firms = z.array(Firm).min(1).max(maxFirms)

const exampleFirm = {
  id: 'a',
  landM2: 20_000,
  taxFen: 600_000_000,
  valueAddedFen: 3_900_000_000,
  energyTce: 1_300,
  pollutantTonnes: 0.78,
  staff: 200,
  rdFen: 390_000_000,
  revenueFen: 13_000_000_000,
}

const benefit = defineCalculator({
  name: 'mu-benefit',
  title: '亩均效益综合评价',
  keywords: ['亩均论英雄', '亩均税收', '亩均增加值', '综合评价', '基准值', '权重'],
  summary: '按方案的权重和基准值计算每家企业的各项指标、得分、总分和名次；缺项按有数企业的平均分计。',
  input: z.strictObject({ scheme: SchemeInput, enterprises: Firms }),
  value: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        values: z.partialRecord(ItemName, z.number().nullable()),
        points: z.partialRecord(ItemName, z.number()),
        imputed: z.array(ItemName),
        total: z.number(),
        rank: z.int(),
      }),
    ),
  }),
  examples: [
    { title: '30 亩企业，2021 年基准值', input: { scheme: 'huangyan-2021', enterprises: [exampleFirm] } },
    {
      title: '规下企业：亩均税收和单位用电税收',
      input: {
        scheme: {
          weights: { taxPerMu: 50, taxPerKwh: 50 },
          benchmarks: { taxPerMu: 10, taxPerKwh: 0.25 },
          capRatio: 1.5,
        },
        enterprises: [
          { id: 'a', landM2: 4_000, taxFen: 30_000_000, powerKwh: 1_000_000 },
          { id: 'b', landM2: 2_000, taxFen: 60_000_000, powerKwh: null },
        ],
      },
      value: {
        rows: [
          {
            id: 'a',
            values: { taxPerMu: 5, taxPerKwh: 0.3 },
            points: { taxPerMu: 25, taxPerKwh: 60 },
            imputed: [],
            total: 85,
            rank: 2,
          },
          {
            id: 'b',
            values: { taxPerMu: 20, taxPerKwh: null },
            points: { taxPerMu: 75, taxPerKwh: 60 },
            imputed: ['taxPerKwh'],
            total: 135,
            rank: 1,
          },
        ],
      },
    },
  ],
  maxBodyBytes: 4 * 1024 * 1024,
  compute: ({ scheme, enterprises }, working) => {
    const rows = evaluate(enterprises, scheme, working)
    const [first] = rows
    working.step({
      label: '总分（首行）',
      formula: 'Σ 指标值 ÷ 基准值 × 权重 + 加分 − 减分',
      inputs: Object.fromEntries(Object.entries(first?.points ?? {})),
      result: first?.total ?? null,
      unit: '分',
      source: '浙政发〔2018〕5号；评价方案',
    })
    return { rows }
  },
})

const Cumulative = z.array(z.number().min(0).max(100)).min(1).max(26)

const classes = defineCalculator({
  name: 'mu-classes',
  title: '亩均评价分类',
  keywords: ['ABCD', '分类', '亩均论英雄'],
  summary: '按名次和累计比例分为 A、B、C、D；同分同名次；可加入一票否决、暂不评价和亩均税收的保底与限高。',
  input: z.strictObject({
    scores: z.array(z.number().min(-1e9).max(1e9)).min(1).max(20_000).optional(),
    n: z.int().min(1).max(20_000).optional(),
    cumulative: Cumulative,
    countyMeanTaxPerMu: Quantity.nullable().default(null),
    facts: z
      .array(
        z.strictObject({
          veto: z.boolean().default(false),
          notClassed: z.boolean().default(false),
          taxPerMu: z.number().min(-1e9).max(1e9).nullable().default(null),
        }),
      )
      .optional(),
  }),
  value: z.object({ classes: z.array(z.string()), counts: z.record(z.string(), z.int()) }),
  examples: [
    {
      title: '10 家，20/80/95/100',
      input: { n: 10, cumulative: [20, 80, 95, 100] },
      value: {
        classes: ['A', 'A', 'B', 'B', 'B', 'B', 'B', 'B', 'C', 'D'],
        counts: { A: 2, B: 6, C: 1, D: 1 },
      },
    },
    {
      title: '同分同名次',
      input: { scores: [90, 80, 80, 70], cumulative: [25, 70, 95, 100] },
      value: { classes: ['A', 'B', 'B', 'D'], counts: { A: 1, B: 2, C: 0, D: 1 } },
    },
  ],
  compute: ({ scores, n, cumulative, countyMeanTaxPerMu, facts = [] }, working) => {
    if ((scores === undefined) === (n === undefined)) {
      throw Problem.field('/scores', 'scores_or_n', '须给出得分 scores 或家数 n 之一')
    }
    const list = scores ?? Array.from({ length: n ?? 0 }, (_, index) => -index)
    if (facts.length > list.length) throw Problem.field('/facts', 'wrong_length', '情形多于企业')
    const letters = classesOf(list, { cumulative, countyMeanTaxPerMu }, facts)
    const counts = countClasses(letters, cumulative.length)
    cumulative.forEach((share, index) => {
      working.step({
        label: `${classLetter(index)} 类家数`,
        formula: '名次 ÷ 家数 ≤ 累计比例的第一类',
        inputs: { 累计比例: share, 家数: list.length },
        result: counts[classLetter(index)] ?? 0,
        source: '浙政发〔2018〕5号；评价方案',
      })
    })
    return { classes: letters, counts }
  },
})

const next = defineCalculator({
  name: 'mu-next-class',
  title: '升类最小变动',
  keywords: ['升类', '模拟', '差多少', '亩均论英雄'],
  summary: '一家企业升入上一类，单独增税、减地、增加值、节能、减排或研发各需多少，以及哪一项变动最小。',
  input: z.strictObject({ scheme: SchemeInput, enterprises: Firms, cumulative: Cumulative, id: Id }),
  value: z.object({
    id: z.string(),
    class: z.string(),
    nextClass: z.string().nullable(),
    total: z.number(),
    rank: z.int(),
    perWanTax: z.number(),
    perMuLess: z.number().nullable(),
    levers: z.array(
      z.object({
        lever: z.string(),
        title: z.string(),
        unit: z.string(),
        change: z.number().nullable(),
        relative: z.number().nullable(),
        total: z.number().nullable(),
      }),
    ),
    least: z.string().nullable(),
  }),
  examples: [
    {
      title: '三家中的末位',
      input: {
        scheme: { weights: { taxPerMu: 100 }, benchmarks: { taxPerMu: 10 } },
        enterprises: [
          { id: 'a', landM2: 10_000, taxFen: 300_000_000 },
          { id: 'b', landM2: 10_000, taxFen: 150_000_000 },
          { id: 'c', landM2: 10_000, taxFen: 120_000_000 },
        ],
        cumulative: [34, 67, 100],
        id: 'c',
      },
    },
  ],
  deadlineMs: 10_000,
  maxBodyBytes: 4 * 1024 * 1024,
  compute: ({ scheme, enterprises, cumulative, id }, working) => {
    checkCumulative(cumulative)
    return nextClass(enterprises, scheme, cumulative, id, working)
  },
})

const letting = defineCalculator({
  name: 'mu-letting',
  title: '出租厂房扣分',
  keywords: ['出租', '厂中厂', '扣分', '温岭'],
  summary: '出租厂房按承租户数扣分：规上第一户不扣，规下第一户扣 10 分，以后每户扣 5 分。',
  input: z.strictObject({ aboveScale: z.boolean(), tenants: z.int().min(0).max(10_000) }),
  value: z.object({ points: z.number() }),
  examples: [
    { title: '规上，一户', input: { aboveScale: true, tenants: 1 }, value: { points: 0 } },
    { title: '规下，三户', input: { aboveScale: false, tenants: 3 }, value: { points: -20 } },
  ],
  compute: ({ aboveScale, tenants }, working) => ({
    points: working.step({
      label: '出租扣分',
      formula: aboveScale ? '−5 ×（户数 − 1）' : '−10 − 5 ×（户数 − 1）',
      inputs: { 户数: tenants },
      // Not −0: a firm that lets nothing out loses nothing.
      result: lettingPoints(aboveScale, tenants) + 0,
      unit: '分',
      source: '温岭市 2022 年 7 月 29 日通知',
    }),
  }),
})

const bonus = defineCalculator({
  name: 'mu-bonus',
  title: '亩均评价加减分',
  keywords: ['加分', '减分', '一票否决'],
  summary: '按荣誉和处罚列出加分、减分，以及是否一票否决。',
  input: z.strictObject({ facts: z.array(z.enum(evaluationFacts)).max(50) }),
  value: z.object({
    items: z.array(z.object({ fact: z.enum(evaluationFacts), points: z.number(), veto: z.boolean() })),
    bonus: z.number(),
    deduction: z.number(),
    veto: z.boolean(),
  }),
  examples: [
    {
      title: '高新技术企业受过安全处罚',
      input: { facts: ['highTech', 'safetyPenalty'] },
      value: {
        items: [
          { fact: 'highTech', points: 3, veto: false },
          { fact: 'safetyPenalty', points: -5, veto: false },
        ],
        bonus: 3,
        deduction: 5,
        veto: false,
      },
    },
  ],
  compute: async ({ facts }, working) => {
    const decided = await decideManyDefault(
      evaluationBonus,
      facts.map((fact) => ({ fact })),
    )
    const list = facts.map((fact, index) => ({ fact, ...EvaluationBonus.parse(decided[index]?.output) }))
    if (decided[0] !== undefined) working.usedRule(evaluationBonus.name, decided[0].version)
    return {
      items: list,
      bonus: list.reduce((sum, { points }) => sum + Math.max(0, points), 0),
      deduction: list.reduce((sum, { points }) => sum + Math.max(0, -points), 0),
      veto: list.some(({ veto }) => veto),
    }
  },
})

const counted = defineCalculator({
  name: 'tax-per-mu',
  title: '亩均税收',
  keywords: ['亩均税收', '用地面积', '租用', '出口免抵', '减免'],
  summary: '由用地（自有、租入、租出、租用楼面）和税收（实缴、免抵、减免、罚没）算出计入面积、计入税收和亩均税收。',
  input: z.strictObject({
    occupancies: z
      .array(
        z.strictObject({
          kind: z.enum(occupancyKinds),
          areaM2: Quantity.nullable().default(null),
          floor: z
            .strictObject({ floorAreaM2: Quantity, allFloorM2: Quantity, parcelM2: Quantity })
            .nullable()
            .default(null),
        }),
      )
      .max(1_000),
    tax: z.strictObject({
      paidFen: z.record(Id, SignedFen),
      exportCreditFen: SignedFen.default(0),
      policyReliefFen: SignedFen.default(0),
      finesAndArrearsFen: SignedFen.default(0),
    }),
  }),
  value: z.object({
    landM2: z.number(),
    landMu: z.number(),
    countedTaxFen: z.int(),
    /** 万元/亩; null without land. */
    taxPerMu: z.number().nullable(),
  }),
  examples: [
    {
      title: '自有 20 亩，出租一半，另租两层楼面',
      input: {
        occupancies: [
          { kind: 'own', areaM2: 12_000 },
          { kind: 'rentOut', areaM2: 6_000 },
          { kind: 'rentIn', floor: { floorAreaM2: 2_000, allFloorM2: 10_000, parcelM2: 20_000 } },
        ],
        tax: {
          paidFen: { vat: 100_000_000, incomeTax: 40_000_000 },
          exportCreditFen: 15_000_000,
          finesAndArrearsFen: 5_000_000,
        },
      },
      value: { landM2: 10_000, landMu: 15, countedTaxFen: 150_000_000, taxPerMu: 10 },
    },
  ],
  compute: ({ occupancies, tax }, working) => {
    const [landM2, countedTaxFen] = [countedLand(occupancies, working), countedTax(tax, working)]
    const landMu = (landM2 * 15) / 10_000
    const taxPerMu = working.step({
      label: '亩均税收',
      formula: '计入税收 ÷ 计入面积',
      inputs: { 计入税收: { value: countedTaxFen, unit: '分' }, 计入面积: { value: landMu, unit: '亩' } },
      result: landMu > 0 ? countedTaxFen / 1_000_000 / landMu : null,
      unit: '万元/亩',
      source: '浙政发〔2018〕5号',
    })
    return { landM2, landMu, countedTaxFen, taxPerMu }
  },
})

const Pair = z.array(z.strictObject({ id: Id, taxFen: SignedFen, landM2: Quantity })).max(20_000)

const bridge = defineCalculator({
  name: 'tax-bridge',
  title: '亩均税收变动分解',
  keywords: ['亩均税收', '桥图', '因素分解', '进入', '退出'],
  summary: '两年亩均税收之差分解为退出企业、税收、用地和进入企业四部分，合计等于变动。',
  input: z.strictObject({ before: Pair, after: Pair }),
  value: z.object({
    before: z.number(),
    after: z.number(),
    exit: z.number(),
    tax: z.number(),
    land: z.number(),
    entry: z.number(),
  }),
  examples: [
    {
      title: '税收翻番，用地不变',
      input: {
        before: [{ id: 'a', taxFen: 150_000_000, landM2: 10_000 }],
        after: [{ id: 'a', taxFen: 300_000_000, landM2: 10_000 }],
      },
      value: { before: 10, after: 20, exit: 0, tax: 10, land: 0, entry: 0 },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  compute: ({ before, after }, working) => taxBridge(before, after, working),
})

export const evaluationCalculators: readonly Calculator[] = [benefit, classes, next, letting, bonus, counted, bridge]
