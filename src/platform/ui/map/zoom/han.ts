/** Han characters are drawn with the reader's own fonts: no glyph server is asked. */
export const han = '"Source Han Sans SC","Noto Sans SC","Noto Sans CJK SC","PingFang SC",sans-serif'
