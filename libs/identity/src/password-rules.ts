import { InputRefused, type FieldFault } from '#platform';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { PASSWORD } from './limits.js';

const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];

/** Full-width and half-width letters are the same password: an input method must not lock anybody out. */
export const foldPassword = (password: string): string => password.normalize('NFKC');

/** What is wrong with a new password, each fault under a code of its own; empty when it will do. `username` is folded. */
export function passwordFaults(password: string, username: string): Omit<FieldFault, 'field'>[] {
  const folded = foldPassword(password);
  const lower = folded.toLowerCase();
  const length = [...folded].length;
  const kinds = KINDS.filter((kind) => kind.test(folded)).length;
  const faults = [
    length < PASSWORD.shortest && { code: 'password.too-short', message: `A password has at least ${PASSWORD.shortest} characters.` },
    length > PASSWORD.longest && { code: 'password.too-long', message: `A password has at most ${PASSWORD.longest} characters.` },
    lower.includes(username) && { code: 'password.contains-username', message: 'A password does not contain the user name.' },
    kinds < PASSWORD.kinds &&
      length < PASSWORD.enoughWithoutKinds && {
        code: 'password.too-simple',
        message: `A password mixes three of: small letters, capitals, digits, others; or has ${PASSWORD.enoughWithoutKinds} characters.`,
      },
    (COMMON_PASSWORDS.has(lower) || new Set(lower).size < PASSWORD.differentCharacters) && {
      code: 'password.too-common',
      message: 'This password is among the first that anybody tries.',
    },
  ];
  return faults.filter((fault) => fault !== false);
}

export function refuseWeak(field: string, password: string, username: string): void {
  const faults = passwordFaults(password, username).map((fault) => ({ field, ...fault }));
  if (faults.length > 0) throw new InputRefused(faults);
}
