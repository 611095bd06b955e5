/**
 * Full-width digits, letters and punctuation as their half-width forms, one UTF-16 unit for one, so that a span found
 * in the result is a span of the original.
 */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ')
