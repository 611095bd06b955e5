/** A kind of series that a module's devices feed (SensorThings Datastream): what, unit, plausible range. */
export type SeriesKind = {
  /** Property code, e.g. `do`, `ph`, `tide_level`. */
  readonly code: string
  readonly title: string
  readonly unit: string
  /** QARTOD gross range: outside `sensor` = 4 fail, outside `user` = 3 suspect. */
  readonly sensor: readonly [number, number]
  readonly user: readonly [number, number]
  readonly intervalSeconds: number
}

export const defineSeriesKind = (kind: SeriesKind): SeriesKind => kind
