/**
 * The test vector of W3C Data Integrity EdDSA Cryptosuites v1.0, appendix B.1 (alumni credential), and the same
 * credential as its drafts of 2023 signed it, with the key in the fragment of an https address.
 */
export const w3cKey = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'

const unsigned = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
  type: ['VerifiableCredential', 'AlumniCredential'],
  name: 'Alumni Credential',
  description: 'A minimum viable example of an Alumni Credential.',
  issuer: 'https://vc.example/issuers/5678',
  validFrom: '2023-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
}

const proof = {
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-rdfc-2022',
  created: '2023-02-24T23:36:38Z',
  proofPurpose: 'assertionMethod',
}

export const w3cVector = {
  ...unsigned,
  proof: {
    ...proof,
    verificationMethod: `did:key:${w3cKey}#${w3cKey}`,
    proofValue: 'z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme',
  },
}

export const w3cDraftVector = {
  ...unsigned,
  proof: {
    ...proof,
    verificationMethod: `https://vc.example/issuers/5678#${w3cKey}`,
    proofValue: 'z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9',
  },
}
