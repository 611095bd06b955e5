// A county's pond probes (ponds 4.7, 4.8): quality control and one alarm rule over ten million readings, and the
// growth forecast and ration of 20 000 ponds. Synthetic, seeded. `npm run bench ponds -- --readings=1000000` for a small run.
import { nextAlarm, quiet } from '../src/ponds/model/alarm.ts'
import { crabWeight, temperatureFactor } from '../src/ponds/model/growth.ts'
import { type QcLimits, qualityControl } from '../src/ponds/model/quality-control.ts'
import { flag } from '../src/ponds/model/quality-flags.ts'
import { biomassKg, wetFeedKg } from '../src/ponds/model/ration.ts'
import { seededRandom } from '../src/platform/stats/random.ts'
import { type BenchLine, milliseconds } from './line.ts'

const flagged = process.argv.find((word) => word.startsWith('--readings='))?.slice('--readings='.length)
const readings = Number(flagged ?? 10_000_000)
/** A month of one probe at five minutes. */
const perSeries = 8_640
const pondCount = 20_000
const seasonDays = 150

/** The least that a county must bear: 20 000 ponds with four values each, every five minutes. */
const neededPerSecond = (20_000 * 4) / 300

const oxygen: QcLimits = {
  sensor: { low: 0, high: 20 },
  user: { low: 0, high: 16 },
  spike: { low: 1.5, high: 3 },
  ratePerHour: 4,
  stuckEpsilon: 0.02,
}
const lowOxygen = { direction: 'below', raise: 4, clear: 4.8, holdOnS: 600, holdOffS: 1_200 } as const

const oxygenOfMonth = (seed: number) => {
  const random = seededRandom(seed)
  const times = new Float64Array(perSeries)
  const values = new Float64Array(perSeries)
  for (let index = 0; index < perSeries; index++) {
    times[index] = index * 300_000
    const day = 6 + 2.5 * Math.sin((2 * Math.PI * index) / 288) + 0.06 * (random.next() - 0.5)
    const luck = random.next()
    // 3 % drop-outs, 0.5 % spikes (ponds 9).
    values[index] = luck < 0.03 ? Number.NaN : luck < 0.035 ? day + 6 : day
  }
  return { times, values, rateS: 300 }
}

export default async function* ponds(): AsyncIterable<BenchLine> {
  const months = Array.from({ length: 16 }, (_, seed) => oxygenOfMonth(seed))
  const runs = Math.ceil(readings / perSeries)
  for (const month of months) qualityControl(month, oxygen)
  const started = performance.now()
  let [good, alarms] = [0, 0]
  for (let run = 0; run < runs; run++) {
    const { times, values, rateS } = months[run % months.length] as (typeof months)[number]
    const { flags } = qualityControl({ times, values, rateS }, oxygen)
    let memory = quiet
    for (let index = 0; index < perSeries; index++) {
      if (flags[index] !== flag.good) continue
      good++
      const next = nextAlarm(lowOxygen, memory, times[index] as number, values[index] as number)
      if (next.state === 'active' && memory.state === 'pending') alarms++
      memory = next
    }
  }
  const seconds = (performance.now() - started) / 1000
  const rate = (runs * perSeries) / seconds
  yield {
    what: `quality control + alarm, ${runs * perSeries} readings (${((100 * good) / (runs * perSeries)).toFixed(1)} % good, ${alarms} alarms)`,
    ours: `${(rate / 1e6).toFixed(2)} M/s`,
    against: '20 000 ponds × 4 every 5 min',
    theirs: `${neededPerSecond.toFixed(0)} /s`,
    ratio: rate / neededPerSecond,
    goal: '≥ 1000 ×',
  }

  const crab = { k: 0.034, coldC: 12, bestC: 30, hotC: 38 }
  const begun = performance.now()
  let feed = 0
  for (let pond = 0; pond < pondCount; pond++) {
    const water = Array.from({ length: seasonDays }, (_, day) => ({
      temperatureC: 24 + 5 * Math.sin((day + pond) / 40),
      salinityPsu: 15,
      doMgL: 5.5,
    }))
    const weight = crabWeight(8, water, crab)
    feed += wetFeedKg(biomassKg(1_500, weight), { share: 0.06, temperature: temperatureFactor(27, crab), oxygen: 1 }, 0)
  }
  const ms = performance.now() - begun
  yield {
    what: `growth of ${pondCount} ponds over ${seasonDays} days, and ration (${(feed / 1000).toFixed(0)} t)`,
    ours: milliseconds(ms),
    against: 'limit',
    theirs: '5.00 s',
    ratio: 5_000 / ms,
    goal: '≥ 1 ×',
  }
}
