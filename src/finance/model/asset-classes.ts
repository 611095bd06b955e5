/** What a family's pool may hold (finance 4.1). */
export const assetClasses = [
  'house_rural',
  'house_urban',
  'land_right',
  'pond_right',
  'sea_use_right',
  'living_aquatic',
  'livestock',
  'poultry',
  'orchard',
  'collective_dividend',
  'machinery',
  'facility',
  'vessel',
  'vehicle',
  'deposit',
  'wealth_product',
  'insurance_cash_value',
  'listed_security',
  'receivable',
  'forest_right',
  'enterprise_share',
  'homestay',
] as const
export type AssetClass = (typeof assetClasses)[number]

/** 活体: they die, so insurance and the cap on living classes concern them. */
export const livingClasses = ['living_aquatic', 'livestock', 'poultry'] as const

export const isLiving = (assetClass: AssetClass): boolean =>
  livingClasses.some((livingClass) => livingClass === assetClass)

export const assetClassTitle: Readonly<Record<AssetClass, string>> = {
  house_rural: '农村住房及宅基地',
  house_urban: '商品住房',
  land_right: '承包土地经营权',
  pond_right: '养殖塘经营权',
  sea_use_right: '海域使用权',
  living_aquatic: '水产活体',
  livestock: '家畜',
  poultry: '家禽',
  orchard: '果园',
  collective_dividend: '集体经济收益权',
  machinery: '农机',
  facility: '农业设施',
  vessel: '渔船',
  vehicle: '车辆',
  deposit: '存款',
  wealth_product: '理财',
  insurance_cash_value: '保险现金价值',
  listed_security: '上市证券',
  receivable: '应收账款与订单',
  forest_right: '林权',
  enterprise_share: '企业股权',
  homestay: '民宿',
}

/** 证据等级: E1 register or equal, E2 invoice and inspection, E3 village-confirmed, E4 self-declared. */
export const evidenceLevels = ['E1', 'E2', 'E3', 'E4'] as const
export type EvidenceLevel = (typeof evidenceLevels)[number]
