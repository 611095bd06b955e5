import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import type { SessionsReply } from '../../../platform/identity/api/sessions/schema.ts'
import { ApiProblem, send } from '../../../platform/ui/api/client.ts'
import { useGet, useSend } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { deviceName } from '../../../platform/ui/device-name.ts'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { TextField } from '../../../platform/ui/field.tsx'
import { instant } from '../../../platform/ui/format.ts'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { useSession } from '../../../platform/ui/session.ts'
import { useWeb } from '../../messages/index.ts'
import './desk.css'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'

const sessionsPath = '/api/platform/sessions'

const PasswordForm = () => {
  const t = useWeb()
  const [current, setCurrent] = useState('')
  const [fresh, setFresh] = useState('')
  const [repeat, setRepeat] = useState('')
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const differ = repeat !== '' && repeat !== fresh
  const change = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    setSaved(false)
    try {
      await send('/api/auth/change-password', {
        method: 'POST',
        body: { currentPassword: current, newPassword: fresh, revokeOtherSessions: true },
      })
      setSaved(true)
      setCurrent('')
      setFresh('')
      setRepeat('')
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void change(event)}>
      <h2>{t('account.password')}</h2>
      <TextField
        label={t('signIn.change.current')}
        type="password"
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        required
      />
      <TextField
        label={t('signIn.change.next')}
        type="password"
        autoComplete="new-password"
        value={fresh}
        onChange={setFresh}
        hint={t('account.password.hint')}
        required
      />
      <TextField
        label={t('signIn.change.repeat')}
        type="password"
        autoComplete="new-password"
        value={repeat}
        onChange={setRepeat}
        required
        error={differ ? t('signIn.change.differ') : undefined}
      />
      <ProblemNote problem={problem} />
      {saved && <p className="notice-bar notice-bar-good">{t('account.password.saved')}</p>}
      <Button kind="primary" type="submit" busy={busy} disabled={differ || fresh.length < 12}>
        {t('account.password.save')}
      </Button>
    </form>
  )
}

const Sessions = () => {
  const t = useWeb()
  const sessions = useGet<z.infer<typeof SessionsReply>>(sessionsPath)
  const end = useSend<string>({
    method: 'DELETE',
    path: (id) => `${sessionsPath}/${encodeURIComponent(id)}`,
    body: () => undefined,
    stale: [sessionsPath],
  })
  return (
    <section>
      <header className="section-head">
        <h2>{t('account.sessions')}</h2>
        <span className="hint">{t('account.sessions.hint')}</span>
      </header>
      <Await query={sessions} lines={3}>
        {(reply) => (
          <ScrollBox>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t('account.session.seen')}</th>
                  <th>{t('account.session.since')}</th>
                  <th>{t('account.session.address')}</th>
                  <th>{t('account.session.device')}</th>
                  <th>
                    <span className="visually-hidden">{t('account.session.end')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {reply.rows.map((row) => (
                  <tr key={row.id}>
                    <td className="nowrap">{instant(row.lastSeenAt)}</td>
                    <td className="nowrap">{instant(row.createdAt)}</td>
                    <td>{row.ipAddress}</td>
                    <td title={row.userAgent ?? undefined}>{deviceName(row.userAgent)}</td>
                    <td className="num">
                      <Button kind="text" onClick={() => end.mutate(row.id)}>
                        {t('account.session.end')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </Await>
    </section>
  )
}

/** 账号与安全: who I am here, my password, where I am signed in. */
const Account = () => {
  const t = useWeb()
  const account = useSession().data?.account
  if (!account) return null
  return (
    <>
      <PageHead crumbs={[{ title: t('nav.desk'), to: '/desk' }]} title={t('nav.account')} ruled />
      <div className="account-page">
        <dl className="facts">
          <dt>{t('account.name')}</dt>
          <dd>{account.name}</dd>
          <dt>{t('account.username')}</dt>
          <dd>{account.username}</dd>
          <dt>{t('account.roles')}</dt>
          <dd>{account.roles.map((role) => (t.lang === 'en' ? role.titleEn : role.title)).join('、')}</dd>
          <dt>{t('account.secondFactor')}</dt>
          <dd>{t(account.secondFactor.enabled ? 'account.secondFactor.on' : 'account.secondFactor.off')}</dd>
        </dl>
        <PasswordForm />
        <Sessions />
      </div>
    </>
  )
}

export default Account
