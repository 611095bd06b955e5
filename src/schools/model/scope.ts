/** Which schools the official figures are made of. */
export const source = '教督〔2017〕6号及省具体办法：不含特殊教育学校、职业学校和不足规定人数的教学点'

export const schoolKinds = [
  'primary',
  'junior',
  'nineYear',
  'fullSecondary',
  'twelveYear',
  'teachingPoint',
  'special',
  'vocational',
] as const
export type SchoolKind = (typeof schoolKinds)[number]

/**
 * Special and vocational schools never count; a teaching point counts from `teachingPointMinimum` pupils (50 [C]).
 * A school whose kind is not told is taken as an ordinary one.
 */
export const inScope = (kind: SchoolKind | undefined, pupils: number, teachingPointMinimum: number): boolean =>
  kind !== 'special' && kind !== 'vocational' && (kind !== 'teachingPoint' || pupils >= teachingPointMinimum)
