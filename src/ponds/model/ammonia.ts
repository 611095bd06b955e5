export const phScales = ['nbs', 'total', 'free'] as const
export type PhScale = (typeof phScales)[number]
export const ammoniaMethods = ['emerson_1975', 'epa_1989', 'clegg_whitfield_1995'] as const
export type AmmoniaMethod = (typeof ammoniaMethods)[number]

export const ammoniaSources: Readonly<Record<AmmoniaMethod, string>> = {
  emerson_1975: 'Emerson et al., J. Fisheries Research Board of Canada 32 (1975) 2379–2383',
  epa_1989: 'US EPA 440/5-88-004 (1989), Ambient Water Quality Criteria for Ammonia (Saltwater)，Whitfield 1974',
  clegg_whitfield_1995: 'Clegg & Whitfield, Geochimica et Cosmochimica Acta 59 (1995) 2403–2421，式 18',
}

const kelvin = (t: number): number => t + 273.15

/** Ionic strength (molal) of sea water. */
export const ionicStrength = (salinity: number): number => (19.9273 * salinity) / (1000 - 1.005109 * salinity)

const emerson = (T: number): number => 0.09018 + 2729.92 / T

const epa = (T: number, salinity: number): number =>
  9.245 + 0.116 * ionicStrength(salinity) + 0.0324 * (298.15 - T) + 0.0415 / T

const cleggWhitfield = (T: number, S: number): number => {
  const root = Math.sqrt(T)
  return (
    9.244605 -
    2729.33 * (1 / 298.15 - 1 / T) +
    (0.04203362 - 11.24742 / T) * S ** 0.25 +
    (-13.6416 + 1.176949 * root - 0.02860785 * T + 545.4834 / T) * Math.sqrt(S) +
    (-0.1462507 + 0.0090226468 * root - 0.0001471361 * T + 10.5425 / T) * S ** 1.5 +
    (0.004669309 - 0.0001691742 * root - 0.5677934 / T) * S ** 2 +
    (-2.354039e-5 + 0.009698623 / T) * S ** 2.5
  )
}

/** Method for a pH scale: NBS by salinity, total and free scales by Clegg & Whitfield. Khoo et al. 1977 is never used: its printed expression is wrong (Bell et al. 2007). */
export const methodFor = (scale: PhScale, salinity: number): AmmoniaMethod =>
  scale !== 'nbs' ? 'clegg_whitfield_1995' : salinity < 1 ? 'emerson_1975' : 'epa_1989'

/** pKa of ammonium at t (°C) and salinity. */
export const ammoniumPka = (method: AmmoniaMethod, t: number, salinity: number): number => {
  switch (method) {
    case 'emerson_1975':
      return emerson(kelvin(t))
    case 'epa_1989':
      return epa(kelvin(t), salinity)
    case 'clegg_whitfield_1995':
      return cleggWhitfield(kelvin(t), salinity)
  }
}

/** ln of the dissociation constant of HSO4⁻ on the free scale, mol/kg (Dickson 1990; Guide to Best Practices 2007, ch. 5). */
export const lnBisulphate = (t: number, salinity: number): number => {
  const T = kelvin(t)
  const I = (19.924 * salinity) / (1000 - 1.005 * salinity)
  return (
    -4276.1 / T +
    141.328 -
    23.093 * Math.log(T) +
    (-13856 / T + 324.57 - 47.986 * Math.log(T)) * Math.sqrt(I) +
    (35474 / T - 771.54 + 114.723 * Math.log(T)) * I -
    (2698 / T) * I ** 1.5 +
    (1776 / T) * I ** 2 +
    Math.log(1 - 0.001005 * salinity)
  )
}

/** pH on the total scale from pH on the free scale: protons held by sulphate are counted too. */
export const totalFromFree = (ph: number, t: number, salinity: number): number => {
  const sulphate = (0.14 / 96.062) * (salinity / 1.80655)
  return ph - Math.log10(1 + sulphate / Math.exp(lnBisulphate(t, salinity)))
}

/** Share of total ammonia that is NH₃: 1/(1 + 10^(pKa − pH)). */
export const unIonisedShare = (pka: number, ph: number): number => 1 / (1 + 10 ** (pka - ph))
