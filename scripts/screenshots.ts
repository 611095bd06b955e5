// `node scripts/screenshots.ts [words…]`: starts the demo county in a temporary folder, visits every page as the role whose
// it is, at the desk's and the phone's width, writes docs/screenshots/ and asks axe about each page. Words narrow the
// pages by name. GONGFU_SERVER names a server that runs already. Fails on a serious violation or a page that overflows.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { faultsOf, settled, violationsOf } from '../e2e/hindrances.ts'
import { demoPassword } from '../src/platform/identity/demo-accounts.ts'
import { gallery } from './screenshot-gallery.ts'
import { type Shot, shots, sizes } from './screenshot-list.ts'

const folder = new URL('../docs/screenshots/', import.meta.url).pathname
/** A picture in the repository stays small. */
const maxBytes = 150 * 1024
const startPatienceMs = 180_000

/** A map does not say when it has drawn; without a graphics card that takes seconds. */
const drawn = async (page: Page): Promise<void> => {
  if ((await page.locator('.maplibregl-map').count()) > 0) await page.waitForTimeout(8_000)
}

const executable = (): string => {
  const found = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
    .filter((path) => path !== undefined)
    .find((path) => existsSync(path))
  if (found === undefined) throw new Error('screenshots need Chromium: set CHROMIUM or install it')
  return found
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => done(port))
    })
  })

type House = { readonly address: string; readonly close: () => Promise<void> }

const startHouse = async (): Promise<House> => {
  const running = process.env['GONGFU_SERVER']
  if (running !== undefined) return { address: running, close: async () => undefined }
  const data = await mkdtemp(join(tmpdir(), 'gongfu-screenshots-'))
  const port = await freePort()
  const server = spawn(process.execPath, ['src/main.ts'], {
    env: { ...process.env, GONGFU_DATA_DIR: data, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const close = async (): Promise<void> => {
    const ended = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await ended
    await rm(data, { recursive: true, force: true })
  }
  await new Promise<void>((done, fail) => {
    const timer = setTimeout(() => fail(new Error('the server did not start in time')), startPatienceMs)
    server.once('exit', (code) => fail(new Error(`the server ended with ${code}`)))
    server.stdout.on('data', (chunk: Buffer) => {
      if (!chunk.toString('utf8').includes('Server listening')) return
      clearTimeout(timer)
      done()
    })
  })
  return { address: `http://127.0.0.1:${port}`, close }
}

/** Palette colours first; when that is not enough, fewer of them, then a smaller picture. */
const compress = async (png: Buffer): Promise<Buffer> => {
  for (const colours of [128, 64, 32, 16]) {
    const small = await sharp(png).png({ palette: true, colours, dither: 0, effort: 8 }).toBuffer()
    if (small.length <= maxBytes) return small
  }
  const { width } = await sharp(png).metadata()
  return sharp(png)
    .resize({ width: Math.round(width * 0.7) })
    .png({ palette: true, colours: 32, dither: 0, effort: 8 })
    .toBuffer()
}

/** Nothing grey is left and the fonts are there. */
const settle = async (page: Page): Promise<void> => {
  await settled(page)
  await drawn(page)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  // The county comes after the page; without it a map is an empty sea.
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.picture-map')].every((map) => map.querySelector('.map-county') !== null),
  )
  await page.waitForTimeout(300)
}

const take = async (
  browser: Browser,
  address: string,
  shot: Shot,
  size: (typeof sizes)[number],
): Promise<readonly string[]> => {
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    isMobile: size.name === 'phone',
    hasTouch: size.name === 'phone',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const faults: string[] = []
  try {
    if (shot.as !== null) {
      const reply = await context.request.post(`${address}/api/auth/sign-in/username`, {
        data: { username: shot.as, password: demoPassword },
        headers: { origin: address },
      })
      if (!reply.ok()) throw new Error(`${shot.as} cannot sign in: ${reply.status()}`)
    }
    if (shot.storage !== undefined) {
      const entries = Object.entries(shot.storage)
      await context.addInitScript((items) => {
        for (const [key, value] of items) localStorage.setItem(key, value)
      }, entries)
    }
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
    await page.goto(address + shot.path, { waitUntil: 'load' })
    await settle(page)
    if (shot.click !== undefined) {
      await page.locator(shot.click).first().click()
      await settle(page)
    }
    await writeFile(join(folder, `${shot.name}-${size.name}.png`), await compress(await page.screenshot()))
    const standing = await faultsOf(page, size.width)
    faults.push(
      ...standing.filter((fault) => shot.refused !== true || !fault.startsWith('shows:')),
      ...(await violationsOf(page)),
    )
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error))
  } finally {
    await context.close()
  }
  return faults
}

const words = process.argv.slice(2)
const wanted = shots.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
await mkdir(folder, { recursive: true })
const house = await startHouse()
const browser = await chromium.launch({
  executablePath: executable(),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-features=Vulkan', '--lang=zh-CN'],
})
let faulty = 0
try {
  for (const shot of wanted) {
    for (const size of sizes.filter(({ name }) => shot.sizes.includes(name))) {
      const faults = await take(browser, house.address, shot, size)
      faulty += faults.length
      console.log(`${faults.length === 0 ? '✓' : '✗'} ${shot.name} ${size.name}`)
      for (const fault of faults) console.log(`    ${fault}`)
    }
  }
} finally {
  await browser.close()
  await house.close()
}
await writeFile(join(folder, 'README.md'), gallery(shots, new Set(await readdir(folder))))
if (faulty > 0) process.exit(1)
