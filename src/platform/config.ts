import { z } from 'zod'

/** Environment of the process; docs/operations.md explains each. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  GONGFU_DATA_DIR: z.string().default('var'),
  DATABASE_URL: z.string().optional(),
  GONGFU_DEMO: z.enum(['on', 'off']).default('on'),
  GONGFU_DEMO_SCALE: z.enum(['small', 'full']).default('small'),
  GONGFU_COUNTY: z
    .string()
    .regex(/^\d{6}$/)
    .default('331022'),
  /** 32 bytes in hex; made and kept in the data folder when absent. */
  GONGFU_SECRET: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  GONGFU_PUBLIC_URL: z.url().optional(),
  GONGFU_CIPHER: z.enum(['aes-256-gcm', 'sm4-ctr-hmac-sm3']).default('aes-256-gcm'),
  GONGFU_OIDC_ISSUER: z.string().optional(),
  GONGFU_OIDC_CLIENT_ID: z.string().optional(),
  GONGFU_OIDC_CLIENT_SECRET: z.string().optional(),
  /** Words on the button, e.g. 浙政钉. */
  GONGFU_OIDC_TITLE: z.string().default('统一身份认证'),
  /** Claim of the ID token that names the account; `sub` matches only accounts that were linked. */
  GONGFU_OIDC_CLAIM: z.string().default('preferred_username'),
  /** `officials`: an authenticator is obligatory for them. Default: optional in demo mode, else officials. */
  GONGFU_SECOND_FACTOR: z.enum(['optional', 'officials']).optional(),
  GONGFU_TRUSTED_PROXY: z.string().optional(),
  GONGFU_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export type Config = {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly demo: boolean
  readonly demoScale: 'small' | 'full'
  readonly county: string
  readonly secret: string | undefined
  readonly publicUrl: string | undefined
  readonly cipher: 'aes-256-gcm' | 'sm4-ctr-hmac-sm3'
  readonly oidc:
    | {
        readonly issuer: string
        readonly clientId: string
        readonly clientSecret: string
        readonly title: string
        readonly claim: string
      }
    | undefined
  readonly secondFactor: 'optional' | 'officials'
  readonly trustedProxy: string | undefined
  readonly log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** Reads and checks the environment. Throws with the name of the variable that is wrong. */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Config => {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`环境变量不正确\n${lines.join('\n')}`)
  }
  const env = parsed.data
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.GONGFU_DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    demo: env.GONGFU_DEMO === 'on',
    demoScale: env.GONGFU_DEMO_SCALE,
    county: env.GONGFU_COUNTY,
    secret: env.GONGFU_SECRET,
    publicUrl: env.GONGFU_PUBLIC_URL,
    cipher: env.GONGFU_CIPHER,
    oidc:
      env.GONGFU_OIDC_ISSUER && env.GONGFU_OIDC_CLIENT_ID && env.GONGFU_OIDC_CLIENT_SECRET
        ? {
            issuer: env.GONGFU_OIDC_ISSUER,
            clientId: env.GONGFU_OIDC_CLIENT_ID,
            clientSecret: env.GONGFU_OIDC_CLIENT_SECRET,
            title: env.GONGFU_OIDC_TITLE,
            claim: env.GONGFU_OIDC_CLAIM,
          }
        : undefined,
    secondFactor: env.GONGFU_SECOND_FACTOR ?? (env.GONGFU_DEMO === 'on' ? 'optional' : 'officials'),
    trustedProxy: env.GONGFU_TRUSTED_PROXY,
    log: env.GONGFU_LOG,
  }
}
