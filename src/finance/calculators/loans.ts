import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { partsOf } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Rational, fenToNumber } from '../../platform/money.ts'
import { type Row, accruedInterestModes, prepayModes } from '../model/loan-run.ts'
import { type LoanTerms, brokenPeriods, dayCounts, repaymentMethods } from '../model/loan-terms.ts'
import { dueDatesFrom, lastStride, maxPeriods, refuseUnordered } from '../model/periods.ts'
import { payoff, prepay } from '../model/prepayment.ts'
import { type Schedule, schedule } from '../model/schedule.ts'
import { Day, Fen, PositiveFen, Rate } from '../schemas.ts'

const tooMany = { params: { code: 'too_many_periods' }, error: `还款期数须在 1 至 ${maxPeriods} 之间` }

const interestShape = {
  annualRate: Rate,
  dayCount: z.enum(dayCounts).default('30/360'),
  brokenPeriod: z.enum(brokenPeriods).optional(),
  rounding: z.enum(['HALF_UP', 'HALF_EVEN']).default('HALF_UP'),
}

const Loan = z.strictObject({
  principalFen: PositiveFen,
  ...interestShape,
  method: z.enum(repaymentMethods),
  start: Day.optional(),
  count: z
    .number()
    .refine(Number.isInteger, { params: { code: 'invalid_type' }, error: '期数须为整数' })
    .refine((count) => count >= 1 && count <= maxPeriods, tooMany)
    .optional(),
  periodMonths: z.int().min(1).max(12).optional(),
  dueDay: z.int().min(1).max(31).optional(),
  /** The start and every due date, in place of start, count, periodMonths and dueDay. */
  dates: z
    .array(Day)
    .min(2)
    .max(5_000)
    .refine((dates) => dates.length <= maxPeriods + 1, tooMany)
    .optional(),
  installmentFen: PositiveFen.optional(),
  countFromInstallment: z.boolean().default(false),
  installmentMultipleFen: PositiveFen.default(1),
  installmentRounding: z.enum(['HALF_UP', 'HALF_EVEN', 'DOWN', 'UP']).optional(),
  principalGraceInstallments: z.int().min(0).max(maxPeriods).default(0),
  balanceInstallments: z.boolean().default(false),
})

const required = (pointer: string, name: string) => Problem.field(pointer, 'required', `“${name}”必须填写`, 'malformed')

const conflict = (pointer: string, message: string) => Problem.field(pointer, 'conflict', message)

const datesOf = (
  loan: z.output<typeof Loan>,
  at: string,
): Pick<LoanTerms, 'start' | 'dueDates' | 'dueDay' | 'periodMonths'> => {
  const { dates, start, count, countFromInstallment } = loan
  if (dates !== undefined) {
    for (const key of ['start', 'count', 'periodMonths', 'dueDay'] as const) {
      if (loan[key] !== undefined)
        throw conflict(`${at}/${key}`, '已列出全部日期（dates），不能再给出起始日、期数、周期或还款日')
    }
    refuseUnordered(dates, (index) => `${at}/dates/${index}`)
    const [first, ...dueDates] = dates
    if (first === undefined) throw required(`${at}/dates`, 'dates')
    return { start: first, dueDates, dueDay: null, periodMonths: lastStride(first, dueDates) }
  }
  if (start === undefined) throw required(`${at}/start`, 'start')
  if (count === undefined && !countFromInstallment) throw required(`${at}/count`, 'count')
  const dueDay = loan.dueDay ?? partsOf(start).day
  const periodMonths = loan.periodMonths ?? 1
  const length = countFromInstallment ? maxPeriods : (count ?? maxPeriods)
  return { start, dueDates: dueDatesFrom(start, length, periodMonths, dueDay), dueDay, periodMonths }
}

