import stations from '../../../data/sea/tide-stations.json' with { type: 'json' }
import type { HarmonicConstituent } from './tide-constituents.ts'

export type TideStation = {
  readonly id: string
  readonly nameZh: string
  readonly lat: number
  readonly lon: number
  readonly chartDatum: string
  /** Heights in metres above the zero of the record; MSL among them. */
  readonly datums: Readonly<Record<string, number>>
  /** To be shown wherever the constants are used (CC BY 4.0). */
  readonly attribution: string
  readonly constituents: readonly HarmonicConstituent[]
}

const asConstituent = (row: readonly (string | number)[]): HarmonicConstituent => {
  const [name, amplitudeM, phaseDeg] = row
  if (typeof name !== 'string' || typeof amplitudeM !== 'number' || typeof phaseDeg !== 'number') {
    throw new TypeError('data/sea/tide-stations.json: a constituent is [name, amplitude, phase]')
  }
  return { name, amplitudeM, phaseDeg }
}

/** The ports whose constants come with the program: Kanmen 坎门, Xiamen 厦门, Lusi 吕四 (TICON-4). */
export const tideStations: ReadonlyMap<string, TideStation> = new Map(
  stations.stations.map((station) => [
    station.id,
    {
      id: station.id,
      nameZh: station.name_zh,
      lat: station.lat,
      lon: station.lon,
      chartDatum: station.chart_datum,
      datums: station.datums_m,
      attribution: station.attribution,
      constituents: station.constituents.map(asConstituent),
    },
  ]),
)

/** 坎门: the only station of Zhejiang in the data, 108 km from Jiantiao; a primary port, not the county's tide. */
export const kanmenId = 'ticon/kanmen-632a-chn-uhslc_rq'
