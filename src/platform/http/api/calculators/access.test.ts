import { expect, it } from 'vitest'
import { publicActor } from '../../authenticator.ts'
import { mayEnter } from '../../access.ts'
import { testActor } from '../../../database/testing.ts'
import { readConfig } from '../../../config.ts'
import { calculatorRoutes } from './routes.ts'

it('is open to visitors and to every account: a model that decides about people can be tried by anybody', () => {
  const visitor = publicActor({ config: readConfig({}), modules: [] })
  for (const { access } of calculatorRoutes) {
    expect(mayEnter(visitor, access)).toBe(true)
    expect(mayEnter(testActor(), access)).toBe(true)
  }
})
