type Place = (value: number) => number

/** SVG path through the points in the order given; with `step` a value holds until the next. */
export const drawLine = (points: readonly (readonly [number, number])[], x: Place, y: Place, step: boolean): string =>
  points
    .map(([at, value], index) => {
      const place = `${x(at).toFixed(1)} ${y(value).toFixed(1)}`
      if (index === 0) return `M${place}`
      return step ? `H${x(at).toFixed(1)}V${y(value).toFixed(1)}` : `L${place}`
    })
    .join('')

/** The values with a little room around them; one value alone gets room as well. Nothing at all is 0 to 1. */
export const rangeOf = (values: readonly number[]): readonly [number, number] => {
  const low = Math.min(...values)
  const high = Math.max(...values)
  if (!Number.isFinite(low)) return [0, 1]
  const room = (high - low || Math.abs(high) || 1) * 0.08
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room]
}
