/** What an organisation is; the browser lists them too. */
export const organisationKinds = [
  'county',
  'department',
  'town',
  'village',
  'bank',
  'school',
  'firm',
  'court',
  'coop',
  'agency',
] as const
