import * as client from 'openid-client'
import type { Config } from '../../config.ts'
import type { SignInProvider } from './provider.ts'

/** `amr` values (RFC 8176) that stand for more than a password. */
const strongMethods: ReadonlySet<string> = new Set(['mfa', 'otp', 'hwk', 'swk', 'sc', 'sms', 'face', 'fpt', 'iris'])

/** OpenID Connect authorization code flow with PKCE, state and nonce; the ID token is checked by openid-client. */
export const oidcProvider = (settings: NonNullable<Config['oidc']>): SignInProvider => {
  let discovered: Promise<client.Configuration> | undefined
  const issuer = new URL(settings.issuer)
  const discover = (): Promise<client.Configuration> => {
    discovered ??= client
      .discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
        // A provider on the machine itself may speak plain HTTP (RFC 8252 7.3 reasons likewise); any other may not.
        execute: ['localhost', '127.0.0.1'].includes(issuer.hostname) ? [client.allowInsecureRequests] : [],
      })
      .catch((error: unknown) => {
        discovered = undefined
        throw error
      })
    return discovered
  }
  return {
    id: 'oidc',
    title: settings.title,
    leave: async (callback, { state, nonce, verifier }) =>
      client.buildAuthorizationUrl(await discover(), {
        redirect_uri: callback.href,
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    arrive: async (arrived, callback, { state, nonce, verifier }) => {
      // What the provider appended, on the address that we registered: a proxy may have changed host and scheme.
      const back = new URL(callback)
      back.search = arrived.search
      const tokens = await client.authorizationCodeGrant(await discover(), back, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined) throw new Error('no ID token')
      const username = claims[settings.claim]
      const methods = Array.isArray(claims['amr']) ? claims['amr'] : []
      return {
        subject: claims.sub,
        username: settings.claim !== 'sub' && typeof username === 'string' ? username : null,
        secondFactor: methods.some((method) => typeof method === 'string' && strongMethods.has(method)),
      }
    },
  }
}
