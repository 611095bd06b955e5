import type { ParsedStatements, TargetStatement } from './model/target-statements.ts'

const figureOf = ({ threshold, benchmark, unit }: TargetStatement): string =>
  [threshold ?? (benchmark === undefined ? '' : `[${benchmark}]`), unit ?? ''].join(' ').trim()

/**
 * Statements as lines that officials can check: `对象 | ≥ 15 yuan | 期限 | 基数 | «原文»`, and what is left to bind by
 * hand: `？ 原因 «原文»`.
 */
export const rendered = (
  { targets, unparsed }: Pick<ParsedStatements, 'targets' | 'unparsed'>,
  text: string,
): readonly string[] => [
  ...targets.map((target) =>
    [
      `  ${target.subject === '' ? '–' : target.subject}`,
      `${target.comparator} ${figureOf(target)}`.trim(),
      target.due ?? '无期限',
      ...(target.baseline === null ? [] : [`基数 ${target.baseline}`]),
      `«${text.slice(...target.span)}»`,
    ].join(' | '),
  ),
  ...unparsed.map(({ reason, span }) => `  ？ ${reason} «${text.slice(...span)}»`),
]
