import { z } from 'zod'
import type { Working } from '../../platform/explain.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { RuleBook } from '../../platform/rules/rule-book.ts'
import { evidenceLevels } from '../model/asset-classes.ts'
import { speciesNames } from '../model/living-standard.ts'
import { livingValue } from '../model/living-stock.ts'
import { countedValue } from '../model/valuation.ts'
import { countingRules, stockRules } from '../rules/books.ts'
import { AsOf, Day, Fen, Quantity } from '../schemas.ts'

const Animals = z.int().min(0).max(10_000_000_000)

/** What `value-living-stock` is asked. */
export const LivingStockRequest = z.strictObject({
  /** Genus or full name: `scylla`, `scylla_paramamosain`. */
  species: z.string().max(64),
  areaMu: Quantity('0.01', '1000000'),
  stocked: Animals,
  stockedOn: Day,
  asOf: AsOf,
  sample: z
    .strictObject({
      on: Day,
      meanGrams: Quantity('0.001', '1000000'),
      animals: z.int().min(1).max(1_000_000).optional(),
    })
    .optional(),
  deaths: Animals.default(0),
  harvested: Animals.default(0),
  costFenPer30d: Fen,
  costIncurredFen: Fen.optional(),
  evidence: z.enum(evidenceLevels),
  insured: z.boolean(),
  outdoorPond: z.boolean().default(true),
  roe: z.boolean().default(false),
  /** The price of the day for this grade, in place of the published reference price. */
  priceFenPerKg: Fen.optional(),
  encumbranceFen: Fen.default(0),
})

/**
 * Aquatic stock by the published standard (finance 4.2), by the rules of `book`.
 * @throws Problem not_computable `unknown_species`
 */
export const livingStock = (book: RuleBook, request: z.output<typeof LivingStockRequest>, working: Working) => {
  const species = Object.hasOwn(speciesNames, request.species) ? speciesNames[request.species] : undefined
  if (species === undefined) {
    throw Problem.field('/species', 'unknown_species', `没有品种“${request.species}”的评估标准`)
  }
  const quoteFenPerKg = request.priceFenPerKg === undefined ? null : BigInt(request.priceFenPerKg)
  const rules = stockRules(book, species, { roe: request.roe, quoteFenPerKg }, working)
  const sample = request.sample
  const value = livingValue(
    {
      areaMu: request.areaMu,
      stocked: BigInt(request.stocked),
      stockedOn: request.stockedOn,
      asOf: request.asOf,
      sample:
        sample === undefined ? null : { on: sample.on, meanGrams: sample.meanGrams, animals: sample.animals ?? null },
      deaths: BigInt(request.deaths),
      harvested: BigInt(request.harvested),
      costFenPer30d: BigInt(request.costFenPer30d),
      costIncurredFen: request.costIncurredFen === undefined ? null : BigInt(request.costIncurredFen),
    },
    rules,
    working,
  )
  const { countedFen, haircut, validUntil } = countedValue(
    {
      class: 'living_aquatic',
      asOf: request.asOf,
      marketFen: value.marketFen,
      evidence: request.evidence,
      insured: request.insured,
      outdoorPond: request.outdoorPond,
      registered: false,
      group: rules.standard.group,
      encumbranceFen: BigInt(request.encumbranceFen),
      endsOn: null,
    },
    countingRules(book, working),
    working,
  )
  return { value, countedFen, haircut, validUntil }
}
