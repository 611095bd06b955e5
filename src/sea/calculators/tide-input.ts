/** How the tide calculators are told harmonic constants: by rows, or by a station that comes with the program. */
import { z } from 'zod'
import { Problem } from '../../platform/errors/problem.ts'
import { type TideStation, tideStations } from '../model/tide-stations.ts'
import { Figure } from '../schemas.ts'

const ConstituentName = z.string().min(1).max(16)

const Constituent = z.strictObject({
  name: ConstituentName,
  amplitudeM: Figure(0, 20).meta({ unit: 'm' }),
  phaseDeg: Figure(-360, 360).meta({ unit: '°' }),
})

export const Constituents = z
  .array(Constituent)
  .min(1)
  .max(400)
  .refine((rows) => new Set(rows.map(({ name }) => name.toUpperCase())).size === rows.length, {
    params: { code: 'duplicate' },
    error: '分潮不得重复',
  })

/** @throws Problem not_computable `unknown_station`. */
export const stationOf = (id: string, pointer: string): TideStation => {
  const station = tideStations.get(id)
  if (station === undefined) throw Problem.field(pointer, 'unknown_station', `没有验潮站“${id}”的调和常数`)
  return station
}
