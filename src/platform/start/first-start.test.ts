import { expect, it } from 'vitest'
import { describeDatabases, testApp } from '../database/testing.ts'
import { defineModule } from '../module.ts'
import { demoAfterSteps, demoSteps, firstStart } from './first-start.ts'

describeDatabases('first start', (database) => {
  it('makes the demo records of each module once and in order, and sees a start that was interrupted', async () => {
    const ran: string[] = []
    const demoOf = (name: string) =>
      defineModule({
        name,
        title: name,
        demo: {
          title: `示范 ${name}`,
          run: async (_app, county, report, scale) => {
            report(1, 1)
            if (name === 'broken') throw new Error('killed')
            ran.push(`${name} ${county} ${scale}`)
          },
          ...(name === 'first' ? { after: { title: '收尾', run: async () => void ran.push('first after') } } : {}),
        },
      })
    const written: string[] = []
    const terminal = { write: (text: string) => written.push(text.replace(/ {2}[\d.]+ s/, '')) }
    const app = testApp(database(), {
      modules: [demoOf('first'), defineModule({ name: 'bare', title: '' }), demoOf('second')],
    })
    const steps = [...demoSteps(app), ...demoAfterSteps(app)]
    await firstStart(app, steps, terminal)
    await firstStart(app, steps, terminal)
    expect(ran).toEqual(['first 331022 1', 'second 331022 1', 'first after'])
    expect(written).toEqual(['✓ 示范 first\n', '✓ 示范 second\n', '✓ 收尾\n'])

    const more = { ...app, modules: [...app.modules, demoOf('broken')] }
    await expect(firstStart(more, demoSteps(more), terminal)).rejects.toThrow('killed')
    await expect(firstStart(more, demoSteps(more), terminal)).rejects.toThrow('在“demo.broken”处中断')
  })
})
