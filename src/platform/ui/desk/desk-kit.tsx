import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { useLang } from '../i18n/lang.ts'
import { sans, tokens } from '../tokens.ts'

/** antd with our tokens; wraps the desk, never the public face. */
export const DeskKit = ({ children }: { children: ReactNode }) => (
  <ConfigProvider
    locale={useLang() === 'en' ? enUS : zhCN}
    theme={{
      token: {
        colorPrimary: tokens.teal,
        colorLink: tokens.teal,
        colorText: tokens.ink,
        colorTextSecondary: tokens.ink2,
        colorTextPlaceholder: tokens.ink3,
        colorBorder: tokens.lineStrong,
        colorBorderSecondary: tokens.line,
        colorError: tokens.danger,
        colorSuccess: tokens.metFill,
        colorWarning: tokens.riskFill,
        colorBgLayout: tokens.paper,
        borderRadius: 4,
        fontFamily: sans,
        fontSize: 14,
        motion: false,
      },
    }}
  >
    {children}
  </ConfigProvider>
)
