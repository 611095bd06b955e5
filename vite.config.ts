import { brotliCompress, constants, gzip } from 'node:zlib'
import { promisify } from 'node:util'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const compressible = /\.(js|css|html|svg|json|geojson|webmanifest)$/
const worthwhileBytes = 1024

/**
 * Writes `.br` and `.gz` beside every text file of the build, so that the server only picks one by Accept-Encoding and
 * spends no time compressing.
 */
const precompress = (): Plugin => {
  let folder = ''
  return {
    name: 'gongfu:precompress',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
    },
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const files = entries
        .filter((entry) => entry.isFile() && compressible.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
      await Promise.all(
        files.map(async (file) => {
          const bytes = await readFile(file)
          if (bytes.length < worthwhileBytes) return
          const [br, gz] = await Promise.all([
            promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
            promisify(gzip)(bytes, { level: 9 }),
          ])
          await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)])
        }),
      )
    },
  }
}

/** A page that draws server code along would only fail in the browser; so the build fails. */
const noServerCode = (): Plugin => ({
  name: 'gongfu:no-server-code',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source.startsWith('node:') && importer?.includes('/src/')) {
      this.error(`${importer} needs ${source}, which browsers do not have: pages import types of a schema only`)
    }
  },
})

/** Where `npx vite` finds the running server; the origin is the server's own, so that its check of origins passes. */
const server = process.env['GONGFU_SERVER'] ?? 'http://127.0.0.1:8080'
const api = { target: server, changeOrigin: true, headers: { origin: server } }

/**
 * One app with strict lazy chunks: the public face never loads antd, MapLibre or a desk page. No script or style is
 * inlined into index.html, so that `script-src 'self'` holds; antd writes its styles at run time and needs
 * `style-src 'self' 'unsafe-inline'`.
 */
export default defineConfig({
  plugins: [noServerCode(), react(), precompress()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    manifest: true,
  },
  server: { port: 5173, proxy: { '/api': api, '/docs': api, '/health': api, '/ogc': api, '/tiles': api } },
})
