/** What a provider says of the person who came back from it. */
export type VouchedPerson = {
  /** The person's unchanging identifier at the provider. */
  readonly subject: string
  /** Name of the account in this house; matched once, then the subject counts. Null: only linked accounts enter. */
  readonly username: string | null
  /** The provider asked for a second factor (OpenID Connect `amr`). */
  readonly secondFactor: boolean
}

/** What the house keeps between leaving and coming back, sealed in a cookie of ten minutes. */
export type Kept = { readonly state: string; readonly nonce: string; readonly verifier: string }

/**
 * One way of single sign-on. OpenID Connect is `oidc.ts`; a gateway with a code of its own (浙政钉, 浙里办) is
 * `code-exchange.ts` with an `exchange` that signs its requests. Add it to the list of `providers.ts`.
 */
export type SignInProvider = {
  /** In the address, and in front of the subject where the link is kept. */
  readonly id: string
  /** Words on the button. */
  readonly title: string
  /** Address at the provider to which the browser goes; `callback` is ours. */
  readonly leave: (callback: URL, kept: Kept) => Promise<URL>
  /** Who came back to `arrived`. Throws whatever is wrong: a wrong state, a refused code, a forged token. */
  readonly arrive: (arrived: URL, callback: URL, kept: Kept) => Promise<VouchedPerson>
}
