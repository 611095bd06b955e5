/** All records of reforms 4 and 7: industrial land, its firms and figures, control layers, evaluations, treatment. */
export * from './tables/duties.ts'
export * from './tables/evaluations.ts'
export * from './tables/firms.ts'
export * from './tables/layers.ts'
export * from './tables/parcels.ts'
