import { deputisedRoles } from './role-separation.ts'

/** One role of an account in an organisation or area, from–until inclusive. */
export type Membership = {
  readonly id: string
  readonly organisationId: string | null
  readonly role: string
  readonly area: string
  readonly from: string
  readonly until: string | null
}

/**
 * A post (岗位): the roles that an account holds at one place. Roles of different places are never added up: a
 * village officer of A who also works for bank B does not lend as a village, nor govern as a bank.
 */
export type Post = {
  /** Id of the earliest membership of the post; chooses it in the header `gongfu-post`. */
  readonly id: string
  readonly organisationId: string | null
  readonly area: string
  readonly roles: readonly string[]
}

const inForce = (entry: { readonly from: string; readonly until: string | null }, today: string): boolean =>
  entry.from <= today && (entry.until === null || today <= entry.until)

/** Posts held on `today`, the earliest first. */
export const postsOn = (memberships: readonly Membership[], today: string): readonly Post[] => {
  const valid = memberships
    .filter((membership) => inForce(membership, today))
    .toSorted((a, b) => a.from.localeCompare(b.from) || a.id.localeCompare(b.id))
  const places = Map.groupBy(valid, (membership) => `${membership.organisationId ?? ''} ${membership.area}`)
  return [...places.values()].flatMap((here) => {
    const [first] = here
    return first === undefined
      ? []
      : [
          {
            id: first.id,
            organisationId: first.organisationId,
            area: first.area,
            roles: [...new Set(here.map((membership) => membership.role))].toSorted(),
          },
        ]
  })
}

/** An appointment as deputy (代理), from–until inclusive. */
export type Deputising = {
  readonly id: string
  readonly fromAccount: string
  readonly from: string
  readonly until: string
  readonly roles: readonly string[]
  readonly revoked: boolean
}

export const deputisingOn = (deputising: Deputising, today: string): boolean =>
  !deputising.revoked && inForce(deputising, today)

/** The absent person's posts as far as his deputy may fill them. */
export const deputisedPosts = (posts: readonly Post[], deputising: Deputising): readonly Post[] =>
  posts
    .map((post) => ({ ...post, roles: deputisedRoles(post.roles, deputising.roles) }))
    .filter((post) => post.roles.length > 0)
