/** The stretch of values that a row of bars covers; nought is always on it. */
export type BarRange = { readonly low: number; readonly high: number; readonly share: (value: number) => number }

export const barRange = (values: readonly (number | null)[], benchmark: number | null): BarRange => {
  const known = [...values, benchmark].filter((value) => value !== null)
  const low = Math.min(0, ...known)
  const high = Math.max(0, ...known)
  const span = high - low || 1
  return { low, high, share: (value) => Math.min(1, Math.max(0, (value - low) / span)) }
}

/** Where a bar from one value to another lies, in percent of the track. */
export const placeOn = (range: BarRange, from: number, to: number): { left: string; width: string } => {
  const start = range.share(Math.min(from, to))
  const end = range.share(Math.max(from, to))
  return { left: `${start * 100}%`, width: `${(end - start) * 100}%` }
}

export type WaterfallStep = {
  readonly key: string
  readonly value: number
  /** A total stands on nought; a change starts where the step before ended. */
  readonly kind: 'total' | 'change'
}

/** From and to of every step. A total says where the sum stands, whatever the changes before added up to. */
export const waterfallSpans = (steps: readonly WaterfallStep[]): readonly { from: number; to: number }[] => {
  let at = 0
  return steps.map(({ kind, value }) => {
    const from = kind === 'total' ? 0 : at
    at = kind === 'total' ? value : at + value
    return { from, to: at }
  })
}
