import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ProgressHistory, ProgressHistoryView, Punctuality, PunctualityView, ResponseUnitPlaces, UnitPlaces } from '#checklist';
import { DistrictOutline, OutlineView } from '#directory';
import { FindingPlaces, ResponseFindings } from '#inspection';
import { DelayList, Delays } from '#notification';
import type { Actor } from '#platform';
import { ResponseById } from '#response';
import { Allow, COMMAND, OnWall } from '../http/allow.js';
import { Me } from '../http/me.js';
import { Returns } from '../http/returns.js';

/** What charts, the map and the wall draw: figures in a fixed number of rows, whatever the size of a response. */
@ApiTags('charts 图表与一张图')
@Controller()
export class ChartsController {
  constructor(private readonly queries: QueryBus) {}

  @OnWall()
  @Get('outline')
  @Allow(...COMMAND)
  @Returns(OutlineView)
  getOutline(@Me() me: Actor) {
    return this.queries.execute(new DistrictOutline(me));
  }

  @OnWall()
  @Get('responses/:id/history')
  @Allow(...COMMAND)
  @Returns(ProgressHistoryView)
  async getHistory(@Me() me: Actor, @Param('id') id: string) {
    const { activatedAt, closedAt } = await this.queries.execute(new ResponseById(me, id));
    return this.queries.execute(new ProgressHistory(me, id, activatedAt, closedAt));
  }

  @OnWall()
  @Get('responses/:id/punctuality')
  @Allow(...COMMAND)
  @Returns(PunctualityView)
  async getPunctuality(@Me() me: Actor, @Param('id') id: string) {
    await this.queries.execute(new ResponseById(me, id));
    return this.queries.execute(new Punctuality(me, id));
  }

  @OnWall()
  @Get('responses/:id/delays')
  @Allow(...COMMAND)
  @Returns(DelayList)
  async getDelays(@Me() me: Actor, @Param('id') id: string) {
    await this.queries.execute(new ResponseById(me, id));
    return this.queries.execute(new Delays(me, id));
  }

  @OnWall()
  @Get('responses/:id/places')
  @Allow(...COMMAND)
  @Returns(UnitPlaces)
  async getUnitPlaces(@Me() me: Actor, @Param('id') id: string) {
    await this.queries.execute(new ResponseById(me, id));
    return this.queries.execute(new ResponseUnitPlaces(me, id));
  }

  @OnWall()
  @Get('responses/:id/findings')
  @Allow(...COMMAND)
  @Returns(FindingPlaces)
  async getFindings(@Me() me: Actor, @Param('id') id: string) {
    await this.queries.execute(new ResponseById(me, id));
    return this.queries.execute(new ResponseFindings(me, id));
  }
}
