import { z } from 'zod'

const RoleTitle = z.strictObject({ id: z.string(), title: z.string(), titleEn: z.string() })
const Post = z.strictObject({
  id: z.string(),
  organisationId: z.string().nullable(),
  area: z.string(),
  roles: z.array(RoleTitle),
})

/** Who is signed in, what he may do, and what county this is. */
export const SessionReply = z.strictObject({
  account: z
    .strictObject({
      id: z.string(),
      username: z.string(),
      name: z.string(),
      organisationId: z.string().nullable(),
      area: z.string(),
      roles: z.array(RoleTitle),
      mustChangePassword: z.boolean(),
      secondFactor: z.strictObject({ enabled: z.boolean(), required: z.boolean() }),
      /** Posts valid today; the header or cookie `gongfu-post` chooses one. */
      posts: z.array(Post),
      /** For whom the account may act today; the header or cookie `gongfu-deputy` chooses one. */
      deputising: z.array(
        z.strictObject({
          id: z.string(),
          from: z.string(),
          until: z.string(),
          reason: z.string(),
          posts: z.array(Post),
        }),
      ),
      deputyFor: z.string().nullable(),
    })
    .nullable(),
  permissions: z.array(z.string()),
  county: z.strictObject({ code: z.string(), name: z.string(), nameEn: z.string() }),
  today: z.string(),
  demo: z.boolean(),
  /** Ways of single sign-on: words on the button, address to go to (with `?next=`). */
  singleSignOn: z.array(z.strictObject({ title: z.string(), href: z.string() })),
})

export const DemoAccountsReply = z.strictObject({
  accounts: z.array(
    z.strictObject({
      username: z.string(),
      password: z.string(),
      name: z.string(),
      organisation: z.string().nullable(),
      role: z.string(),
    }),
  ),
})
