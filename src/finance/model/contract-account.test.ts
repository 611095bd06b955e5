import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CivilDate, addDays, parseDate } from '../../platform/dates.ts'
import { type LoanEvent, accountOn, components, noAmounts, refuseUnsound, settle, termsOn } from './contract-account.ts'

/** No new terms, nothing taken back. */
const plain = { reversesNo: null, annualRate: null, maturityOn: null }

const day = (text: string): CivilDate => parseDate(text)
const agreed = 10_000_000n
const far = day('2199-12-31')

/** Numbers the events and books each on its own day. */
const stream = (...events: readonly (Partial<LoanEvent> & Pick<LoanEvent, 'type' | 'effectiveOn'>)[]): LoanEvent[] =>
  events.map((event, index) => ({
    ...noAmounts,
    ...plain,
    no: index + 1,
    bookedOn: event.effectiveOn,
    ...event,
  }))

const life = stream(
  { type: 'disburse', effectiveOn: day('2022-06-20'), principalFen: agreed },
  { type: 'due', effectiveOn: day('2022-07-20'), duePrincipalFen: 817_978n, interestFen: 33_750n },
  {
    type: 'repay',
    effectiveOn: day('2022-07-20'),
    principalFen: -817_978n,
    duePrincipalFen: -817_978n,
    interestFen: -33_750n,
  },
  { type: 'due', effectiveOn: day('2022-08-20'), duePrincipalFen: 820_739n, interestFen: 30_989n },
  { type: 'penalty', effectiveOn: day('2022-09-01'), penaltyFen: 1_000n },
)
const on = (date: string, knownOn = far) => accountOn(life, { asOf: day(date), knownOn })

describe('a contract is the sum of its events', () => {
  it('shows any past day', () => {
    expect(on('2022-06-19')).toMatchObject({ principalFen: 0n, disbursedFen: 0n, closed: false })
    expect(on('2022-06-20')).toMatchObject({ principalFen: agreed, daysPastDue: 0 })
    expect(on('2022-07-20')).toMatchObject({ principalFen: 9_182_022n, interestFen: 0n, unpaidSince: null })
    expect(on('2022-08-20')).toMatchObject({ unpaidSince: '2022-08-20', daysPastDue: 0 })
    expect(on('2022-11-19')).toMatchObject({ duePrincipalFen: 820_739n, penaltyFen: 1_000n, daysPastDue: 91 })
  })

  it('shows what was known: a correction booked later leaves the past as it was told', () => {
    const corrected = [
      ...life,
      ...stream({
        type: 'repay',
        effectiveOn: day('2022-08-20'),
        principalFen: -820_739n,
        duePrincipalFen: -820_739n,
        interestFen: -30_989n,
      }).map((event) => ({ ...event, no: 6, bookedOn: day('2022-10-01') })),
    ]
    const asOf = day('2022-09-30')
    expect(accountOn(corrected, { asOf, knownOn: asOf })).toMatchObject({ principalFen: 9_182_022n, daysPastDue: 41 })
    expect(accountOn(corrected, { asOf, knownOn: day('2022-10-01') })).toMatchObject({
      principalFen: 8_361_283n,
      unpaidSince: null,
    })
  })

  it('a reversal undoes one event as if it had not been', () => {
    const reversed: LoanEvent[] = [
      ...life,
      {
        ...noAmounts,
        ...plain,
        no: 6,
        type: 'reverse',
        reversesNo: 3,
        effectiveOn: day('2022-09-02'),
        bookedOn: day('2022-09-02'),
      },
    ]
    expect(accountOn(reversed, { asOf: day('2022-07-31'), knownOn: far })).toMatchObject({
      principalFen: agreed,
      unpaidSince: '2022-07-20',
    })
    expect(accountOn(reversed, { asOf: day('2022-07-31'), knownOn: day('2022-09-01') }).principalFen).toBe(9_182_022n)
    expect(() => refuseUnsound(reversed, agreed)).not.toThrow()
  })

  it('is closed when nothing is owed, also by renewal or write-off', () => {
    const base = life.slice(0, 1)
    const ended = (type: 'renew' | 'write_off' | 'prepay') =>
      accountOn(
        [...base, { ...noAmounts, ...plain, no: 2, type, effectiveOn: far, bookedOn: far, principalFen: -agreed }],
        {
          asOf: far,
          knownOn: far,
        },
      )
    expect(ended('renew')).toMatchObject({ closed: true, writtenOffFen: 0n, disbursedFen: agreed })
    expect(ended('write_off')).toMatchObject({ closed: true, writtenOffFen: agreed })
    expect(ended('prepay').closed).toBe(true)
  })
})

