import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MyNotices, NoticeIds, NoticePage, NoticesFilter, ReadNotices } from '#notification';
import { type Actor } from '#platform';
import { Allow, EVERY_ROLE, FIELD, OnWall } from '../http/allow.js';
import { FeedStream } from '../http/feed-stream.js';
import { InLane } from '../http/load/lane.js';
import { Me } from '../http/me.js';
import { Returns } from '../http/returns.js';

@ApiTags('inbox 消息与动态')
@Controller()
export class InboxController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly stream: FeedStream,
  ) {}

  @Get('notices')
  @Allow(...FIELD)
  @Returns(NoticePage)
  listNotices(@Me() me: Actor, @Query() filter: NoticesFilter) {
    return this.queries.execute(new MyNotices(me, filter));
  }

  @Post('notices/read')
  @Allow(...FIELD)
  @HttpCode(204)
  async readNotices(@Me() me: Actor, @Body() input: NoticeIds): Promise<void> {
    await this.commands.execute(new ReadNotices(me, input));
  }

  /** Server-sent events; reconnect with Last-Event-ID. `resync` means: read your lists again. */
  @OnWall()
  @Get('feed')
  @InLane('free')
  @Allow(...EVERY_ROLE)
  @ApiProduces('text/event-stream')
  openFeed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.stream.serve(request.presence!, request, reply);
  }
}
