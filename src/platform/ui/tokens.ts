/** The tokens of tokens.css that SVG, MapLibre and antd need as values. A test keeps the two files equal. */
export const tokens = {
  ink: '#16212f',
  ink2: '#46535f',
  ink3: '#66727d',
  paper: '#f7f8f6',
  surface: '#fff',
  line: '#dfe3e1',
  lineStrong: '#c5cccb',
  teal: '#0b6e6e',
  tealDark: '#095757',
  tealTint: '#e4f0ef',
  orange: '#d9622b',
  orangeInk: '#b34a18',
  sand: '#e9e2d3',
  neighbour: '#eeece5',
  water: '#cfe3e6',
  progress: '#1a5f91',
  danger: '#b02121',
  metFill: '#2b8a3e',
  riskFill: '#e8890c',
  lateFill: '#c92a2a',
  noneFill: '#868e96',
} as const

export const sans = '"Source Han Sans SC","Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif'
