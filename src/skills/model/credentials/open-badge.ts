/** The document of a certificate as an Open Badge 3.0 (1EdTech) on VC Data Model 2.0, before it is signed. */
import { credentialsV2, openBadgesV3 } from './contexts.ts'
import { identityHash, type Holder } from './holder.ts'

export const achievementTypes = [
  'Achievement',
  'Assessment',
  'Award',
  'Badge',
  'Certificate',
  'CertificateOfCompletion',
  'Certification',
  'Competency',
  'Course',
  'Degree',
  'Diploma',
  'LearningProgram',
  'License',
  'MicroCredential',
  'QualityAssuranceCredential',
] as const

export type BadgeInput = {
  /** Address of the credential: a URL or a urn:uuid. */
  readonly id: string
  readonly issuer: { readonly id: string; readonly name: string }
  readonly validFrom: string
  readonly validUntil?: string | undefined
  readonly achievement: {
    readonly id: string
    readonly name: string
    readonly description: string
    readonly criteria: string
    readonly achievementType?: (typeof achievementTypes)[number] | undefined
    readonly creditsAvailable?: number | undefined
  }
  readonly subject: {
    readonly id?: string | undefined
    readonly holder?: (Holder & { readonly salt: string }) | undefined
  }
  /** What was reached: 成绩 or 等级 as it stands on the certificate. */
  readonly result?: string | undefined
  readonly status?: { readonly list: string; readonly index: number } | undefined
}

/** Absent keys stay absent: null has no place in a credential. */
const present = <T extends object>(value: T): Partial<T> =>
  // Only keys whose value is undefined go; the rest keep their types.
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>

export const openBadge = (input: BadgeInput) => {
  const { holder } = input.subject
  return present({
    '@context': [credentialsV2, openBadgesV3],
    id: input.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: input.achievement.name,
    issuer: { id: input.issuer.id, type: ['Profile'], name: input.issuer.name },
    validFrom: input.validFrom,
    validUntil: input.validUntil,
    credentialSubject: present({
      id: input.subject.id,
      type: ['AchievementSubject'],
      identifier:
        holder === undefined
          ? undefined
          : [
              {
                type: 'IdentityObject',
                hashed: true,
                identityHash: identityHash(holder, holder.salt),
                identityType: 'ext:nameAndLastSix',
                salt: holder.salt,
              },
            ],
      achievement: present({
        id: input.achievement.id,
        type: ['Achievement'],
        achievementType: input.achievement.achievementType,
        name: input.achievement.name,
        description: input.achievement.description,
        criteria: { narrative: input.achievement.criteria },
        creditsAvailable: input.achievement.creditsAvailable,
      }),
      result: input.result === undefined ? undefined : [{ type: ['Result'], value: input.result }],
    }),
    credentialStatus:
      input.status === undefined
        ? undefined
        : {
            id: `${input.status.list}#${input.status.index}`,
            type: 'BitstringStatusListEntry',
            statusPurpose: 'revocation',
            statusListIndex: String(input.status.index),
            statusListCredential: input.status.list,
          },
  })
}

/** The credential of a status list; `encodedList` as status-list.ts makes it. */
export const statusListCredential = (input: {
  readonly id: string
  readonly issuer: { readonly id: string; readonly name: string }
  readonly validFrom: string
  readonly validUntil?: string | undefined
  readonly purpose: 'revocation' | 'suspension'
  readonly encodedList: string
}) =>
  present({
    '@context': [credentialsV2],
    id: input.id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: { id: input.issuer.id, name: input.issuer.name },
    validFrom: input.validFrom,
    validUntil: input.validUntil,
    credentialSubject: {
      id: `${input.id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: input.purpose,
      encodedList: input.encodedList,
    },
  })
