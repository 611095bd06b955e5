import type { App } from '../context.ts'

/** Ways to reach somebody. `inbox` is ours; the others need an adapter. */
export type ChannelName = 'inbox' | 'push' | 'sms' | 'voice' | 'dingtalk' | 'loudspeaker'

/** One step of an escalation. */
export type LadderStep = {
  /** Since the message was made. */
  readonly afterMinutes: number
  readonly channels: readonly ChannelName[]
  /** Whom to turn to instead (deputy, duty room). Absent: those of the first recipients who have not acknowledged. */
  readonly recipients?: readonly string[]
}

/** What happens until somebody acknowledges. */
export type Ladder = {
  /** `any`: one acknowledgement ends it (a duty room); `all`: every first recipient's does (officers by name). */
  readonly until: 'any' | 'all'
  readonly steps: readonly LadderStep[]
}

export type Outgoing = {
  readonly county: string
  readonly messageId: string
  readonly recipient: string
  readonly kind: string
  readonly title: string
  readonly text: string
  readonly href: string | null
}

/**
 * Adapter of one channel. `send` hands one message over and gives the gateway's reference; throws when the gateway
 * did not take it, and is then tried again. A crash after sending sends twice: gateways are told the message's id.
 */
export type Channel = {
  readonly name: Exclude<ChannelName, 'inbox'>
  readonly send: (app: App, outgoing: Outgoing) => Promise<string | null>
}
