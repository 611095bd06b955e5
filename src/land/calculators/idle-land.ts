import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { builtInCalendar } from '../../platform/calendar/load.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { causeCodes } from '../model/idle-causes.ts'
import { idleDeadline, idleEvents } from '../model/idle-deadlines.ts'
import { disposals, idleStatuses, idleVerdict, options, tenures } from '../model/idle-land.ts'
import { startMethods } from '../model/idle-start.ts'
import { netInvestment } from '../model/idle-suspension.ts'
import { Day, Fen, Quantity, Share, SignedFen } from '../schemas.ts'

const DayOrNull = Day.nullable().default(null)

const IdleInput = z.strictObject({
  tenure: z.enum(tenures),
  startDue: Day.nullable().default(null),
  handoverOn: DayOrNull,
  supplements: z
    .array(
      z.strictObject({
        kind: z.string().max(64).optional(),
        agreedOn: Day,
        startDue: DayOrNull,
        completionDue: DayOrNull,
      }),
    )
    .max(50)
    .default([]),
  started: z.boolean().nullable().default(null),
  startedOn: DayOrNull,
  startEvidence: z
    .strictObject({
      constructionPermitOn: DayOrNull,
      method: z.enum(startMethods),
      pitDone: z.boolean().default(false),
      pilesDone: z.boolean().default(false),
      foundationShare: Share.default(0),
      on: DayOrNull,
    })
    .nullable()
    .default(null),
  suspendedSince: DayOrNull,
  completedOn: DayOrNull,
  areaToDevelopM2: Quantity.nullable().default(null),
  developedAreaM2: Quantity.nullable().default(null),
  /** Without land price and taxes to the State. */
  totalInvestmentFen: Fen.nullable().default(null),
  /** Without land price and taxes to the State; or the gross sum with what is to be taken off. */
  investedFen: Fen.nullable().default(null),
  investedGrossFen: Fen.optional(),
  landPricePaidFen: Fen.optional(),
  stateTaxesPaidFen: Fen.optional(),
  priceFen: SignedFen,
  pricePaid: z.boolean().default(false),
  projectFundsReady: z.boolean().default(false),
  governmentCauses: z
    .array(z.strictObject({ code: z.enum(causeCodes), from: DayOrNull, to: DayOrNull, verified: z.boolean() }))
    .max(50)
    .default([]),
  asOf: Day,
})

const IdleValue = z.object({
  status: z.enum(idleStatuses),
  started: z.boolean(),
  startDue: z.string(),
  article: z.string(),
  cause: z.enum(['owner', 'government', 'forceMajeure']).nullable(),
  disposal: z.enum(disposals),
  feeFen: z.int(),
  compensation: z.literal(false).optional(),
  options: z.array(z.enum(options)).optional(),
  discretionary: z.literal(true).optional(),
  daysByCause: z.object({ government: z.int(), forceMajeure: z.int(), owner: z.int() }).optional(),
  restrictions: z.array(z.string()).optional(),
  byAnalogy: z.literal(true).optional(),
  nextDate: z.string().nullable(),
  daysOverdue: z.int(),
})

const never = { tenure: 'grant', startDue: '2020-03-10', started: false, priceFen: 800_000_000 } as const
const restrictions = ['newLandApplication', 'transfer', 'lease', 'mortgage', 'changeRegistration']

const idleLand = defineCalculator({
  name: 'idle-land',
  title: '闲置土地认定与处置',
  keywords: ['闲置土地', '土地闲置费', '无偿收回', '动工开发', '53 号令', '满一年', '满两年'],
  summary: '按《闲置土地处置办法》认定某日是否闲置、原因归属、处置方式、闲置费和下一个法定日期，附条款。',
  input: IdleInput,
  value: IdleValue,
  examples: [
    {
      title: '约定 2020-03-10 动工，价款 800 万元，从未动工',
      input: { ...never, asOf: '2021-06-01' },
      value: {
        status: 'idleOverOneYear',
        started: false,
        startDue: '2020-03-10',
        article: '2(1), 14(1)',
        cause: 'owner',
        disposal: 'fee',
        feeFen: 160_000_000,
        restrictions,
        nextDate: '2022-03-11',
        daysOverdue: 448,
      },
    },
    {
      title: '同一宗地，因规划修改且款项、资金齐备',
      input: {
        ...never,
        governmentCauses: [{ code: 'planChanged', verified: true }],
        pricePaid: true,
        projectFundsReady: true,
        asOf: '2021-06-01',
      },
      value: {
        status: 'idle',
        started: false,
        startDue: '2020-03-10',
        article: '2(1), 8(2), 12',
        cause: 'government',
        disposal: 'negotiate',
        feeFen: 0,
        options: ['extend', 'changeUse', 'temporaryUse', 'buyBack', 'swap', 'other'],
        daysByCause: { government: 448, forceMajeure: 0, owner: 0 },
        restrictions,
        nextDate: null,
        daysOverdue: 448,
      },
    },
    {
      title: '动工后中止满一年，投资不足 25%',
      input: {
        tenure: 'grant',
        startDue: '2020-03-10',
        started: true,
        startedOn: '2020-03-01',
        suspendedSince: '2021-01-01',
        areaToDevelopM2: 30_000,
        developedAreaM2: 10_000,
        totalInvestmentFen: 10_000_000_000,
        investedFen: 2_000_000_000,
        priceFen: 800_000_000,
        asOf: '2022-01-02',
      },
    },
  ],
  compute: ({ investedGrossFen, landPricePaidFen, stateTaxesPaidFen, ...facts }, working) => {
    if (investedGrossFen === undefined) {
      const loose = (['landPricePaidFen', 'stateTaxesPaidFen'] as const).find(
        (key) => ({ landPricePaidFen, stateTaxesPaidFen })[key] !== undefined,
      )
      if (loose !== undefined) throw Problem.field(`/${loose}`, 'conflict', '只有给出含地价税费的投资额时才扣除')
      return idleVerdict(facts, working)
    }
    if (facts.investedFen !== null) {
      throw Problem.field('/investedGrossFen', 'conflict', '已投资额只能以一种口径给出')
    }
    const investedFen = netInvestment(investedGrossFen, landPricePaidFen ?? 0, stateTaxesPaidFen ?? 0)
    return idleVerdict({ ...facts, investedFen }, working)
  },
})

const deadlines = defineCalculator({
  name: 'idle-deadlines',
  title: '闲置土地法定期限',
  keywords: ['闲置土地', '期限', '调查通知书', '注销登记', '30 日'],
  summary: '发现、送达后的 30 日期限；当日不计，末日为休息日的顺延到下一工作日。',
  input: z.strictObject({ event: z.enum(idleEvents), on: Day }),
  value: z.object({
    investigateBy: z.string().optional(),
    materialsBy: z.string().optional(),
    payBy: z.string().optional(),
    deregisterBy: z.string().optional(),
    rolledTo: z.string().optional(),
  }),
  examples: [
    {
      title: '征缴决定书 2022-09-01 送达：末日是国庆节',
      input: { event: 'feeDecisionServed', on: '2022-09-01' },
      value: { payBy: '2022-10-01', rolledTo: '2022-10-08' },
    },
    {
      title: '2022-06-01 发现疑似闲置',
      input: { event: 'suspected', on: '2022-06-01' },
      value: { investigateBy: '2022-07-01' },
    },
  ],
  compute: ({ event, on }, working) => idleDeadline(event, on, builtInCalendar, working),
})

export const idleLandCalculators: readonly Calculator[] = [idleLand, deadlines]
