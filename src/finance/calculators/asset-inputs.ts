import { z } from 'zod'
import { type CivilDate, addDays } from '../../platform/dates.ts'
import { type Fen, Rational } from '../../platform/money.ts'
import { evidenceLevels } from '../model/asset-classes.ts'
import { stockGroups } from '../model/living-standard.ts'
import { type AssetFacts, equipmentKinds, houseStructures, hulls } from '../model/market-value.ts'
import type { Holding } from '../model/valuation.ts'
import { AsOf, Day, Fen as FenField, Quantity } from '../schemas.ts'

const Years = Quantity('0', '200')
const Area = Quantity('0', '1000000')
const Heads = z.int().min(0).max(100_000_000)

/** The facts of an asset by its class, as the request gives them. */
const inputs = {
  house_rural: z.strictObject({
    floorM2: Area,
    basePriceFenPerM2: FenField,
    structure: z.enum(houseStructures),
    ageYears: Years,
    homesteadM2: Area.prefault('0'),
    homesteadPriceFenPerM2: FenField.default(0),
  }),
  house_urban: z.strictObject({ areaM2: Area, priceFenPerM2: FenField }),
  right: z.strictObject({
    areaMu: Area,
    marketRentFenPerMu: FenField,
    contractRentFenPerMu: FenField,
    remainingYears: Years,
    registered: z.boolean(),
  }),
  living_aquatic: z.strictObject({
    marketFen: FenField,
    group: z.enum(stockGroups),
    outdoorPond: z.boolean().default(true),
  }),
  animals: z.union([
    z.strictObject({
      heads: Heads,
      survival: Quantity('0', '1'),
      weightKg: Quantity('0', '5000'),
      priceFenPerKg: FenField,
    }),
    z.strictObject({
      heads: Heads,
      purchaseFenPerHead: FenField,
      cullFenPerHead: FenField,
      ageMonths: Quantity('0', '600'),
      lifeMonths: Quantity('1', '600'),
    }),
  ]),
  orchard: z.strictObject({
    areaMu: Area,
    netIncomeFenPerMu: FenField,
    treeAgeYears: Years,
    productiveYearsLeft: Years,
    rightYearsLeft: Years,
    costFen: FenField.default(0),
  }),
  collective_dividend: z.strictObject({ dividendsFen: z.array(FenField).min(1).max(30) }),
  equipment: z.strictObject({ priceFen: FenField, kind: z.enum(equipmentKinds), ageYears: Years }),
  vessel: z.strictObject({
    priceFen: FenField,
    hull: z.enum(hulls),
    ageYears: Years,
    registered: z.boolean(),
    inspected: z.boolean(),
    licensed: z.boolean(),
    scrapAgeYears: Years.nullable().default(null),
  }),
  vehicle: z.strictObject({ priceFen: FenField, ageYears: Years }),
  deposit: z.strictObject({ balanceFen: FenField }),
  wealth_product: z.strictObject({ redemptionFen: FenField }),
  insurance_cash_value: z.strictObject({ cashValueFen: FenField }),
  listed_security: z.strictObject({ quantity: Quantity('0', '1000000000'), lowestPriceFen: FenField }),
  receivable: z.strictObject({
    faceFen: FenField,
    monthsToPay: Quantity('0', '100'),
    buyerApproved: z.boolean(),
    dueDate: Day.nullable().default(null),
  }),
  forest_right: z.strictObject({ areaMu: Area, netIncomeFenPerMu: FenField, remainingYears: Years }),
  enterprise_share: z.strictObject({ netAssetsFen: FenField, share: Quantity('0', '1') }),
  homestay: z.strictObject({ netIncomeFenPerYear: FenField, remainingYears: Years }),
}

const common = {
  asOf: AsOf,
  evidence: z.enum(evidenceLevels),
  insured: z.boolean().default(false),
  encumbranceFen: FenField.default(0),
}

const one = <Class extends z.ZodType, Input extends z.ZodType>(assetClass: Class, input: Input) =>
  z.strictObject({ class: assetClass, ...common, input })

/** One asset, what it is, how it is proved, and what burdens it. */
export const AssetRequest = z.discriminatedUnion('class', [
  one(z.literal('house_rural'), inputs.house_rural),
  one(z.literal('house_urban'), inputs.house_urban),
  one(z.enum(['land_right', 'pond_right', 'sea_use_right']), inputs.right),
  one(z.literal('living_aquatic'), inputs.living_aquatic),
  one(z.enum(['livestock', 'poultry']), inputs.animals),
  one(z.literal('orchard'), inputs.orchard),
  one(z.literal('collective_dividend'), inputs.collective_dividend),
  one(z.enum(['machinery', 'facility']), inputs.equipment),
  one(z.literal('vessel'), inputs.vessel),
  one(z.literal('vehicle'), inputs.vehicle),
  one(z.literal('deposit'), inputs.deposit),
  one(z.literal('wealth_product'), inputs.wealth_product),
  one(z.literal('insurance_cash_value'), inputs.insurance_cash_value),
  one(z.literal('listed_security'), inputs.listed_security),
  one(z.literal('receivable'), inputs.receivable),
  one(z.literal('forest_right'), inputs.forest_right),
  one(z.literal('enterprise_share'), inputs.enterprise_share),
  one(z.literal('homestay'), inputs.homestay),
])
type Request = z.output<typeof AssetRequest>

