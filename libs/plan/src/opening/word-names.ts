/** Both namespaces in which Word documents are written (transitional and strict), read under one prefix. */
export const WORD: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
};

/** Signs from the Wingdings fonts that stand for a tick or a box in tables of measures. */
const SYMBOLS: Readonly<Record<string, string>> = { F0FC: '✓', F0FE: '☑', F0A8: '□', F06F: '□', F0FB: '✗', F0FD: '☒', F06C: '●', F0A1: '○', F050: '✓', F052: '☑' };

export function signOf(code: string | undefined): string {
  return SYMBOLS[(code ?? '').toUpperCase()] ?? '';
}
