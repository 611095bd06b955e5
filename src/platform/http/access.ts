import type { Actor } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import type { Modules } from '../module.ts'
import { isVisitor } from './authenticator.ts'
import type { Access } from './route.ts'

/** Whether the declared access of a route lets the actor in. Which records he then sees is the row policies' matter. */
export const mayEnter = (actor: Actor, access: Access): boolean => {
  if (access === 'public') return true
  if (access === 'signed_in') return !isVisitor(actor)
  return actor.permissions.has(access)
}

/** Throws `signed_out` for a visitor, `forbidden` for an account without the permission. */
export const requireAccess = (actor: Actor, access: Access, modules: Modules): void => {
  if (mayEnter(actor, access)) return
  if (isVisitor(actor)) throw new Problem('signed_out', '请先登录')
  const permission = modules.flatMap((module) => module.permissions).find((one) => one.id === access)
  throw new Problem('forbidden', `没有“${permission?.title ?? access}”的权限`)
}
