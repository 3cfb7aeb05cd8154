import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { holds } from '#identity';
import { Database, decided, failpoint, Handles, Id, Instant, Part, Store, Text, type Actor, type DomainEvent } from '#platform';
import { after } from '../warning.js';
import { approve, type Approval } from '../message.js';
import { MessageEntity } from '../message.entity.js';
import { WarningEntity } from '../warning.entity.js';
import { WarningLevelLowered, WarningLevelRaised, WarningLifted, WarningResumed, WarningSuspended } from '../warning.events.js';
import { ApproverUnknown, OnlyApproversSign } from '../warning.refusals.js';
import { Warnings } from '../warnings.js';

export class TelephoneApproval {
  @Id({ about: 'The approver who spoke' })
  approverId!: string;

  @Instant({ about: 'When' })
  at!: string;
}

export class ApprovalInput {
  @Text({ optional: true, max: 128, about: 'Hash of the preview that was looked at; required to issue, raise or lower' })
  previewHash?: string;

  @Part(() => TelephoneApproval, { optional: true, about: '电话批准, written down by the duty officer; the approver countersigns later' })
  telephone?: TelephoneApproval;
}

/** A raise of national size is one transaction of a few long statements. */
const RAISE_SECONDS = 120;
const MAY_APPROVE = `SELECT 1 FROM identity_face_holders($1, 'approver') WHERE user_id = $2`;

/** 签发: the second signature. Response and checklists follow in the same transaction, or nothing does. */
export class ApproveMessage extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly warningId: string,
    readonly input: ApprovalInput,
  ) {
    super();
  }
}

@Handles(ApproveMessage)
export class ApproveMessageHandler implements ICommandHandler<ApproveMessage> {
  constructor(
    private readonly store: Store,
    private readonly warnings: Warnings,
    private readonly database: Database,
  ) {}

  async execute({ actor, warningId, input }: ApproveMessage): Promise<void> {
    await this.store.whole(
      async () => {
        const warning = await this.warnings.locked(actor, warningId);
        const approval = await this.approvalOf(actor, input);
        const { id } = await this.warnings.openMessage(warning);
        const message = await this.store.change(MessageEntity, id, (row, at) => decided(approve(row, approval, at)));
        await failpoint('raise.signed');
        await this.store.change(WarningEntity, warningId, (row) => decided({ ...row, ...after(row, message) }, takesEffect(row, message)));
        await failpoint('raise.before-commit');
      },
      { statementSeconds: RAISE_SECONDS },
    );
    await failpoint('raise.committed');
  }

  private async approvalOf(actor: Actor, { previewHash, telephone }: ApprovalInput): Promise<Approval> {
    const seen = { previewHash: previewHash ?? null };
    if (!telephone && !holds(actor, 'approver')) throw new OnlyApproversSign();
    if (!telephone) return { ...seen, approverId: actor.id, telephone: null };
    const known = await this.database.query(MAY_APPROVE, [actor.jurisdictionId, telephone.approverId]);
    if (known.length === 0) throw new ApproverUnknown();
    return { ...seen, approverId: telephone.approverId, telephone: { at: new Date(telephone.at), recordedBy: actor.id } };
  }
}

/** What the signed message makes happen. */
function takesEffect(warning: WarningEntity, message: MessageEntity): DomainEvent {
  const { jurisdictionId, id, exercise } = warning;
  const signed = [jurisdictionId, id, message.id, exercise] as const;
  switch (message.kind) {
    case 'issue':
    case 'raise':
      return new WarningLevelRaised(...signed, warning.level, message.level!, warning.number, warning.speed, message.previewHash!, message.responseStartAt?.toISOString() ?? null);
    case 'lower':
      return new WarningLevelLowered(...signed, warning.level!, message.level!, message.previewHash!);
    case 'suspend':
      return new WarningSuspended(...signed);
    case 'resume':
      return new WarningResumed(...signed);
    case 'lift':
    case 'revoke':
      return new WarningLifted(...signed, message.kind === 'revoke');
  }
}
