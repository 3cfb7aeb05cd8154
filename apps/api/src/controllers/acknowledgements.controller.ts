import { Body, Controller, Get, Param, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AcknowledgeByLink, ChecklistByLink, LinkKey, LinkView } from '#checklist';
import { Anyone } from '../http/allow.js';
import { GuessLimit } from '../http/guess-limit.js';
import { InLane } from '../http/load/lane.js';
import { Returns } from '../http/returns.js';

/** 免登签收: the token in the address is the right to do this one thing. */
@ApiTags('acknowledgements 免登签收')
@Controller('acknowledgements')
@UseInterceptors(GuessLimit)
export class AcknowledgementsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  /** Looking is not acknowledging: chat programs fetch what they show a preview of. It is the first half of an answer, no mere view. */
  @Get(':token')
  @Anyone()
  @InLane('answer')
  @Returns(LinkView)
  showLink(@Param('token') token: string) {
    return this.queries.execute(new ChecklistByLink(token));
  }

  @Post(':token')
  @Anyone()
  @Returns(LinkView)
  async acknowledgeByLink(@Param('token') token: string, @Body() input: LinkKey) {
    await this.commands.execute(new AcknowledgeByLink(token, input));
    return this.queries.execute(new ChecklistByLink(token, input.clientKey));
  }
}
