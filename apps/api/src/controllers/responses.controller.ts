import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ItemPage, ItemsFilter, Progress, Reminded, Reminder, RemindUnits, ResponseItems, ResponseMeasureList, ResponseMeasures, ResponseProgress } from '#checklist';
import { Deliveries, DeliveriesFilter, DeliveryPage, Replayed, ReplayFailed } from '#notification';
import { Paging, type Actor } from '#platform';
import { JournalPage, Timeline } from '#report';
import { ResponseById, ResponseList, ResponsePage, ResponsesFilter, ResponseView } from '#response';
import { ApprovedMessageList, ApprovedMessages } from '#warning';
import { Allow, COMMAND, FIELD, OnWall } from '../http/allow.js';
import { MayRepeat } from '../http/creates.js';
import { InLane } from '../http/load/lane.js';
import { Me } from '../http/me.js';
import { Returns } from '../http/returns.js';

@ApiTags('responses 应急响应')
@Controller('responses')
export class ResponsesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @OnWall()
  @Get()
  @Allow(...FIELD)
  @Returns(ResponsePage)
  listResponses(@Me() me: Actor, @Query() filter: ResponsesFilter) {
    return this.queries.execute(new ResponseList(me, filter));
  }

  @OnWall()
  @Get(':id')
  @Allow(...FIELD)
  @Returns(ResponseView)
  getResponse(@Me() me: Actor, @Param('id') id: string) {
    return this.queries.execute(new ResponseById(me, id));
  }

  @Get(':id/messages')
  @Allow(...FIELD)
  @Returns(ApprovedMessageList)
  async listApprovedMessages(@Me() me: Actor, @Param('id') id: string) {
    const { warningId } = await this.queries.execute(new ResponseById(me, id));
    return this.queries.execute(new ApprovedMessages(me, warningId));
  }

  @Get(':id/measures')
  @Allow(...FIELD)
  @Returns(ResponseMeasureList)
  async listMeasures(@Me() me: Actor, @Param('id') id: string) {
    await this.queries.execute(new ResponseById(me, id));
    return this.queries.execute(new ResponseMeasures(me, id));
  }

  @OnWall()
  @Get(':id/progress')
  @Allow(...COMMAND)
  @Returns(Progress)
  getProgress(@Me() me: Actor, @Param('id') id: string) {
    return this.queries.execute(new ResponseProgress(me, id));
  }

  @Get(':id/items')
  @InLane('export')
  @Allow(...COMMAND)
  @Returns(ItemPage)
  async listItems(@Me() me: Actor, @Param('id') id: string, @Query() filter: ItemsFilter) {
    await this.queries.execute(new ResponseById(me, id));
    return this.queries.execute(new ResponseItems(me, id, filter));
  }

  @Get(':id/deliveries')
  @Allow(...COMMAND)
  @Returns(DeliveryPage)
  async listDeliveries(@Me() me: Actor, @Param('id') id: string, @Query() filter: DeliveriesFilter) {
    await this.queries.execute(new ResponseById(me, id));
    return this.queries.execute(new Deliveries(me, id, filter));
  }

  @Post(':id/deliveries/replay')
  @Allow('duty-officer', 'commander')
  @MayRepeat()
  @Returns(Replayed)
  async replayDeliveries(@Me() me: Actor, @Param('id') id: string) {
    await this.queries.execute(new ResponseById(me, id));
    return this.commands.execute(new ReplayFailed(me, id));
  }

  @OnWall()
  @Get(':id/timeline')
  @Allow(...COMMAND)
  @Returns(JournalPage)
  async getTimeline(@Me() me: Actor, @Param('id') id: string, @Query() paging: Paging) {
    await this.queries.execute(new ResponseById(me, id));
    return this.queries.execute(new Timeline(me, id, paging));
  }

  @Post(':id/remind')
  @Allow('duty-officer')
  @Returns(Reminded)
  async remindUnits(@Me() me: Actor, @Param('id') id: string, @Body() input: Reminder) {
    await this.queries.execute(new ResponseById(me, id));
    return this.commands.execute(new RemindUnits(me, id, input));
  }
}
