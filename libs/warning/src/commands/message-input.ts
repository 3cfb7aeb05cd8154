import { Choice, Instant, Text } from '#platform';
import { BASES, type Basis } from '../message.js';
import { TimesOutOfOrder } from '../warning.refusals.js';

/** What every message says about itself. */
export class MessageInput {
  @Choice(BASES, { name: 'Basis', about: '依据' })
  basis!: Basis;

  @Text({ max: 1000, about: 'The reason in a sentence: forecast, order, consultation 会商' })
  reason!: string;

  @Text({ optional: true, nullable: true, max: 80, about: '文号' })
  documentNumber?: string | null;

  @Instant({ optional: true, nullable: true, about: '预警生效; absent: on approval' })
  warningEffectiveAt?: string | null;

  @Instant({ optional: true, nullable: true, about: '响应启动; absent: on approval' })
  responseStartAt?: string | null;

  @Instant({ optional: true, nullable: true, about: '计划解除; official text writes 24时 for the next day 00:00' })
  plannedEndAt?: string | null;
}

const instant = (text: string | null | undefined): Date | null => (text ? new Date(text) : null);

/** The input as columns of a message. */
export function columnsOf(input: MessageInput) {
  const times = {
    warningEffectiveAt: instant(input.warningEffectiveAt),
    responseStartAt: instant(input.responseStartAt),
    plannedEndAt: instant(input.plannedEndAt),
  };
  if (times.plannedEndAt && times.responseStartAt && times.plannedEndAt <= times.responseStartAt) throw new TimesOutOfOrder();
  return { basis: input.basis, reason: input.reason, documentNumber: input.documentNumber ?? null, ...times };
}

/** A message as it begins: nobody has submitted or decided anything. */
export const undecided = {
  previewHash: null,
  submittedAt: null,
  decidedBy: null,
  decidedAt: null,
  returnReason: null,
  telephoneAt: null,
  telephoneRecordedBy: null,
  countersignedAt: null,
  version: 1,
} as const;
