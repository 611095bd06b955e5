/** Farmed species of the county: full name here, the genus is accepted everywhere (architecture, Shared records). */
export const species = [
  'scylla_paramamosain',
  'exopalaemon_carinicauda',
  'litopenaeus_vannamei',
  'sinonovacula_constricta',
  'tegillarca_granosa',
] as const
export type Species = (typeof species)[number]

export const speciesTitles: Readonly<Record<Species, string>> = {
  scylla_paramamosain: '拟穴青蟹',
  exopalaemon_carinicauda: '脊尾白虾',
  litopenaeus_vannamei: '南美白对虾',
  sinonovacula_constricta: '缢蛏',
  tegillarca_granosa: '泥蚶（血蚶）',
}

const genusOf = (name: string): string => name.split('_')[0] ?? name

export const speciesNames = [...species, ...species.map(genusOf)] as const

/** `scylla` → `scylla_paramamosain`. Null when not known. */
export const speciesOf = (name: string): Species | null =>
  species.find((one) => one === name || genusOf(one) === name) ?? null
