import { and, asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { BenchmarkRow } from '../api/benchmarks/schema.ts'
import { benchmarkSeries } from '../tables.ts'

type Benchmark = z.output<typeof BenchmarkRow>

const columns = {
  series: benchmarkSeries.id,
  year: benchmarkSeries.year,
  value: benchmarkSeries.value,
  unit: benchmarkSeries.unit,
  document: benchmarkSeries.document,
}

/** Published series to compare with, by series and year. */
export const listBenchmarks = async (context: Context): Promise<{ rows: Benchmark[] }> => ({
  rows: await context.tx
    .select(columns)
    .from(benchmarkSeries)
    .where(eq(benchmarkSeries.county, context.actor.county))
    .orderBy(asc(benchmarkSeries.id), asc(benchmarkSeries.year)),
})

/** The published value of a year, or null while it is missing: the figure that is compared with it is not sufficient. */
export const benchmarkValue = async (context: Context, series: string, year: number): Promise<Benchmark | null> => {
  const [row] = await context.tx
    .select(columns)
    .from(benchmarkSeries)
    .where(
      and(
        eq(benchmarkSeries.county, context.actor.county),
        eq(benchmarkSeries.id, series),
        eq(benchmarkSeries.year, year),
      ),
    )
  return row ?? null
}

/** Enters the published value of a year with its document; a corrected publication replaces it (the audit log keeps both). */
export const recordBenchmark = async (context: Context, draft: Benchmark): Promise<Benchmark> => {
  const { series: id, year, ...rest } = draft
  await context.tx
    .insert(benchmarkSeries)
    .values({ county: context.actor.county, id, year, ...rest })
    .onConflictDoUpdate({
      target: [benchmarkSeries.county, benchmarkSeries.id, benchmarkSeries.year],
      set: rest,
    })
  return draft
}
