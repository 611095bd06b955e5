import { type Command, CommanderError } from 'commander'
import { Problem } from '../errors/problem.ts'
import { BackupRefused } from '../backup/restore.ts'

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
}

const translate = (text: string): string => text.replace('[options]', '[选项]').replace('[command]', '[命令]')

/** Help in Chinese for a command and all commands below it. */
export const inChinese = (command: Command): Command => {
  command
    .helpOption('-h, --help', '显示帮助')
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: translate,
      styleSubcommandTerm: translate,
    })
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
  if (command.commands.length > 0) command.helpCommand('help [命令]', '显示某个命令的帮助')
  for (const child of command.commands) inChinese(child)
  return command
}

const quoted = (text: string): string => /'([^']*)'/.exec(text)?.[1] ?? ''

const usage: Readonly<Record<string, (message: string) => string>> = {
  'commander.unknownCommand': (message) => `没有命令“${quoted(message)}”`,
  'commander.unknownOption': (message) => `没有选项“${quoted(message)}”`,
  'commander.missingArgument': (message) => `缺少参数“${quoted(message)}”`,
  'commander.optionMissingArgument': (message) => `选项“${quoted(message)}”缺少值`,
  'commander.missingMandatoryOptionValue': (message) => `必须给出选项“${quoted(message)}”`,
  'commander.excessArguments': () => '参数过多',
  'commander.invalidArgument': (message) => `选项“${quoted(message)}”的值不正确`,
}

export const exitCodes = { done: 0, failed: 1, usage: 2, damaged: 3 } as const

/** The sentence and the exit code for whatever a command threw; null when it was help or the version. */
export const verdictOn = (error: unknown): { readonly text: string; readonly code: number } | null => {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0 || error.code === 'commander.help') return null
    const text = usage[error.code]?.(error.message) ?? error.message
    return { text: `${text}。用 gongfu --help 查看用法`, code: exitCodes.usage }
  }
  if (error instanceof Problem) {
    const lines = error.errors.map(({ pointer, message }) => `  ${pointer} ${message}`)
    return { text: [error.message, ...lines].join('\n'), code: exitCodes.failed }
  }
  if (error instanceof BackupRefused) return { text: error.message, code: exitCodes.failed }
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error) {
    return { text: `没有找到文件 ${String(error.path)}`, code: exitCodes.failed }
  }
  return { text: error instanceof Error ? error.message : String(error), code: exitCodes.failed }
}
