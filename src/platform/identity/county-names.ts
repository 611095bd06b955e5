import towns from '../../../data/admin/towns.json' with { type: 'json' }

/** The county of this installation by name. */
export const countyNames = (code: string): { code: string; name: string; nameEn: string } =>
  code === towns.county.code
    ? { code, name: towns.county.name, nameEn: 'Sanmen County' }
    : { code, name: code, nameEn: code }
