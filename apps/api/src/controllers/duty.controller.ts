import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { HandOver, HandoverPage, Handovers, HandoversFilter, MoveHandover, NewHandover, OfficerList, Officers } from '#duty';
import type { Actor } from '#platform';
import { Allow, COMMAND } from '../http/allow.js';
import { Creates } from '../http/creates.js';
import { Me } from '../http/me.js';
import { Created, Returns, ReturnsNothing } from '../http/returns.js';

@ApiTags('duty 值班与交接')
@Controller('handovers')
export class DutyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @Allow(...COMMAND)
  @Returns(HandoverPage)
  listHandovers(@Me() me: Actor, @Query() filter: HandoversFilter) {
    return this.queries.execute(new Handovers(me, filter));
  }

  @Get('officers')
  @Allow('duty-officer')
  @Returns(OfficerList)
  listOfficers(@Me() me: Actor) {
    return this.queries.execute(new Officers(me));
  }

  @Post()
  @Allow('duty-officer')
  @Creates()
  @Returns(Created, 201)
  handOver(@Me() me: Actor, @Body() input: NewHandover) {
    return this.commands.execute(new HandOver(me, input));
  }

  @Post(':id/take')
  @Allow('duty-officer')
  @ReturnsNothing()
  takeHandover(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new MoveHandover(me, id, 'take'));
  }

  @Post(':id/withdraw')
  @Allow('duty-officer')
  @ReturnsNothing()
  withdrawHandover(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new MoveHandover(me, id, 'withdraw'));
  }
}
