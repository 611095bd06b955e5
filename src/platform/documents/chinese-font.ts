import { createRequire } from 'node:module'

/** Noto Sans SC comes with the program: a PDF must carry its Chinese font, whatever the reader has. */
export const chineseFont = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
)
