// AIS decoding (sea 4.11) against ggencoder from npm: the same 20 000 sentences, made with its own encoder, seeded.
import { createRequire } from 'node:module'
import { AisDecoder } from '../src/sea/model/nmea.ts'
import { seededRandom } from '../src/platform/stats/random.ts'
import { type BenchLine, measure, milliseconds } from './line.ts'

type Decoded = { readonly valid: boolean; readonly aistype?: number; readonly mmsi?: string; readonly lat?: number }
type Encoded = { readonly valid: boolean; readonly nmea: string }
// The package has no types.
const { AisDecode, AisEncode } = createRequire(import.meta.url)('ggencoder') as {
  readonly AisDecode: new (sentence: string, session: object) => Decoded
  readonly AisEncode: new (message: object) => Encoded
}

const makeSentences = (count: number): string[] => {
  const random = seededRandom('ais')
  const sentences: string[] = []
  while (sentences.length < count) {
    const position = {
      lat: 28.5 + random.next(),
      lon: 121.2 + random.next(),
      sog: random.integer(200) / 10,
      cog: random.integer(3590) / 10,
      hdg: random.integer(360),
      mmsi: String(412_000_000 + random.integer(900_000)),
    }
    const message =
      sentences.length % 5 === 4
        ? { aistype: 24, part: 0, mmsi: position.mmsi, shipname: `ZHE SAN YU ${random.integer(99_999)}` }
        : sentences.length % 2 === 0
          ? { aistype: 18, ...position }
          : { aistype: 1, navstatus: 7, utc: random.integer(60), ...position }
    const encoded = new AisEncode(message)
    if (encoded.valid) sentences.push(encoded.nmea)
  }
  return sentences
}

export default async function* ais(): AsyncIterable<BenchLine> {
  const sentences = makeSentences(20_000)
  let agreed = 0
  const [ourDecoder, session] = [new AisDecoder(), {}]
  for (const sentence of sentences) {
    const [ours, theirs] = [ourDecoder.push(sentence), new AisDecode(sentence, session)]
    if (ours === null || typeof ours === 'string' || !theirs.valid) continue
    const samePlace = theirs.lat === undefined || Math.abs((ours.lat ?? 0) - theirs.lat) < 1e-6
    if (ours.mmsi === String(theirs.mmsi).padStart(9, '0') && ours.type === theirs.aistype && samePlace) agreed++
  }
  const ours = await measure(() => {
    const decoder = new AisDecoder()
    return sentences.map((sentence) => decoder.push(sentence))
  })
  const theirs = await measure(() => {
    const state = {}
    return sentences.map((sentence) => new AisDecode(sentence, state))
  })
  yield {
    what: `decode ${sentences.length} AIS sentences of types 1, 18, 24; ${agreed} decoded alike`,
    ours: milliseconds(ours.median),
    against: 'ggencoder 1.0.10',
    theirs: milliseconds(theirs.median),
    ratio: theirs.median / ours.median,
    goal: '≥ 1.4 ×',
  }
}
