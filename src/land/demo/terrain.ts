/** Ground heights of the demo county: hills in the west, polders in the east. Made up, the same everywhere. */
export const demoDem = { cellSizeM: 60, side: 128 } as const

/** The county in the plane of its registers, m. */
const extent = { west: 617_000, east: 690_000, south: 3_190_000, north: 3_233_000 } as const

/** Height in metres: valley floors between rounded hills that become lower towards the sea. */
export const heightAt = (x: number, y: number): number => {
  const seaward = (x - extent.west) / (extent.east - extent.west)
  const hills = Math.max(0, 1 - 1.5 * seaward) * 260
  const shape = 0.5 + 0.5 * Math.sin(x / 2_300 + Math.sin(y / 3_100)) * Math.cos(y / 2_700 + Math.sin(x / 4_100))
  return 3.2 + hills * shape ** 3 + 0.4 * Math.sin(x / 900) * Math.cos(y / 700)
}

/** Tiles of the whole county, rows from the north. */
export const demTiles = (): { readonly column: number; readonly row: number; readonly heights: Uint8Array }[] => {
  const { cellSizeM, side } = demoDem
  const span = cellSizeM * side
  const tiles: { column: number; row: number; heights: Uint8Array }[] = []
  for (let row = Math.floor(-extent.north / span); row <= Math.floor(-extent.south / span); row++) {
    for (let column = Math.floor(extent.west / span); column <= Math.floor(extent.east / span); column++) {
      const heights = new Int16Array(side * side)
      for (let line = 0; line < side; line++) {
        const y = -(row * side + line + 0.5) * cellSizeM
        for (let at = 0; at < side; at++) {
          heights[line * side + at] = Math.round(10 * heightAt((column * side + at + 0.5) * cellSizeM, y))
        }
      }
      tiles.push({ column, row, heights: new Uint8Array(heights.buffer) })
    }
  }
  return tiles
}
