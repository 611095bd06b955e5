import type { z } from 'zod'
import type { DemoAccountsReply } from '../../platform/identity/api/session/schema.ts'
import { useGet } from '../../platform/ui/api/query.ts'
import { useWeb } from '../messages/index.ts'

export type DemoAccount = z.infer<typeof DemoAccountsReply>['accounts'][number]

/** The demo's accounts, so that nobody has to look them up; the server answers only in demo mode. */
export const DemoAccounts = ({ onPick }: { onPick: (account: DemoAccount) => void }) => {
  const t = useWeb()
  const accounts = useGet<z.infer<typeof DemoAccountsReply>>('/api/platform/demo-accounts')
  if (!accounts.data || accounts.data.accounts.length === 0) return null
  return (
    <section className="demo-accounts">
      <h2>{t('signIn.demo')}</h2>
      <p className="hint">{t('signIn.demo.text')}</p>
      <ul>
        {accounts.data.accounts.map((account) => (
          <li key={account.username}>
            <button type="button" onClick={() => onPick(account)}>
              <b>{account.role}</b>
              <span className="hint">{account.username}</span>
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