it('a renewal takes over the principal, and terms change from their day', () => {
  const renewed = stream(
    { type: 'renew', effectiveOn: day('2023-06-20'), principalFen: agreed },
    { type: 'due', effectiveOn: day('2023-07-20'), interestFen: 33_750n },
    { type: 'reprice', effectiveOn: day('2024-01-01'), annualRate: '0.0385' },
    { type: 'extend', effectiveOn: day('2024-05-01'), maturityOn: day('2024-12-20') },
  )
  expect(() => refuseUnsound(renewed, agreed)).not.toThrow()
  expect(accountOn(renewed, { asOf: far, knownOn: far })).toMatchObject({ principalFen: agreed, disbursedFen: 0n })
  const signed = { annualRate: '0.0405', maturityOn: day('2024-06-20') }
  const terms = (date: string) => termsOn(signed, renewed, { asOf: day(date), knownOn: far })
  expect(terms('2023-12-31')).toEqual(signed)
  expect(terms('2024-01-01')).toEqual({ ...signed, annualRate: '0.0385' })
  expect(terms('2024-05-01')).toEqual({ annualRate: '0.0385', maturityOn: '2024-12-20' })
})

describe('refuses a stream that cannot be', () => {
  const then = (event: Partial<LoanEvent> & Pick<LoanEvent, 'type'>) => () =>
    refuseUnsound(
      [
        ...life,
        {
          ...noAmounts,
          ...plain,
          no: 6,
          effectiveOn: day('2022-10-01'),
          bookedOn: day('2022-10-01'),
          ...event,
        },
      ],
      agreed,
    )

  it.each<readonly [string, Partial<LoanEvent> & Pick<LoanEvent, 'type'>]>([
    ['negative_balance', { type: 'prepay', principalFen: -9_182_023n }],
    ['negative_balance', { type: 'repay', penaltyFen: -1_001n }],
    ['due_above_balance', { type: 'due', duePrincipalFen: 9_000_000n }],
    ['over_disbursed', { type: 'disburse', principalFen: 1n }],
    ['not_disbursed', { type: 'due', effectiveOn: day('2022-06-19'), interestFen: 1n }],
    // A payment dated back before it was owed.
    ['negative_balance', { type: 'repay', effectiveOn: day('2022-08-31'), penaltyFen: -1_000n }],
    ['reverse_unknown', { type: 'reverse', reversesNo: 9 }],
    ['reverse_unknown', { type: 'reverse', reversesNo: 6 }],
    // The due that was paid cannot go without its payment.
    ['negative_balance', { type: 'reverse', reversesNo: 2 }],
  ])('%s', (code, event) => {
    expect(then(event)).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ code })] }))
  })

  it('reverses nothing twice', () => {
    const twice = [6, 7].map(
      (no): LoanEvent => ({
        ...noAmounts,
        ...plain,
        no,
        type: 'reverse',
        reversesNo: 3,
        effectiveOn: day('2022-10-01'),
        bookedOn: day('2022-10-01'),
      }),
    )
    expect(() => refuseUnsound([...life, ...twice], agreed)).toThrow(/已经冲正/)
  })
})

