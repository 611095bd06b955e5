/** Rounds half away from zero to `digits` decimals; −0 becomes 0, so that JSON shows one zero. */
export const rounded = (value: number, digits: number): number => {
  const scale = 10 ** digits
  // A nudge of a few ulps: 1.005 is stored as 1.00499999999999989, and people read 1.005.
  const nudged = Math.abs(value) * scale * (1 + 4 * Number.EPSILON)
  return (Math.sign(value) * Math.floor(nudged + 0.5)) / scale || 0
}

/** An instant in UTC to the second, as the sea interfaces write it: 2023-08-02T19:45:41Z. */
export const instantText = (milliseconds: number): string =>
  new Date(Math.round(milliseconds / 1000) * 1000).toISOString().replace('.000Z', 'Z')
