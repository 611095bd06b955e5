/** Corners that people typed: `121.45,29.05` or `641226.39 3215678.98` a line. Null when a line is none. */
export const readCorners = (text: string): readonly (readonly [number, number])[] | null => {
  const lines = text
    .split(/\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const corners = lines.map((line) => {
    const [x, y, ...rest] = line.split(/[\s,，、;；]+/).filter((part) => part !== '')
    const [a, b] = [Number(x), Number(y)]
    return rest.length === 0 && Number.isFinite(a) && Number.isFinite(b) ? ([a, b] as const) : null
  })
  return corners.includes(null) ? null : corners.filter((corner) => corner !== null)
}

/** Degrees or the plane of the registers, told by their size. */
export const crsOf = (corners: readonly (readonly [number, number])[]): 'EPSG:4490' | 'EPSG:4549' =>
  corners.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90) ? 'EPSG:4490' : 'EPSG:4549'

export const polygonOf = (corners: readonly (readonly [number, number])[]) => {
  const [first] = corners
  return { type: 'Polygon' as const, coordinates: [first === undefined ? [] : [...corners, first]] }
}