const inDays = (asOf: CivilDate, years: Rational): CivilDate => addDays(asOf, Number(years.times(365n).round('DOWN')))

/** The facts as the valuation model takes them. */
export const factsOf = (request: Request): AssetFacts => {
  switch (request.class) {
    case 'house_rural': {
      const { basePriceFenPerM2, homesteadPriceFenPerM2, ...house } = request.input
      return {
        kind: 'rural_house',
        ...house,
        basePriceFenPerM2: BigInt(basePriceFenPerM2),
        homesteadPriceFenPerM2: BigInt(homesteadPriceFenPerM2),
      }
    }
    case 'house_urban':
      return { kind: 'by_area', areaM2: request.input.areaM2, priceFenPerM2: BigInt(request.input.priceFenPerM2) }
    case 'land_right':
    case 'pond_right':
    case 'sea_use_right': {
      const { areaMu, remainingYears, marketRentFenPerMu, contractRentFenPerMu } = request.input
      return {
        kind: 'right',
        areaMu,
        remainingYears,
        marketRentFenPerMu: BigInt(marketRentFenPerMu),
        contractRentFenPerMu: BigInt(contractRentFenPerMu),
      }
    }
    case 'living_aquatic':
      return { kind: 'amount', amountFen: BigInt(request.input.marketFen) }
    case 'livestock':
    case 'poultry': {
      const { input } = request
      if ('survival' in input) {
        const { heads, survival, weightKg, priceFenPerKg } = input
        return { kind: 'herd', heads: BigInt(heads), survival, weightKg, priceFenPerKg: BigInt(priceFenPerKg) }
      }
      return {
        kind: 'breeding',
        heads: BigInt(input.heads),
        purchaseFenPerHead: BigInt(input.purchaseFenPerHead),
        cullFenPerHead: BigInt(input.cullFenPerHead),
        ageMonths: input.ageMonths,
        lifeMonths: input.lifeMonths,
      }
    }
    case 'orchard': {
      const { netIncomeFenPerMu, costFen, ...orchard } = request.input
      return {
        kind: 'orchard',
        ...orchard,
        netIncomeFenPerMu: BigInt(netIncomeFenPerMu),
        costFen: BigInt(costFen),
      }
    }
    case 'collective_dividend':
      return { kind: 'dividends', dividendsFen: request.input.dividendsFen.map(BigInt) }
    case 'machinery':
    case 'facility': {
      const { kind: thing, priceFen, ageYears } = request.input
      return { kind: 'worn', thing, priceFen: BigInt(priceFen), ageYears }
    }
    case 'vessel':
      return { kind: 'vessel', ...request.input, priceFen: BigInt(request.input.priceFen) }
    case 'vehicle':
      return { kind: 'vehicle', ...request.input, priceFen: BigInt(request.input.priceFen) }
    case 'deposit':
      return { kind: 'amount', amountFen: BigInt(request.input.balanceFen) }
    case 'wealth_product':
      return { kind: 'amount', amountFen: BigInt(request.input.redemptionFen) }
    case 'insurance_cash_value':
      return { kind: 'amount', amountFen: BigInt(request.input.cashValueFen) }
    case 'listed_security': {
      const { quantity, lowestPriceFen } = request.input
      return { kind: 'security', quantity, lowestPriceFen: BigInt(lowestPriceFen) }
    }
    case 'receivable': {
      const { faceFen, monthsToPay, buyerApproved } = request.input
      return { kind: 'receivable', faceFen: BigInt(faceFen), monthsToPay, buyerApproved }
    }
    case 'forest_right': {
      const { areaMu, netIncomeFenPerMu, remainingYears } = request.input
      return { kind: 'income', yearlyFen: areaMu.times(BigInt(netIncomeFenPerMu)), remainingYears }
    }
    case 'enterprise_share':
      return { kind: 'share', netAssetsFen: BigInt(request.input.netAssetsFen), share: request.input.share }
    case 'homestay': {
      const { netIncomeFenPerYear, remainingYears } = request.input
      return { kind: 'income', yearlyFen: Rational.of(netIncomeFenPerYear), remainingYears }
    }
  }
}

/** When the right or claim itself ends. */
const endOf = (request: Request): CivilDate | null => {
  switch (request.class) {
    case 'land_right':
    case 'pond_right':
    case 'sea_use_right':
    case 'forest_right':
    case 'homestay':
      return inDays(request.asOf, request.input.remainingYears)
    case 'orchard':
      return inDays(request.asOf, request.input.rightYearsLeft)
    case 'receivable':
      return request.input.dueDate
    default:
      return null
  }
}

/** The asset as it is held: how far its market value counts. */
export const holdingOf = (request: Request, marketFen: Fen): Holding => ({
  class: request.class,
  asOf: request.asOf,
  marketFen,
  evidence: request.evidence,
  insured: request.insured,
  outdoorPond: request.class === 'living_aquatic' && request.input.outdoorPond,
  registered: 'registered' in request.input && request.input.registered,
  group: request.class === 'living_aquatic' ? request.input.group : 'none',
  encumbranceFen: BigInt(request.encumbranceFen),
  endsOn: endOf(request),
})
