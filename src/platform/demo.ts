import { makeDemoAccounts, makeDemoOrganisations } from './identity/demo.ts'
import type { Demo } from './module.ts'

/** Organisations and people of the demo county; every other module's records hang on them. */
export const platformDemo: Demo = {
  title: '示范县的单位和人员',
  run: async (app, county) => makeDemoAccounts(app, county, await makeDemoOrganisations(app, county)),
}
