import type { Basis, MessageChange, MessageView, WarningLevel, WarningState } from '../../../core/api';

/** What is being drafted: a new warning, or the next message of one in force. */
export type DraftKind = 'issue' | 'adjust' | 'suspend' | 'resume' | 'lift' | 'revoke';

/** What may follow, where the warning stands now. */
export const CHANGES: Partial<Record<WarningState, readonly DraftKind[]>> = { issued: ['adjust', 'suspend', 'lift', 'revoke'], suspended: ['resume', 'lift', 'revoke'] };

export interface DraftFields {
  basis: Basis;
  level: WarningLevel | null;
  reason: string;
  documentNumber: string;
  warningEffectiveAt: string | null;
  responseStartAt: string | null;
  plannedEndAt: string | null;
  exercise: boolean;
  speed: number;
}

export const BLANK: DraftFields = {
  basis: 'own_forecast',
  level: null,
  reason: '',
  documentNumber: '',
  warningEffectiveAt: null,
  responseStartAt: null,
  plannedEndAt: null,
  exercise: false,
  speed: 1,
};

/** What may still change once the draft stands on the server; exercise and speed are fixed with it. */
const EDITED = ['basis', 'level', 'reason', 'documentNumber', 'warningEffectiveAt', 'responseStartAt', 'plannedEndAt'] as const;

export const isDifferent = (a: DraftFields, b: DraftFields): boolean => EDITED.some((name) => a[name] !== b[name]);

export const changesSince = (now: DraftFields, before: DraftFields): MessageChange =>
  Object.fromEntries(EDITED.filter((name) => now[name] !== before[name]).map((name) => [name, now[name] === '' ? null : now[name]]));

export const fieldsOf = ({ basis, level, reason, documentNumber, warningEffectiveAt, responseStartAt, plannedEndAt }: MessageView) => ({
  basis,
  level,
  reason,
  documentNumber: documentNumber ?? '',
  warningEffectiveAt,
  responseStartAt,
  plannedEndAt,
});

export const kindOf = ({ kind }: MessageView): DraftKind => (kind === 'raise' || kind === 'lower' ? 'adjust' : kind);
