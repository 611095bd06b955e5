import { randomBytes } from 'node:crypto'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../../context.ts'
import { Problem } from '../../errors/problem.ts'
import { type Auth, basePath, clientIpHeader, innerOrigin, secretOf } from '../auth.ts'
import { passCookies, visitOf } from '../inner-request.ts'
import { logSignIn } from '../sign-in-log.ts'
import { accountFor, type Refused } from './admit.ts'
import type { SignInProvider } from './provider.ts'

const cookieName = 'gongfu.single_sign_on'
const keptMs = 10 * 60 * 1000
const room = `${basePath}/single-sign-on`

/** Only addresses of this house: a link in a message must not lead elsewhere after sign-in. */
const ownPath = z
  .string()
  .max(1_000)
  .refine((path) => path.startsWith('/') && URL.parse(path, innerOrigin)?.origin === innerOrigin)

const Journey = z.object({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: ownPath,
  until: z.number(),
})

const secret = (): string => randomBytes(32).toString('base64url')

const cookieOf = (request: FastifyRequest): string | undefined =>
  request.headers.cookie
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1)

/** The two doors of each provider: away to it, and back from it. */
export const singleSignOnDoors = (app: App, auth: Auth, providers: readonly SignInProvider[]) => {
  const key = `single-sign-on:${secretOf(app)}`
  const secure = app.config.publicUrl?.startsWith('https:') === true
  const cookie = (value: string, maxAge: number): string =>
    `${cookieName}=${value}; Path=${room}; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure ? '; Secure' : ''}`
  const originOf = (request: FastifyRequest): string =>
    app.config.publicUrl === undefined ? `${request.protocol}://${request.host}` : new URL(app.config.publicUrl).origin
  const callbackOf = (request: FastifyRequest, { id }: SignInProvider): URL =>
    new URL(`${room}/${id}/callback`, originOf(request))

  const refuse = (reply: FastifyReply, why: Refused | 'provider') =>
    reply.header('set-cookie', cookie('', 0)).redirect(`/sign-in?refused=${why}`, 303)

  const leave = (provider: SignInProvider) => async (request: FastifyRequest, reply: FastifyReply) => {
    const next = ownPath.catch('/desk').parse((request.query as { next?: unknown }).next)
    const journey = { state: secret(), nonce: secret(), verifier: secret() }
    let address: URL
    try {
      address = await provider.leave(callbackOf(request, provider), journey)
    } catch (error) {
      request.log.warn({ provider: provider.id, reason: String(error) }, 'single sign-on provider does not answer')
      return refuse(reply, 'provider')
    }
    const until = app.clock.now().getTime() + keptMs
    const kept = await symmetricEncrypt({
      key,
      data: JSON.stringify({ ...journey, provider: provider.id, next, until }),
    })
    return reply.header('set-cookie', cookie(kept, keptMs / 1000)).redirect(address.href, 303)
  }

  const journeyOf = async (request: FastifyRequest, provider: SignInProvider) => {
    const sealed = cookieOf(request)
    if (sealed === undefined) throw new Error('no journey under way')
    const journey = Journey.parse(JSON.parse(await symmetricDecrypt({ key, data: sealed })))
    if (journey.provider !== provider.id) throw new Error('journey of another provider')
    if (journey.until < app.clock.now().getTime()) throw new Error('journey too old')
    return journey
  }

  const arrive = (provider: SignInProvider) => async (request: FastifyRequest, reply: FastifyReply) => {
    const callback = callbackOf(request, provider)
    try {
      const journey = await journeyOf(request, provider)
      const person = await provider.arrive(new URL(request.url, originOf(request)), callback, journey)
      const found = await accountFor(app, provider.id, person)
      if ('refused' in found) {
        await logSignIn(app, 'single_sign_on_refused', visitOf(request), { account: found.account })
        return refuse(reply, found.refused)
      }
      const admitted = await auth.api.admit({
        body: { userId: found.account },
        headers: new Headers({ origin: innerOrigin, [clientIpHeader]: request.ip }),
        asResponse: true,
      })
      if (!admitted.ok) throw new Error(`not admitted: ${admitted.status}`)
      passCookies(admitted, reply)
      await logSignIn(app, 'single_sign_on', visitOf(request), { account: found.account })
      return reply.header('set-cookie', cookie('', 0)).redirect(journey.next, 303)
    } catch (error) {
      // What the provider or the token said stays in our log: it is of no use to the person and of some to a forger.
      request.log.warn({ provider: provider.id, reason: String(error) }, 'single sign-on refused')
      await logSignIn(app, 'single_sign_on_refused', visitOf(request), {})
      return refuse(reply, 'provider')
    }
  }

  return (server: FastifyInstance): void => {
    for (const provider of providers) {
      server.get(`/single-sign-on/${provider.id}/start`, leave(provider))
      server.get(`/single-sign-on/${provider.id}/callback`, arrive(provider))
    }
    server.get('/single-sign-on/*', () => {
      throw new Problem('not_found', '没有这个登录方式')
    })
  }
}
