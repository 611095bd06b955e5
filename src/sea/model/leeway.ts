/** Drift of objects by wind (leeway). Source: Allen & Plourde, Review of Leeway, USCG CG-D-08-99 (1999). */
import table from '../../../data/sea/leeway.json' with { type: 'json' }

/** Slope in % of the wind speed, offset and standard deviation in cm/s. */
export type LeewayLine = { readonly slopePct: number; readonly offsetCms: number; readonly sdCms: number }

export type LeewayObject = {
  readonly key: string
  readonly title: string
  readonly downwind: LeewayLine
  /** Crosswind, to the right and to the left of the downwind direction. */
  readonly right: LeewayLine
  readonly left: LeewayLine
}

const readObject = (row: readonly (string | number)[]): LeewayObject => {
  const [key, title, ...figures] = row
  const line = (at: number): LeewayLine => ({
    slopePct: Number(figures[at]),
    offsetCms: Number(figures[at + 1]),
    sdCms: Number(figures[at + 2]),
  })
  return { key: String(key), title: String(title), downwind: line(0), right: line(3), left: line(6) }
}

export const leewayObjects: ReadonlyMap<string, LeewayObject> = new Map(
  table.objects.map(readObject).map((object) => [object.key, object]),
)

export const leewaySource: string = table.source

export type Velocity = { readonly eastMs: number; readonly northMs: number }

const radians = Math.PI / 180

/** A vector of `speedMs` towards `toDeg`, clockwise from north. */
export const velocityTowards = (speedMs: number, toDeg: number): Velocity => ({
  eastMs: speedMs * Math.sin(toDeg * radians),
  northMs: speedMs * Math.cos(toDeg * radians),
})

/** Leeway of one line in m/s at the wind speed. */
const along = ({ slopePct, offsetCms }: LeewayLine, windMs: number): number => (slopePct * windMs + offsetCms) / 100

/** Leeway in a wind that blows towards (east, north): never upwind; positive crosswind is to the right. */
export const leewayVelocity = (downwind: LeewayLine, crosswind: LeewayLine, wind: Velocity): Velocity => {
  const speed = Math.hypot(wind.eastMs, wind.northMs)
  if (speed === 0) return { eastMs: 0, northMs: 0 }
  const [sin, cos] = [wind.eastMs / speed, wind.northMs / speed]
  const down = Math.max(0, along(downwind, speed))
  const cross = along(crosswind, speed)
  return { eastMs: down * sin + cross * cos, northMs: down * cos - cross * sin }
}
