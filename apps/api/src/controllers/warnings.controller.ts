import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Preview, Recipients, RecipientsOfWarning, WarningPreview } from '#checklist';
import { Id, type Actor } from '#platform';
import {
  Adjustment,
  ApprovalInput,
  ApproveMessage,
  DraftWarning,
  EditMessage,
  MessageChange,
  MessageInput,
  MoveMessage,
  NewWarning,
  OpenMessage,
  ReturnReason,
  WarningById,
  WarningDetail,
  WarningList,
  WarningPage,
  WarningsFilter,
} from '#warning';
import { Allow, COMMAND, OnWall } from '../http/allow.js';
import { Creates, MayRepeat } from '../http/creates.js';
import { InLane } from '../http/load/lane.js';
import { Me } from '../http/me.js';
import { Created, Returns, ReturnsNothing } from '../http/returns.js';

export class MessageOpened {
  @Id() messageId!: string;
}

@ApiTags('warnings 预警')
@Controller('warnings')
export class WarningsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allow(...COMMAND)
  @Returns(WarningPage)
  listWarnings(@Me() me: Actor, @Query() filter: WarningsFilter) {
    return this.queries.execute(new WarningList(me, filter));
  }

  @Post()
  @InLane('raise')
  @Allow('duty-officer')
  @Creates()
  @Returns(Created, 201)
  draftWarning(@Me() me: Actor, @Body() input: NewWarning) {
    return this.commands.execute(new DraftWarning(me, input));
  }

  @OnWall()
  @Get(':id')
  @InLane('raise')
  @Allow(...COMMAND)
  @Returns(WarningDetail)
  getWarning(@Me() me: Actor, @Param('id') id: string) {
    return this.queries.execute(new WarningById(me, id));
  }

  @Patch(':id')
  @InLane('raise')
  @Allow('duty-officer')
  @ReturnsNothing()
  editMessage(@Me() me: Actor, @Param('id') id: string, @Body() input: MessageChange) {
    return this.commands.execute(new EditMessage(me, id, input));
  }

  @Get(':id/preview')
  @InLane('raise')
  @Allow(...COMMAND)
  @Returns(Preview)
  async previewWarning(@Me() me: Actor, @Param('id') id: string) {
    const { openMessage } = await this.queries.execute(new WarningById(me, id));
    return this.queries.execute(new WarningPreview(me, id, { warningLevel: openMessage?.level ?? null }));
  }

  @Get(':id/recipients')
  @InLane('raise')
  @Allow(...COMMAND)
  @Returns(Recipients)
  async listRecipients(@Me() me: Actor, @Param('id') id: string) {
    await this.queries.execute(new WarningById(me, id));
    return this.queries.execute(new RecipientsOfWarning(me, id));
  }

  @Post(':id/submit')
  @InLane('raise')
  @Allow('duty-officer')
  @ReturnsNothing()
  submitMessage(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new MoveMessage(me, id, 'submitted'));
  }

  @Post(':id/approve')
  @InLane('raise')
  @Allow('approver', 'duty-officer')
  @ReturnsNothing()
  approveMessage(@Me() me: Actor, @Param('id') id: string, @Body() input: ApprovalInput) {
    return this.commands.execute(new ApproveMessage(me, id, input));
  }

  @Post(':id/return')
  @InLane('raise')
  @Allow('approver')
  @ReturnsNothing()
  returnMessage(@Me() me: Actor, @Param('id') id: string, @Body() input: ReturnReason) {
    return this.commands.execute(new MoveMessage(me, id, 'returned', input));
  }

  @Post(':id/withdraw')
  @InLane('raise')
  @Allow('duty-officer')
  @ReturnsNothing()
  withdrawMessage(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new MoveMessage(me, id, 'withdrawn'));
  }

  @Post(':id/countersign')
  @InLane('raise')
  @Allow('approver')
  @ReturnsNothing()
  countersignMessage(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new MoveMessage(me, id, 'countersigned'));
  }

  @Post(':id/adjust')
  @InLane('raise')
  @Allow('duty-officer')
  @MayRepeat()
  @Returns(MessageOpened, 201)
  adjustWarning(@Me() me: Actor, @Param('id') id: string, @Body() input: Adjustment) {
    return this.commands.execute(new OpenMessage(me, id, 'adjust', input));
  }

  @Post(':id/suspend')
  @InLane('raise')
  @Allow('duty-officer')
  @MayRepeat()
  @Returns(MessageOpened, 201)
  suspendWarning(@Me() me: Actor, @Param('id') id: string, @Body() input: MessageInput) {
    return this.commands.execute(new OpenMessage(me, id, 'suspend', input));
  }

  @Post(':id/resume')
  @InLane('raise')
  @Allow('duty-officer')
  @MayRepeat()
  @Returns(MessageOpened, 201)
  resumeWarning(@Me() me: Actor, @Param('id') id: string, @Body() input: MessageInput) {
    return this.commands.execute(new OpenMessage(me, id, 'resume', input));
  }

  @Post(':id/lift')
  @InLane('raise')
  @Allow('duty-officer')
  @MayRepeat()
  @Returns(MessageOpened, 201)
  liftWarning(@Me() me: Actor, @Param('id') id: string, @Body() input: MessageInput) {
    return this.commands.execute(new OpenMessage(me, id, 'lift', input));
  }

  @Post(':id/revoke')
  @InLane('raise')
  @Allow('duty-officer')
  @MayRepeat()
  @Returns(MessageOpened, 201)
  revokeWarning(@Me() me: Actor, @Param('id') id: string, @Body() input: MessageInput) {
    return this.commands.execute(new OpenMessage(me, id, 'revoke', input));
  }
}
