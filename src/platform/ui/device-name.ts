const browsers: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/DingTalk/, '浙政钉'],
  [/MicroMessenger/, '微信'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Version\/[\d.]+.*Safari/, 'Safari'],
]

const systems: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/HarmonyOS|OpenHarmony/, '鸿蒙'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

const first = (list: readonly (readonly [RegExp, string])[], text: string): string | undefined =>
  list.find(([pattern]) => pattern.test(text))?.[1]

/** Browser and system of a User-Agent in words that people know: `Chrome · Windows`; what is neither stands as it came. */
export const deviceName = (userAgent: string | null): string => {
  if (userAgent === null || userAgent === '') return '–'
  const known = [first(browsers, userAgent), first(systems, userAgent)].filter((one) => one !== undefined)
  return known.length === 0 ? userAgent.slice(0, 40) : known.join(' · ')
}
