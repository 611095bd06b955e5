// Makes sure that the machine has what the tests need beyond npm: PostgreSQL with PostGIS, GDAL, Chromium and
// Chinese fonts. As root on Debian or Ubuntu it installs what is missing;
// elsewhere it says what is missing and fails: no test is skipped silently.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const onPath = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

const postgresBinaries = (): string | undefined => {
  const base = '/usr/lib/postgresql'
  if (!existsSync(base)) return undefined
  return readdirSync(base)
    .sort((a, b) => Number(b) - Number(a))
    .find((version) => existsSync(`${base}/${version}/bin/initdb`))
}

const postgis = (): boolean => {
  const version = postgresBinaries()
  return version !== undefined && existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`)
}

const needs: readonly {
  readonly what: string
  readonly packages: readonly string[]
  readonly present: () => boolean
}[] = [
  { what: 'PostgreSQL with PostGIS', packages: ['postgresql', 'postgis', 'postgresql-15-postgis-3'], present: postgis },
  {
    what: 'Chromium',
    packages: ['chromium'],
    present: () =>
      process.env['CHROMIUM'] !== undefined || ['chromium', 'chromium-browser', 'google-chrome'].some(onPath),
  },
  {
    what: 'Chinese fonts',
    packages: ['fonts-noto-cjk', 'fontconfig'],
    present: () => spawnSync('sh', ['-c', 'fc-list :lang=zh | grep -q .']).status === 0,
  },
  { what: 'GDAL', packages: ['gdal-bin'], present: () => onPath('ogrinfo') },
]

const apt = (...args: string[]): void => {
  const done = spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (done.status !== 0) throw new Error(`apt-get ${args.join(' ')} failed`)
}

const missing = needs.filter((need) => !need.present())
if (missing.length > 0) {
  const names = missing.map((need) => need.what).join(', ')
  const packages = missing.flatMap((need) => need.packages)
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    console.error(
      `缺少测试所需软件 Missing for the tests: ${names}\nDebian/Ubuntu: sudo apt-get install ${packages.join(' ')}`,
    )
    process.exit(1)
  }
  console.log(`安装测试所需软件 Installing for the tests: ${names} …`)
  apt('update', '-qq')
  // The versioned PostGIS package differs between releases; the unversioned name of the release is asked of apt.
  const version = spawnSync(
    'sh',
    ['-c', "apt-cache depends postgresql | grep -om1 'postgresql-[0-9]*' | grep -o '[0-9]*'"],
    { encoding: 'utf8' },
  ).stdout.trim()
  const wanted = packages.map((name) =>
    name === 'postgresql-15-postgis-3' && version ? `postgresql-${version}-postgis-3` : name,
  )
  apt('install', '-y', '-qq', '--no-install-recommends', ...wanted)
  const still = needs.filter((need) => !need.present())
  if (still.length > 0) {
    console.error(`仍然缺少 Still missing: ${still.map((need) => need.what).join(', ')}`)
    process.exit(1)
  }
}