const termsOf = (loan: z.output<typeof Loan>, at = ''): LoanTerms => {
  const { method, installmentFen, countFromInstallment, principalGraceInstallments: grace } = loan
  const calendar = datesOf(loan, at)
  if (method !== 'annuity' && installmentFen !== undefined) {
    throw conflict(`${at}/installmentFen`, '只有等额本息可以约定每期还款额')
  }
  if (countFromInstallment && installmentFen === undefined) throw required(`${at}/installmentFen`, 'installmentFen')
  if (grace > 0 && grace >= calendar.dueDates.length) {
    throw Problem.field(`${at}/principalGraceInstallments`, 'out_of_range', '宽限期数须小于总期数')
  }
  return {
    ...calendar,
    principalFen: BigInt(loan.principalFen),
    annualRate: Rational.of(loan.annualRate),
    dayCount: loan.dayCount,
    brokenPeriod: loan.brokenPeriod,
    rounding: loan.rounding,
    method,
    installmentFen: installmentFen === undefined ? undefined : BigInt(installmentFen),
    countFromInstallment,
    installmentMultipleFen: BigInt(loan.installmentMultipleFen),
    installmentRounding: loan.installmentRounding ?? loan.rounding,
    principalGraceInstallments: grace,
    balanceInstallments: loan.balanceInstallments,
    pointer: at,
  }
}

const RowReply = z.object({
  no: z.int(),
  from: z.string(),
  due: z.string(),
  days: z.int(),
  openingFen: z.int(),
  principalFen: z.int(),
  interestFen: z.int(),
  totalFen: z.int(),
  closingFen: z.int(),
})
const Totals = z.object({ principalFen: z.int(), interestFen: z.int(), totalFen: z.int() })

const rowReply = (row: Row) => ({
  ...row,
  openingFen: fenToNumber(row.openingFen),
  principalFen: fenToNumber(row.principalFen),
  interestFen: fenToNumber(row.interestFen),
  totalFen: fenToNumber(row.totalFen),
  closingFen: fenToNumber(row.closingFen),
})

const scheduleReply = ({ installmentFen, rows, totals }: Schedule) => ({
  installmentFen: installmentFen === null ? null : fenToNumber(installmentFen),
  rows: rows.map(rowReply),
  totals: {
    principalFen: fenToNumber(totals.principalFen),
    interestFen: fenToNumber(totals.interestFen),
    totalFen: fenToNumber(totals.totalFen),
  },
})

const exampleLoan = {
  principalFen: 10_000_000,
  annualRate: '0.0405',
  method: 'annuity',
  start: '2022-06-20',
  count: 12,
  periodMonths: 1,
  dueDay: 20,
  dayCount: '30/360',
  rounding: 'HALF_UP',
} as const

const loanSchedule = defineCalculator({
  name: 'loan-schedule',
  title: '贷款还款计划',
  keywords: ['等额本息', '等额本金', '按月付息', '到期一次还本付息', '还款计划', '月供'],
  summary: '四种还款方式的逐期本金、利息和余额；整月按 30/360，零头天数按实际天数，末期承担全部取整差额。',
  input: Loan,
  value: z.object({ installmentFen: z.int().nullable(), rows: z.array(RowReply), totals: Totals }),
  examples: [
    { title: '10 万元，年利率 4.05%，12 期等额本息', input: exampleLoan },
    { title: '同一笔贷款，等额本金', input: { ...exampleLoan, method: 'equal_principal' } },
    {
      title: '按月付息、到期还本，按实际天数计息',
      input: { ...exampleLoan, method: 'interest_only', dayCount: 'ACT/360' },
    },
    { title: '到期一次还本付息', input: { ...exampleLoan, method: 'bullet' } },
    {
      title: '每月还 1 万元，还到还清为止',
      input: {
        principalFen: 10_000_000,
        annualRate: '0.0405',
        method: 'annuity',
        start: '2022-01-31',
        dueDay: 31,
        installmentFen: 1_000_000,
        countFromInstallment: true,
      },
    },
    {
      title: '逐个列出还款日，首期不足一月',
      input: {
        principalFen: 3_000_000,
        annualRate: '0.052',
        method: 'annuity',
        dates: ['2024-01-12', '2024-02-01', '2024-03-01', '2024-04-01'],
        brokenPeriod: 'ACT_IN_PERIOD',
        rounding: 'HALF_EVEN',
      },
    },
  ],
  compute: (loan, working) => scheduleReply(schedule(termsOf(loan), working)),
})

