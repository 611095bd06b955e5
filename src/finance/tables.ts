/** All records of reform 1: loans, families, credit decisions, services. */
export * from './tables/bank.ts'
export * from './tables/contracts.ts'
export * from './tables/credit.ts'
export * from './tables/families.ts'
export * from './tables/services.ts'
export * from './tables/standing.ts'

export const unaudited = { loan_day: 'sums of loan_event, kept by its trigger' }
