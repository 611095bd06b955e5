/** One row of the table. A peer that is not installed says so in `theirs` and leaves `ratio` null. */
export type BenchLine = {
  readonly what: string
  readonly ours: string
  /** The peer, or the limit that ui.md or an issue sets. */
  readonly against: string
  readonly theirs: string
  /** How many times better than the peer or the limit; above 1 is better. */
  readonly ratio: number | null
  readonly goal?: string
}

/** A file `<name>.bench.ts` exports one of these by default. */
export type Benchmark = () => AsyncIterable<BenchLine>

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN

/** Milliseconds of `runs` calls after a warm-up, as median, 95th, 99th percentile and maximum. */
export const measure = async (
  work: () => unknown,
  { runs = 20, warmUp = 2 }: { runs?: number; warmUp?: number } = {},
): Promise<{ readonly median: number; readonly p95: number; readonly p99: number; readonly max: number }> => {
  for (let run = 0; run < warmUp; run += 1) await work()
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  return {
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    max: times.at(-1) ?? Number.NaN,
  }
}

export const milliseconds = (ms: number): string =>
  ms >= 1_000 ? `${(ms / 1_000).toFixed(2)} s` : `${ms.toFixed(ms < 10 ? 2 : 0)} ms`