const prepayment = defineCalculator({
  name: 'prepayment',
  title: '提前还款',
  keywords: ['提前还款', '缩额', '缩期', '部分还本', '结清'],
  summary: '提前还款后整笔贷款的逐期情况：减少每期还款额或缩短期限，利息当日结清或到还款日一并结清。',
  input: z.strictObject({
    loan: Loan,
    payments: z.array(z.strictObject({ date: Day, amountFen: PositiveFen })).max(maxPeriods),
    prepayMode: z.enum(prepayModes),
    accruedInterest: z.enum(accruedInterestModes).default('collect_now'),
  }),
  value: z.object({
    installmentFen: z.int().nullable(),
    rows: z.array(RowReply),
    totals: Totals,
    payments: z.array(
      z.object({
        date: z.string(),
        amountFen: z.int(),
        interestFen: z.int(),
        principalFen: z.int(),
        balanceFen: z.int(),
        installmentFen: z.int().nullable(),
      }),
    ),
    savedInterestFen: z.int(),
  }),
  examples: [
    {
      title: '第 5 期中间还 3 万元，减少每期还款额',
      input: {
        loan: exampleLoan,
        payments: [{ date: '2022-11-05', amountFen: 3_000_000 }],
        prepayMode: 'reduce_installment',
        accruedInterest: 'collect_now',
      },
    },
    {
      title: '同一笔还款，缩短期限',
      input: {
        loan: exampleLoan,
        payments: [{ date: '2022-11-05', amountFen: 3_000_000 }],
        prepayMode: 'shorten_term',
      },
    },
    {
      title: '还款日多还，利息到期结清',
      input: {
        loan: { ...exampleLoan, method: 'equal_principal' },
        payments: [
          { date: '2022-09-20', amountFen: 2_000_000 },
          { date: '2022-12-01', amountFen: 1_000_000 },
        ],
        prepayMode: 'reduce_installment',
        accruedInterest: 'at_due_date',
      },
    },
  ],
  compute: ({ loan, payments, prepayMode, accruedInterest }, working) => {
    const prepaid = prepay(
      termsOf(loan, '/loan'),
      payments.map(({ date, amountFen }) => ({ date, amountFen: BigInt(amountFen) })),
      prepayMode,
      accruedInterest,
      working,
    )
    return {
      ...scheduleReply(prepaid),
      payments: prepaid.payments.map((effect) => ({
        date: effect.date,
        amountFen: fenToNumber(effect.amountFen),
        interestFen: fenToNumber(effect.interestFen),
        principalFen: fenToNumber(effect.principalFen),
        balanceFen: fenToNumber(effect.balanceFen),
        installmentFen: effect.installmentFen === null ? null : fenToNumber(effect.installmentFen),
      })),
      savedInterestFen: fenToNumber(prepaid.savedInterestFen),
    }
  },
})

const payoffCalculator = defineCalculator({
  name: 'payoff',
  title: '提前结清金额',
  keywords: ['结清', '提前还清', '应计利息'],
  summary: '某日结清贷款应付的本金余额与利息。',
  input: z.strictObject({
    balanceFen: Fen,
    ...interestShape,
    from: Day,
    periodDue: Day,
    payoffDate: Day,
  }),
  value: z.object({ interestFen: z.int(), payoffFen: z.int() }),
  examples: [
    {
      title: '第 4 期后余额，第 16 天结清',
      input: {
        balanceFen: 6_711_486,
        annualRate: '0.0405',
        from: '2022-10-20',
        periodDue: '2022-11-20',
        payoffDate: '2022-11-05',
        dayCount: '30/360',
        brokenPeriod: 'ACT/360',
        rounding: 'HALF_UP',
      },
      value: { interestFen: 12_081, payoffFen: 6_723_567 },
    },
  ],
  compute: ({ balanceFen, annualRate, from, periodDue, payoffDate, ...options }, working) => {
    const terms = { ...options, annualRate: Rational.of(annualRate) }
    const settled = payoff(terms, BigInt(balanceFen), from, periodDue, payoffDate, working)
    return { interestFen: fenToNumber(settled.interestFen), payoffFen: fenToNumber(settled.payoffFen) }
  },
})

export const loanCalculators: readonly Calculator[] = [loanSchedule, prepayment, payoffCalculator]
