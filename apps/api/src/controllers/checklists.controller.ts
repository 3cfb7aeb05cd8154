import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import {
  AcknowledgeChecklist,
  Acknowledging,
  Answered,
  BoardFilter,
  ChecklistBoard,
  ChecklistById,
  ChecklistDetail,
  ChecklistPage,
  ConfirmItems,
  Excuse,
  ExcuseUnit,
  ManyAnswers,
  MyChecklists,
  OneAnswer,
  ReadChecklist,
  RecordDelivery,
  ReturnInput,
  ReviewFilter,
  ReviewItem,
  ReviewPage,
  ReviewQueue,
  StandDown,
} from '#checklist';
import { inCommand } from '#identity';
import { type Actor } from '#platform';
import { Allow, COMMAND, OnWall, UNITS } from '../http/allow.js';
import { Me } from '../http/me.js';
import { Returns, ReturnsNothing } from '../http/returns.js';

@ApiTags('checklists 清单')
@Controller()
export class ChecklistsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  /** The board for the command centre; my unit's own with `mine=true`, and always for a unit. Fetching is receiving. */
  @OnWall()
  @Get('checklists')
  @Allow(...COMMAND, ...UNITS)
  @Returns(ChecklistPage)
  async listChecklists(@Me() me: Actor, @Query() filter: BoardFilter) {
    if (inCommand(me) && filter.mine !== 'true') return this.queries.execute(new ChecklistBoard(me, filter));
    const page = await this.queries.execute(new MyChecklists(me, filter));
    await this.commands.execute(new RecordDelivery(me, page.items.filter((list) => !list.deliveredAt).map((list) => list.id)));
    return page;
  }

  @Get('checklists/:id')
  @Allow(...COMMAND, ...UNITS)
  @Returns(ChecklistDetail)
  async getChecklist(@Me() me: Actor, @Param('id') id: string) {
    const list = await this.queries.execute(new ChecklistById(me, id));
    if (list.unitId === me.unitId && !list.deliveredAt) await this.commands.execute(new RecordDelivery(me, [id]));
    return list;
  }

  @Post('checklists/:id/read')
  @Allow(...UNITS)
  @ReturnsNothing()
  readChecklist(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new ReadChecklist(me, id));
  }

  @Post('checklists/:id/acknowledge')
  @Allow(...UNITS)
  @ApiBody({ type: Acknowledging, required: false })
  @ReturnsNothing()
  acknowledgeChecklist(@Me() me: Actor, @Param('id') id: string, @Body() input?: Acknowledging) {
    return this.commands.execute(new AcknowledgeChecklist(me, id, input));
  }

  @Post('checklists/:id/confirm')
  @Allow(...UNITS)
  @Returns(Answered)
  confirmItems(@Me() me: Actor, @Param('id') id: string, @Body() input: ManyAnswers) {
    return this.commands.execute(new ConfirmItems(me, id, input));
  }

  @Post('checklists/:id/stand-down')
  @Allow(...UNITS)
  @ReturnsNothing()
  standDown(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new StandDown(me, id));
  }

  @Post('checklists/:id/excuse')
  @Allow('duty-officer')
  @ReturnsNothing()
  excuseUnit(@Me() me: Actor, @Param('id') id: string, @Body() input: Excuse) {
    return this.commands.execute(new ExcuseUnit(me, id, input));
  }

  @Post('checklists/:id/items/:itemId/confirm')
  @Allow(...UNITS)
  @Returns(Answered)
  confirmItem(@Me() me: Actor, @Param('id') id: string, @Param('itemId') itemId: string, @Body() { clientKey, ...answer }: OneAnswer) {
    return this.commands.execute(new ConfirmItems(me, id, { clientKey, items: [{ ...answer, itemId }] }));
  }

  @Post('checklists/:id/items/:itemId/accept')
  @Allow('duty-officer', 'unit', 'unit-head')
  @ReturnsNothing()
  acceptItem(@Me() me: Actor, @Param('id') id: string, @Param('itemId') itemId: string) {
    return this.commands.execute(new ReviewItem(me, id, itemId, 'accepted', null));
  }

  @Post('checklists/:id/items/:itemId/return')
  @Allow('duty-officer', 'unit', 'unit-head')
  @ReturnsNothing()
  returnItem(@Me() me: Actor, @Param('id') id: string, @Param('itemId') itemId: string, @Body() input: ReturnInput) {
    return this.commands.execute(new ReviewItem(me, id, itemId, 'returned', input.reason));
  }

  @Get('reviews')
  @Allow('duty-officer', 'commander', 'unit', 'unit-head')
  @Returns(ReviewPage)
  listReviews(@Me() me: Actor, @Query() filter: ReviewFilter) {
    return this.queries.execute(new ReviewQueue(me, filter));
  }
}
