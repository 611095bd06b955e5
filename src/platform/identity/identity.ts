import type { App } from '../context.ts'
import type { Authenticator } from '../http/authenticator.ts'
import { createAuthenticate } from './actor.ts'
import { createAuth } from './auth.ts'
import { mountDoors } from './doors.ts'
import { singleSignOnDoors } from './single-sign-on/doors.ts'
import { providersOf } from './single-sign-on/providers.ts'

/** Who is who: the one that http/ asks, and the doors of sign-in. Made once in main.ts. */
export const openIdentity = (app: App, providers = providersOf(app.config)): Required<Authenticator> => {
  const auth = createAuth(app)
  return {
    authenticate: createAuthenticate(app, auth),
    mount: mountDoors(app, auth, singleSignOnDoors(app, auth, providers)),
  }
}
