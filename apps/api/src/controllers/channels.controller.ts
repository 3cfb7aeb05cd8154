import { Body, Controller, Get, Headers, Param, Post, Query, Req, type RawBodyRequest } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ChannelList, Channels, Replayed, ReplayDelivery, ReceiptsTaken, TakeReceipts } from '#notification';
import type { Actor } from '#platform';
import { Allow, Anyone } from '../http/allow.js';
import { MayRepeat } from '../http/creates.js';
import { Me } from '../http/me.js';
import { Returns } from '../http/returns.js';

@ApiTags('channels 外部渠道')
@Controller()
export class ChannelsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('channels')
  @Allow('duty-officer', 'commander', 'system-admin')
  @Returns(ChannelList)
  listChannels(@Me() me: Actor) {
    return this.queries.execute(new Channels(me));
  }

  /** Sends one failed delivery again, under the same order number. A second click within a minute does nothing. */
  @Post('deliveries/:id/replay')
  @Allow('duty-officer', 'commander')
  @MayRepeat()
  @Returns(Replayed)
  replayDelivery(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new ReplayDelivery(me, id));
  }

  /** A provider's reports of arrival. Proved by the gateway's own secret, not by a session. */
  @Post('receipts/:gateway')
  @Anyone()
  @Returns(ReceiptsTaken)
  takeReceipts(
    @Param('gateway') gateway: string,
    @Body() body: object,
    @Query('token') token: string | undefined,
    @Headers() headers: Record<string, string | undefined>,
    @Req() request: RawBodyRequest<FastifyRequest>,
  ) {
    const claim = {
      token: headers['x-receipt-token'] ?? token ?? null,
      timestamp: headers['x-qingkong-timestamp'] ?? null,
      signature: headers['x-qingkong-signature'] ?? null,
      raw: request.rawBody ?? Buffer.alloc(0),
    };
    return this.commands.execute(new TakeReceipts(gateway, claim, body));
  }
}
