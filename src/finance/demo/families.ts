import { sql } from 'drizzle-orm'
import type { App } from '../../platform/context.ts'
import { keysFor } from '../../platform/crypto/keys.ts'
import type { Tx } from '../../platform/database/database.ts'
import { makeDate } from '../../platform/dates.ts'
import { residentIdCheckCharacter } from '../../platform/identifiers/resident-id.ts'
import { household, householdMember, person } from '../../platform/registers/tables.ts'
import type { Random } from '../../platform/stats/random.ts'
import type { FamilyGrade } from '../model/family-facts.ts'
import { insertMany, seededUuid } from '../bulk.ts'

export type DemoFamily = {
  readonly householdId: string
  readonly headId: string
  readonly villageCode: string
  readonly bankId: string
  readonly grade: FamilyGrade
}

const surnames = '林陈叶郑章梅罗何任朱丁金胡周方许李马王杨包蔡童应卢沈石潘徐俞'
const givenNames = '阿福建军国平丽君海峰文斌永强晓燕卫东小红美娟志远云飞秀英建国桂香明辉根生水良爱珍'

const nameOf = (random: Random): string => {
  const at = random.integer(givenNames.length / 2) * 2
  return `${surnames[random.integer(surnames.length)] ?? '林'}${givenNames.slice(at, at + 2)}`
}

/**
 * A number with a valid check character that is nobody's: no division ever had the code 339900.
 */
const identityNumberOf = (serial: number, random: Random): string => {
  const born = makeDate(1955 + random.integer(40), 1 + random.integer(12), 1 + random.integer(28))
  const body = `339900${born.replaceAll('-', '')}${String(serial % 1_000).padStart(3, '0')}`
  return `${body}${residentIdCheckCharacter(body) ?? ''}`
}

const grades: readonly FamilyGrade[] = ['AAA', 'AA', 'AA', 'A', 'A', 'A', 'BBB', 'BBB', 'BB', 'A']

/** Households and their heads, spread over the county's villages. The first lives in the village of the demo account. */
export const makeFamilies = async (
  app: App,
  tx: Tx,
  county: string,
  { count, banks, random }: { count: number; banks: readonly string[]; random: Random },
): Promise<readonly DemoFamily[]> => {
  const keys = await keysFor(app.config)
  const { rows: villages } = await tx.execute<{ code: string; name: string }>(
    sql`SELECT code, name FROM village WHERE county = ${county} ORDER BY code`,
  )
  const seen = new Set<string>()
  const families = Array.from({ length: count }, (_, index) => {
    const village = villages[index % villages.length] ?? { code: `${county}001001`, name: '' }
    let identityNumber = identityNumberOf(index, random)
    while (seen.has(identityNumber)) identityNumber = identityNumberOf(random.integer(1_000), random)
    seen.add(identityNumber)
    // One rural commercial bank lends about 60 of 100.
    const bankId =
      (random.next() < 0.6 ? banks[0] : banks[1 + random.integer(Math.max(1, banks.length - 1))]) ?? banks[0]
    return {
      householdId: seededUuid(random),
      headId: seededUuid(random),
      villageCode: village.code,
      address: `${village.name}${1 + Math.floor(index / villages.length)}号`,
      bankId: bankId ?? '',
      grade: grades[random.integer(grades.length)] ?? 'A',
      name: index === 0 ? '林阿福' : nameOf(random),
      identityNumber,
    }
  })
  await insertMany(
    tx,
    household,
    families.map(({ householdId: id, villageCode: areaCode, address }, index) => ({
      county,
      id,
      number: `NH${String(index + 1).padStart(7, '0')}`,
      areaCode,
      address,
    })),
  )
  await insertMany(
    tx,
    person,
    families.map(({ headId: id, name, identityNumber, villageCode: areaCode }) => ({
      county,
      id,
      name,
      areaCode,
      identityNumber: keys.encrypt('person.identity_number', id, identityNumber),
      identityNumberHash: keys.lookup('person.identity_number', identityNumber),
      birthDate: `${identityNumber.slice(6, 10)}-${identityNumber.slice(10, 12)}-${identityNumber.slice(12, 14)}`,
    })),
  )
  await insertMany(
    tx,
    householdMember,
    families.map(({ householdId, headId: personId, villageCode: areaCode }) => ({
      county,
      householdId,
      personId,
      relation: 'head' as const,
      since: '2015-01-01',
      areaCode,
    })),
  )
  return families
}
