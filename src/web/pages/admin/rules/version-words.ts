import type { AdminWords } from '../messages/index.ts'

/** The version that came with the software is called by its date; others have the names their drafters gave. */
export const versionWords = (version: string, t: AdminWords): string => {
  const date = /^default-(.+)$/.exec(version)?.[1]
  return date === undefined ? version : t('rules.defaults', { date })
}
