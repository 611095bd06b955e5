import type { Config } from '../../config.ts'
import { oidcProvider } from './oidc.ts'
import type { SignInProvider } from './provider.ts'

/** The ways of single sign-on that the configuration switches on; a county's own gateway is added here. */
export const providersOf = (config: Config): readonly SignInProvider[] =>
  config.oidc === undefined ? [] : [oidcProvider(config.oidc)]

export const startPath = ({ id }: Pick<SignInProvider, 'id'>): string => `/api/auth/single-sign-on/${id}/start`
