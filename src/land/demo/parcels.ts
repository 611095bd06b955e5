import type { Town } from './towns.ts'
import { seededRandom } from '../../platform/stats/random.ts'
import { type Block, placeBlock } from './blocks.ts'

const squareMetresOfMu = 10_000 / 15
const blockSize = 110

/** A firm's wish for land before it stands anywhere. */
export type FirmPlot = { readonly firm: number; readonly areaM2: number }

export type DemoParcel = {
  readonly code: string
  readonly townCode: string
  readonly block: Block
  readonly areaM2: number
  readonly ring: Block['parcels'][number]
  /** Number of the firm; null where the land stands empty or in reserve. */
  readonly firm: number | null
}

const landCode = (county: string, town: number, block: number, no: number): string =>
  `${county}${String(town + 1).padStart(3, '0')}${String(block + 1).padStart(3, '0')}GB${String(no + 1).padStart(5, '0')}`

/**
 * Lays the firms' plots and the empty ones of each town out in blocks. What finds no place in its town is left out;
 * the areas are those of the plots as drawn.
 */
export const layOut = (
  county: string,
  towns: readonly Town[],
  plotsOf: (town: number) => readonly FirmPlot[],
  emptyOf: (town: number) => number,
): { readonly parcels: readonly DemoParcel[]; readonly blocks: readonly Block[] } => {
  const random = seededRandom('land demo parcels')
  const [blocks, parcels]: [Block[], DemoParcel[]] = [[], []]
  towns.forEach((town, index) => {
    const empty = Array.from({ length: emptyOf(index) }, () => ({
      firm: null,
      areaM2: squareMetresOfMu * Math.min(120, Math.max(2, Math.exp(Math.log(9) + 0.8 * random.normal()))),
    }))
    const plots = random.shuffle([...plotsOf(index), ...empty])
    for (let start = 0, no = 0; start < plots.length; start += blockSize, no++) {
      const chunk = plots.slice(start, start + blockSize)
      const block = placeBlock(
        { townCode: town.code, name: `${town.name}第${no + 1}工业区块`, areasM2: chunk.map(({ areaM2 }) => areaM2) },
        town.territory,
        blocks,
        random,
      )
      if (block === null) continue
      blocks.push(block)
      chunk.forEach(({ firm, areaM2 }, at) => {
        const ring = block.parcels[at]
        if (ring === undefined) return
        parcels.push({ code: landCode(county, index, no, at), townCode: town.code, block, areaM2, ring, firm })
      })
    }
  })
  return { parcels, blocks }
}
