// The peer suite of tests and benchmarks carries no types; here is what they call.
declare module '@digitalbazaar/data-integrity' {
  export const DataIntegrityProof: new (options: { cryptosuite: object; signer?: object; date?: string }) => object
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object
}
declare module '@digitalbazaar/ed25519-multikey' {
  export function generate(options: { seed: Uint8Array; id: string; controller: string }): Promise<{ signer(): object }>
}
declare module '@digitalbazaar/vc' {
  type Loader = (url: string) => Promise<object>
  type Signed = {
    readonly [key: string]: unknown
    readonly proof: { readonly proofValue: string; readonly created: string }
  }
  export function issue(options: { credential: object; suite: object; documentLoader: Loader }): Promise<Signed>
  export function verifyCredential(options: {
    credential: object
    suite: object
    documentLoader: Loader
    now?: Date
  }): Promise<{ readonly verified: boolean; readonly error?: unknown }>
}
