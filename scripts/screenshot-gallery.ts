import type { Shot } from './screenshot-list.ts'

const picture = (name: string, size: string): string => `![${name}](${name}-${size}.png)`

/**
 * docs/screenshots/README.md: every picture with its address and the demo account that sees it so. `taken` are the
 * files that stand in the folder.
 */
export const gallery = (shots: readonly Shot[], taken: ReadonlySet<string>): string =>
  [
    '# Pictures of every page',
    '',
    'Taken by `node scripts/screenshots.ts` from the demo county, each page as the account whose page it is; the script',
    'fails on what axe calls serious and on a page wider than its screen. Regenerated, not edited.',
    '',
    ...shots.flatMap(({ name, path, as, sizes: wanted }) => {
      const sizes = wanted.filter((size) => taken.has(`${name}-${size}.png`))
      return sizes.length === 0
        ? []
        : [
            `## ${name}`,
            '',
            `\`${path}\`, ${as === null ? 'a visitor' : `as \`${as}\``}`,
            '',
            sizes.map((size) => picture(name, size)).join(' '),
            '',
          ]
    }),
  ].join('\n')
