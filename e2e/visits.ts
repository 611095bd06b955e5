import type { Page } from 'playwright-core'
import { modules } from '../src/web/modules.ts'

/** Demo accounts that together hold every post; the first that may open a page opens it. */
const people = [
  'gaigeban',
  'ziran',
  'xitong',
  'shenji',
  'rongzi',
  'yinhang',
  'pinggu',
  'xinhu',
  'nonghu',
  'qiye',
  'haiyou',
]

type Guest = { readonly page: Page; readonly permissions: readonly string[] }
export type Visit = { readonly path: string; readonly open: () => Promise<Page> }

/** Every page whose address names no record, with a signed-in browser page of somebody whose page it is. */
export const visits = (signIn: (username: string | null) => Promise<Page>): readonly Visit[] => {
  const guests = new Map<string | null, Promise<Guest>>()
  const guest = (username: string | null): Promise<Guest> => {
    const known = guests.get(username)
    if (known !== undefined) return known
    const made = signIn(username).then(async (page): Promise<Guest> => {
      const reply = await page.request.get('/api/platform/session')
      const session = (await reply.json()) as { readonly permissions: readonly string[] }
      return { page, permissions: session.permissions }
    })
    guests.set(username, made)
    return made
  }
  return modules
    .flatMap((module) => module.pages)
    .filter(({ path }) => !/[:*]/.test(path))
    .map(({ path, face, permission }) => ({
      path,
      open: async () => {
        if (face === 'public' || face === 'open' || path === '/sign-in') return (await guest(null)).page
        for (const username of people) {
          const { page, permissions } = await guest(username)
          if (permission === undefined || permissions.includes(permission)) return page
        }
        throw new Error(`nobody of the demo may open ${path}: ${permission}`)
      },
    }))
}
