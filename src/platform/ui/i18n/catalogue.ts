import { use } from 'react'
import { type Lang, useLang } from './lang.ts'

/** The names between braces of a message: `'共 {count} 项'` → `'count'`. */
type Params<Message extends string> = Message extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Params<Rest>
  : never

type Values<Message extends string> = Readonly<Record<Params<Message>, string | number>>

/** `t('list.total', { total: 12 })`: the key is checked, and so are the names in the message. */
export type Translate<Zh extends Messages> = {
  <Key extends keyof Zh & string>(key: Key, ...values: Params<Zh[Key]> extends never ? [] : [Values<Zh[Key]>]): string
  /** Looks a computed key up (`state.${code}`) and falls back to what it was given. */
  readonly maybe: (key: string, fallback: string) => string
  readonly lang: Lang
}

export type Messages = Readonly<Record<string, string>>

/** The English side of a catalogue: the same keys, free words. */
export type English<Zh extends Messages> = Readonly<Record<keyof Zh, string>>

export const interpolate = (message: string, values: Readonly<Record<string, string | number>> | undefined): string =>
  values === undefined ? message : message.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** Binds a loaded catalogue; used by the hook below and by tests. */
export const translator = <Zh extends Messages>(lang: Lang, messages: Readonly<Record<keyof Zh, string>>) => {
  const translate = (key: keyof Zh & string, values?: Readonly<Record<string, string | number>>): string =>
    interpolate(messages[key], values)
  const maybe = (key: string, fallback: string): string =>
    Object.hasOwn(messages, key) ? messages[key as keyof Zh] : fallback
  return Object.assign(translate, { maybe, lang }) as Translate<Zh>
}

/**
 * A small catalogue: Chinese comes with the chunk that uses it, English is fetched when somebody reads English.
 * Returns the hook of the catalogue; it suspends while English loads.
 */
export const defineCatalogue = <const Zh extends Messages>(
  zh: Zh,
  loadEnglish: () => Promise<{ default: English<Zh> }>,
): (() => Translate<Zh>) => {
  const chinese = translator<Zh>('zh-CN', zh)
  let english: Promise<Translate<Zh>> | undefined
  return () => {
    if (useLang() === 'zh-CN') return chinese
    english ??= loadEnglish().then((loaded) => translator<Zh>('en', loaded.default))
    return use(english)
  }
}
