import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { ApiProblem, send } from '../../platform/ui/api/client.ts'
import { Button } from '../../platform/ui/button.tsx'
import { ProblemNote } from '../../platform/ui/dialog.tsx'
import { TextField, Tick } from '../../platform/ui/field.tsx'
import { setLang, useLang } from '../../platform/ui/i18n/lang.ts'
import { Go } from '../../platform/ui/link.tsx'
import { PictureMap } from '../../platform/ui/map/picture-map.tsx'
import '../../platform/ui/map/map.css'
import { type Session, sessionPath, useSession } from '../../platform/ui/session.ts'
import { Mark } from '../shell/brand.tsx'
import { useWeb } from '../messages/index.ts'
import { hasPage } from '../modules.ts'
import { DemoAccounts } from './demo-accounts.tsx'
import './sign-in.css'

/** Why single sign-on brought somebody back here without letting him in. */
const refusals = ['unknown', 'linked_to_another', 'second_factor', 'provider'] as const

type Step = 'password' | 'totp' | 'change'

/** Only addresses of this house: a link in a message must not lead elsewhere after sign-in. */
const safeNext = (next: string | null): string =>
  next !== null && next.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\')
    ? next
    : hasPage('/desk')
      ? '/desk'
      : '/ledger'

const SignIn = () => {
  const t = useWeb()
  const lang = useLang()
  const go = useNavigate()
  const client = useQueryClient()
  const session = useSession()
  const [search] = useSearchParams()
  const [step, setStep] = useState<Step>('password')
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [trust, setTrust] = useState(false)
  const [fresh, setFresh] = useState('')
  const [repeat, setRepeat] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)

  const enter = async (): Promise<void> => {
    const now = await send<Session>(sessionPath)
    client.clear()
    client.setQueryData([sessionPath, {}], now)
    if (now.account?.mustChangePassword === true) setStep('change')
    else await go(safeNext(search.get('next')), { replace: true })
  }
  const run = async (event: FormEvent, work: () => Promise<void>): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const signIn = async (): Promise<void> => {
    const reply = await send<{ twoFactorRedirect?: boolean }>('/api/auth/sign-in/username', {
      method: 'POST',
      body: { username, password },
    })
    if (reply.twoFactorRedirect === true) setStep('totp')
    else await enter()
  }
  const verify = async (): Promise<void> => {
    await send('/api/auth/two-factor/verify-totp', { method: 'POST', body: { code, trustDevice: trust } })
    await enter()
  }
  const change = async (): Promise<void> => {
    if (fresh !== repeat)
      throw new ApiProblem({ status: 422, code: 'not_computable', title: t('signIn.change.differ') })
    await send('/api/auth/change-password', {
      method: 'POST',
      body: { currentPassword: password, newPassword: fresh, revokeOtherSessions: true },
    })
    await enter()
  }
  const { singleSignOn, demo } = session.data ?? { singleSignOn: [], demo: false }
  const refused = refusals.find((why) => why === search.get('refused'))

  return (
    <div className="sign-in desk">
      <div className="sign-in-picture" aria-hidden="true">
        <PictureMap
          width={1000}
          height={1000}
          padding={{ top: 260, right: 160, bottom: 260, left: 160 }}
          tone="deep"
          townNames={false}
        />
        <p className="song">{t('signIn.side')}</p>
      </div>
      <main id="main" className="sign-in-panel">
        <header>
          <Go to="/" className="brand">
            <Mark size={32} />
            <span>{lang === 'en' ? 'Gongfu' : '共富'}</span>
            {session.data && <small>{lang === 'en' ? session.data.county.nameEn : session.data.county.name}</small>}
          </Go>
          <span className="grow" />
          <Button kind="text" onClick={() => setLang(lang === 'en' ? 'zh-CN' : 'en')}>
            {lang === 'en' ? '中文' : t('nav.english')}
          </Button>
        </header>
        {step === 'password' && (
          <form onSubmit={(event) => void run(event, signIn)}>
            <h1>{t('signIn.title')}</h1>
            <TextField
              label={t('signIn.email')}
              value={username}
              onChange={setUsername}
              autoComplete="username"
              required
            />
            <TextField
              label={t('signIn.password')}
              type="password"
              value={password}
              onChange={setPassword}
              autoComplete="current-password"
              required
            />
            {refused !== undefined && problem === null && (
              <p className="notice-bar notice-bar-bad" role="alert">
                {t(`signIn.refused.${refused}`)}
              </p>
            )}
            <ProblemNote problem={problem} />
            <Button kind="primary" type="submit" busy={busy}>
              {t('signIn.submit')}
            </Button>
            {singleSignOn.map(({ title, href }) => (
              <a
                key={href}
                className="button"
                href={`${href}?next=${encodeURIComponent(safeNext(search.get('next')))}`}
              >
                {t('signIn.singleSignOn', { title })}
              </a>
            ))}
            {demo && (
              <DemoAccounts
                onPick={(account) => {
                  setUsername(account.username)
                  setPassword(account.password)
                }}
              />
            )}
          </form>
        )}
        {step === 'totp' && (
          <form onSubmit={(event) => void run(event, verify)}>
            <h1>{t('signIn.totp.title')}</h1>
            <p className="muted">{t('signIn.totp.text')}</p>
            <TextField
              label={t('signIn.totp.code')}
              value={code}
              onChange={setCode}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              required
            />
            <Tick checked={trust} onChange={setTrust}>
              {t('signIn.totp.trust')}
            </Tick>
            <ProblemNote problem={problem} />
            <Button kind="primary" type="submit" busy={busy} disabled={code.length !== 6}>
              {t('signIn.submit')}
            </Button>
          </form>
        )}
        {step === 'change' && (
          <form onSubmit={(event) => void run(event, change)}>
            <h1>{t('signIn.change.title')}</h1>
            <p className="muted">{t('signIn.change.text')}</p>
            <TextField
              label={t('signIn.change.current')}
              type="password"
              value={password}
              onChange={setPassword}
              autoComplete="current-password"
              required
            />
            <TextField
              label={t('signIn.change.next')}
              type="password"
              value={fresh}
              onChange={setFresh}
              autoComplete="new-password"
              required
            />
            <TextField
              label={t('signIn.change.repeat')}
              type="password"
              value={repeat}
              onChange={setRepeat}
              autoComplete="new-password"
              required
              error={repeat !== '' && repeat !== fresh ? t('signIn.change.differ') : undefined}
            />
            <ProblemNote problem={problem} />
            <Button kind="primary" type="submit" busy={busy} disabled={fresh.length < 12}>
              {t('signIn.change.submit')}
            </Button>
          </form>
        )}
        <footer>
          <Go to="/">{t('signIn.visitor')}</Go>
        </footer>
      </main>
    </div>
  )
}

export default SignIn
