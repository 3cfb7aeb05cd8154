import type { WarningLevel } from './level.js';
import type { MessageKind } from './message.js';

export const WARNING_STATES = ['drafted', 'issued', 'suspended', 'lifted', 'revoked', 'withdrawn'] as const;
export type WarningState = (typeof WARNING_STATES)[number];

/** What a warning amounts to after the messages approved so far. */
export interface Standing {
  readonly state: WarningState;
  readonly level: WarningLevel | null;
}

interface ApprovedMessage {
  readonly kind: MessageKind;
  readonly level: WarningLevel | null;
}

const before: Standing = { state: 'drafted', level: null };

/** The warning's state is the fold of its approved messages: `issued(level) ⇄ suspended → lifted | revoked`. */
export const standing = (approved: readonly ApprovedMessage[]): Standing => approved.reduce(after, before);

/** What one more approved message makes of it. */
export function after(now: Standing, message: ApprovedMessage): Standing {
  switch (message.kind) {
    case 'issue':
    case 'raise':
    case 'lower':
      return { state: 'issued', level: message.level };
    case 'suspend':
      return { ...now, state: 'suspended' };
    case 'resume':
      return { ...now, state: 'issued' };
    case 'lift':
      return { ...now, state: 'lifted' };
    case 'revoke':
      return { ...now, state: 'revoked' };
  }
}
