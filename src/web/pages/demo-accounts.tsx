import { useGet } from '../../platform/ui/api/query.ts'
import { useWeb } from '../messages/index.ts'

export type DemoAccount = {
  readonly email: string
  readonly password: string
  readonly name: string
  readonly organisation: string | null
  readonly role: string
}

/** The demo's accounts, so that nobody has to look them up; the server answers only in demo mode. */
export const DemoAccounts = ({ onPick }: { onPick: (account: DemoAccount) => void }) => {
  const t = useWeb()
  const accounts = useGet<{ accounts: readonly DemoAccount[] }>('/api/platform/demo-accounts')
  if (!accounts.data || accounts.data.accounts.length === 0) return null
  return (
    <section className="demo-accounts">
      <h2>{t('signIn.demo')}</h2>
      <p className="hint">{t('signIn.demo.text')}</p>
      <ul>
        {accounts.data.accounts.map((account) => (
          <li key={account.email}>
            <button type="button" onClick={() => onPick(account)}>
              <b>{account.role}</b>
              <span className="hint">{account.email}</span>
              <span className="muted">
                {account.name}　{account.organisation}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
