import { timingSafeEqual } from 'node:crypto'
import type { SignInProvider, VouchedPerson } from './provider.ts'

export type CodeGateway = {
  readonly id: string
  readonly title: string
  /** Sign-in page of the gateway that sends the browser back to `callback` with a code. */
  readonly signInUrl: (callback: URL) => URL
  /** Parameter that carries the code: `code` at 浙政钉, `ticket` at 浙里办. */
  readonly codeParameter: string
  /** Asks the gateway, from server to server and signed with the application's key, who the code stands for. */
  readonly exchange: (code: string) => Promise<VouchedPerson>
}

const same = (given: string, expected: string): boolean =>
  given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))

/**
 * Single sign-on by a gateway that is not OpenID Connect: it hands the browser a code that works once, and the server
 * exchanges it. Such gateways give nothing back but the code, so our state travels in the callback's own query.
 */
export const codeExchangeProvider = (gateway: CodeGateway): SignInProvider => ({
  id: gateway.id,
  title: gateway.title,
  leave: async (callback, { state }) => {
    const back = new URL(callback)
    back.searchParams.set('state', state)
    return gateway.signInUrl(back)
  },
  arrive: async (arrived, _callback, { state }) => {
    if (!same(arrived.searchParams.get('state') ?? '', state)) throw new Error('wrong state')
    const code = arrived.searchParams.get(gateway.codeParameter)
    if (code === null || code === '') throw new Error('no code')
    return gateway.exchange(code)
  },
})