describe('settling a payment', () => {
  const owed = { ...on('2022-09-19'), costFen: 500n }

  it('costs, penalty, interest, principal; after 90 days principal before interest', () => {
    expect(settle(owed, 2_000n)).toEqual({ ...noAmounts, costFen: -500n, penaltyFen: -1_000n, interestFen: -500n })
    expect(settle({ ...owed, daysPastDue: 90 }, 2_000n)).toEqual(settle(owed, 2_000n))
    expect(settle({ ...owed, daysPastDue: 91 }, 2_000n)).toEqual({
      ...noAmounts,
      costFen: -500n,
      duePrincipalFen: -1_500n,
      principalFen: -1_500n,
    })
    expect(() => settle(owed, 500n + 1_000n + 30_989n + 820_739n + 1n)).toThrow(/提前还款/)
  })

  it('spends the payment whole, and two payments do what one does', () => {
    const total = 500n + 1_000n + 30_989n + 820_739n
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: total }),
        fc.bigInt({ min: 0n, max: total }),
        fc.integer({ min: 0, max: 180 }),
        (a, b, late) => {
          const account = { ...owed, daysPastDue: late }
          const [first, both] = [a < b ? a : b, a < b ? b : a]
          const sum = (amounts: ReturnType<typeof settle>) =>
            amounts.costFen + amounts.penaltyFen + amounts.interestFen + amounts.duePrincipalFen
          const one = settle(account, first)
          expect(sum(one)).toBe(-first)
          const rest = { ...account }
          for (const component of components) rest[component] += one[component]
          const two = settle(rest, both - first)
          const once = settle(account, both)
          for (const component of components) expect(one[component] + two[component]).toBe(once[component])
        },
      ),
    )
  })
})

it('replay does not depend on the order in which events are read, and never owes below zero', () => {
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom('due' as const, 'repay' as const, 'prepay' as const, 'penalty' as const),
      days: fc.integer({ min: 0, max: 40 }),
      share: fc.integer({ min: 0, max: 100 }),
    }),
    { maxLength: 14 },
  )
  fc.assert(
    fc.property(steps, fc.integer({ min: 0, max: 600 }), (list, offset) => {
      const start = day('2022-01-31')
      const events = stream({ type: 'disburse', effectiveOn: start, principalFen: agreed })
      let date = start
      for (const { kind, days, share } of list) {
        date = addDays(date, days)
        const now = accountOn(events, { asOf: date, knownOn: far })
        const open = now.principalFen - now.duePrincipalFen
        const part = (of: bigint) => (of * BigInt(share)) / 100n
        const owed = now.duePrincipalFen + now.interestFen + now.penaltyFen
        const amounts =
          kind === 'due'
            ? { duePrincipalFen: part(open), interestFen: BigInt(share) }
            : kind === 'prepay'
              ? { principalFen: -part(open) }
              : kind === 'penalty'
                ? { penaltyFen: BigInt(share) }
                : settle(now, part(owed))
        events.push({
          ...noAmounts,
          ...amounts,
          no: events.length + 1,
          type: kind,
          effectiveOn: date,
          bookedOn: date,
          ...plain,
        })
        refuseUnsound(events, agreed)
      }
      const view = { asOf: addDays(start, offset), knownOn: far }
      const account = accountOn(events, view)
      expect(accountOn(events.toReversed(), view)).toEqual(account)
      for (const component of components) expect(account[component] >= 0n).toBe(true)
      const end = accountOn(events, { asOf: far, knownOn: far })
      const paid = events
        .filter(({ type }) => type === 'repay' || type === 'prepay')
        .reduce((sum, { principalFen }) => sum - principalFen, 0n)
      expect(end.principalFen + paid).toBe(end.disbursedFen)
      // Without anything due unpaid nobody is late.
      expect(end.unpaidSince === null).toBe(end.duePrincipalFen + end.interestFen === 0n)
    }),
    { numRuns: 150 },
  )
})
