import { seededRandom } from '../../platform/stats/random.ts'
import type { MeasuredStorey } from '../tables.ts'

const squareMetres = (value: number): number => Math.max(1, Math.round(value))

export type DemoBuilding = {
  readonly no: string
  readonly footprintM2: number
  readonly storeys: readonly MeasuredStorey[]
  readonly completedOn: string
}

/**
 * A hall and, where the ratio asks for more floor, a building of several storeys. The ratio is normal about 0.82; six
 * halls of ten are between 7 and 11 m high, so that the storey of more than 8 m matters (land 9).
 */
export const buildingsOf = (seed: string, landM2: number, foundedOn: string): DemoBuilding[] => {
  const random = seededRandom(`land demo buildings ${seed}`)
  const far = Math.min(3, Math.max(0.1, 0.82 + 0.3 * random.normal()))
  const heightM = Number((random.next() < 0.6 ? 7 + 4 * random.next() : 5 + 2 * random.next()).toFixed(2))
  const factor = heightM > 8 ? 2 : 1
  const counted = far * landM2
  const hall = squareMetres(Math.min(0.45 * landM2, counted / factor))
  const completedOn = `${Number(foundedOn.slice(0, 4)) + 1}${foundedOn.slice(4)}`
  const buildings: DemoBuilding[] = [
    { no: '1', footprintM2: hall, storeys: [{ no: 1, areaM2: hall, heightM, below: false }], completedOn },
  ]
  const rest = counted - hall * factor
  if (rest < 60) return buildings
  const levels = Math.min(12, Math.ceil(rest / (0.15 * landM2)))
  const floor = squareMetres(rest / levels)
  const storeys = Array.from({ length: levels }, (_, index) => ({
    no: index + 1,
    areaM2: floor,
    heightM: 4.2,
    below: false,
  }))
  return [...buildings, { no: '2', footprintM2: floor, storeys, completedOn }]
}
