import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { App } from '../context.ts'
import { systemContext } from '../database/system-context.ts'
import { describeDatabases, inContext, testActor, testApp } from '../database/testing.ts'
import type { Channel, Ladder, Outgoing } from './channel.ts'
import { deliver } from './deliver.ts'
import { escalate } from './escalate.ts'
import { acknowledge, countUnread, markRead, readInbox, receiptsOf } from './inbox.ts'
import { notify, type Notice } from './notify.ts'
import { acknowledgement, delivery, message } from './tables.ts'

const county = '331022'
const start = Date.parse('2026-06-30T10:00:00+08:00')
const someone = (id: string) => testActor({ id })

/** Keeps what it was given; refuses the first `refusals` attempts. */
const outbox = (name: Channel['name'], refusals = 0) => {
  const sent: Outgoing[] = []
  let refused = 0
  const channel: Channel = {
    name,
    send: async (_app, outgoing) => {
      if (refused < refusals) {
        refused += 1
        throw new Error('网关繁忙')
      }
      sent.push(outgoing)
      return `${name}-${sent.length}`
    },
  }
  return { channel, sent }
}

describeDatabases('notices', (database) => {
  const at = (minutes: number, channels: readonly Channel[] = []): App => ({
    ...testApp(database(), { clock: { now: () => new Date(start + minutes * 60_000) } }),
    channels,
  })
  const tell = async (
    notice: Partial<Notice> & Pick<Notice, 'recipients'>,
    app = at(0),
    sender = someone('sender'),
  ) => {
    const id = await inContext(app, sender, (context) =>
      notify(context, { kind: 'trial.notice', title: '大潮预警', text: '请加固塘坝', ...notice }),
    )
    return id ?? 'none'
  }
  const names = (label: string) => {
    const own = randomUUID().slice(0, 8)
    return [`${label}-1-${own}`, `${label}-2-${own}`, `deputy-${own}`] as const
  }

  it('reach each recipient once and are read by nobody else', async () => {
    const [one, two] = names('reader')
    const id = await tell({ recipients: [one, two, one], href: '/desk' })
    const page = await inContext(at(1), someone(one), (context) => readInbox(context, { limit: 10 }))
    expect(page.rows).toEqual([
      {
        id,
        kind: 'trial.notice',
        title: '大潮预警',
        text: '请加固塘坝',
        href: '/desk',
        arrivedAt: new Date(start).toISOString(),
        readAt: null,
        toAcknowledge: false,
        acknowledgedAt: null,
      },
    ])
    for (const stranger of [someone('sender'), someone('x'), testActor({ id: one, county: '331023' })]) {
      await inContext(at(1), stranger, async (context) => {
        expect(await readInbox(context, { limit: 10 })).toEqual({ rows: [], nextCursor: null })
        expect(await context.tx.select().from(message)).toEqual([])
        expect(await context.tx.select().from(delivery)).toEqual([])
        await expect(markRead(context, id)).rejects.toMatchObject({ code: 'not_found' })
        await expect(acknowledge(context, id)).rejects.toMatchObject({ code: 'not_found' })
      })
    }
  })

  it('cannot be made, or acknowledged for another, past the service', async () => {
    const [one, two] = names('forger')
    const id = await tell({ recipients: [one] })
    const forged = { county, messageId: id, at: new Date(start) }
    for (const [actor, account] of [
      [one, two],
      [two, two],
    ] as const) {
      await expect(
        inContext(at(1), someone(actor), ({ tx }) => tx.insert(acknowledgement).values({ ...forged, account })),
      ).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(
      inContext(at(1), someone(two), ({ tx }) =>
        tx.insert(delivery).values({
          county,
          messageId: id,
          recipient: two,
          channel: 'inbox',
          step: 0,
          state: 'sent',
          attempt: 1,
          createdAt: new Date(start),
        }),
      ),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('count as unread until they are read, one by one or all', async () => {
    const [one] = names('counter')
    const first = await tell({ recipients: [one] })
    await tell({ recipients: [one] }, at(1))
    await tell({ recipients: [one] }, at(2))
    const unread = () => inContext(at(3), someone(one), countUnread)
    expect(await unread()).toBe(3)
    await inContext(at(3), someone(one), (context) => markRead(context, first))
    expect(await unread()).toBe(2)
    const list = await inContext(at(3), someone(one), (context) => readInbox(context, { limit: 1, unread: true }))
    const rest = await inContext(at(3), someone(one), (context) =>
      readInbox(context, { limit: 5, unread: true, cursor: list.nextCursor ?? '' }),
    )
    expect([...list.rows, ...rest.rows].map(({ arrivedAt }) => arrivedAt)).toEqual(
      [2, 1].map((minute) => new Date(start + minute * 60_000).toISOString()),
    )
    await inContext(at(3), someone(one), (context) => markRead(context))
    expect(await unread()).toBe(0)
  })

  it('tell the same topic once', async () => {
    const [one] = names('topic')
    const topic = randomUUID()
    expect(await tell({ recipients: [one], topic })).not.toBe('none')
    expect(await tell({ recipients: [one], topic })).toBe('none')
    expect(await inContext(at(1), someone(one), countUnread)).toBe(1)
    expect(await tell({ recipients: [] })).toBe('none')
  })

  it('are undone with the transaction that told them', async () => {
    const [one] = names('undone')
    await expect(
      inContext(at(0), someone('sender'), async (context) => {
        await notify(context, { recipients: [one], kind: 'trial.notice', title: 'x', text: 'y' })
        // The caller goes on as himself.
        expect(await context.tx.select().from(message)).toEqual([])
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    expect(await inContext(at(1), someone(one), countUnread)).toBe(0)
  })

  const ladder = (until: Ladder['until'], deputy: string): Ladder => ({
    until,
    steps: [
      { afterMinutes: 5, channels: ['sms'] },
      { afterMinutes: 10, channels: ['inbox', 'voice'], recipients: [deputy] },
      { afterMinutes: 20, channels: ['loudspeaker'], recipients: ['speaker-7'] },
    ],
  })

  it('climb the ladder in time, past those who acknowledged, until all have', async () => {
    const [one, two, deputy] = names('ladder')
    const id = await tell({ recipients: [one, two], ladder: ladder('all', deputy) })
    expect(await escalate(at(4.9), county)).toBe(0)
    await inContext(at(4.95), someone(one), (context) => acknowledge(context, id))
    expect(await escalate(at(5), county)).toBe(1)
    expect(await escalate(at(5), county)).toBe(0)
    expect(await escalate(at(10), county)).toBe(1)
    const [sms, voice] = [outbox('sms', 1), outbox('voice')]
    const app = at(10, [sms.channel, voice.channel])
    expect(await deliver(app, county)).toBe(1)
    expect(await deliver(app, county)).toBe(1)
    expect(await deliver(app, county)).toBe(0)
    expect(sms.sent).toMatchObject([{ county, messageId: id, recipient: two, title: '大潮预警' }])
    expect(voice.sent).toMatchObject([{ recipient: deputy }])
    expect(await inContext(at(11), someone(deputy), countUnread)).toBe(1)
    await inContext(at(11), someone(two), (context) => acknowledge(context, id))
    expect(await escalate(at(30), county)).toBe(0)
    const receipts = await systemContext(at(30), county, 'test', (context) => receiptsOf(context, id))
    expect(
      receipts.map(({ recipient, channel, step, state, acknowledgedAt }) => [
        recipient,
        channel,
        step,
        state,
        acknowledgedAt !== null,
      ]),
    ).toEqual([
      [one, 'inbox', 0, 'sent', true],
      [two, 'inbox', 0, 'sent', true],
      [two, 'sms', 1, 'sent', true],
      [deputy, 'inbox', 2, 'sent', false],
      [deputy, 'voice', 2, 'sent', false],
    ])
  })

  it('stop at the first acknowledgement where one is enough, and reach the last step where nobody answers', async () => {
    const [one, two, deputy] = names('any')
    const answered = await tell({ recipients: [one, two], ladder: ladder('any', deputy) })
    await tell({ recipients: [two], ladder: ladder('any', deputy) })
    await inContext(at(1), someone(one), (context) => acknowledge(context, answered))
    const steps = []
    for (const minutes of [5, 10, 20, 40]) steps.push(await escalate(at(minutes), county))
    expect(steps).toEqual([1, 1, 1, 0])
  })

  it('say where a channel is missing and give up after five attempts', async () => {
    const [one] = names('gateway')
    const id = await tell({ recipients: [one], channels: ['dingtalk', 'push'] })
    const push = outbox('push', 99)
    for (let run = 0; run < 7; run += 1) await deliver(at(1, [push.channel]), county)
    const receipts = await systemContext(at(2), county, 'test', (context) => receiptsOf(context, id))
    expect(receipts.map(({ channel, state, error }) => [channel, state, error])).toEqual([
      ['dingtalk', 'failed', '没有配置“dingtalk”通道'],
      ['inbox', 'sent', null],
      ['push', 'failed', '网关繁忙'],
    ])
  })
})
