/** Rounds half away from zero to `digits` decimals; −0 becomes 0, so that JSON shows one zero. */
export const rounded = (value: number, digits: number): number => {
  const scale = 10 ** digits
  // A nudge of a few ulps: 1.005 is stored as 1.00499999999999989, and people read 1.005.
  const nudged = Math.abs(value) * scale * (1 + 4 * Number.EPSILON)
  return (Math.sign(value) * Math.floor(nudged + 0.5)) / scale || 0
}

/** An instant as Shanghai's clocks show it: 2025-08-02T03:20:00+08:00 (no summer time since 1992). */
export const shanghaiText = (ms: number): string =>
  `${new Date(Math.round(ms / 1000) * 1000 + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
