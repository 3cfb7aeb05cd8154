import { Controller, Get, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskForCheck, CheckAsked, Paging, Seals, SealState, type Actor } from '#platform';
import { AuditFilter, AuditTrail, JournalChecks, JournalCheckPage, JournalPage } from '#report';
import { Allow } from '../http/allow.js';
import { Creates } from '../http/creates.js';
import { InLane } from '../http/load/lane.js';
import { Me } from '../http/me.js';
import { Returns } from '../http/returns.js';

@ApiTags('audit 审计')
@Controller('audit')
export class ReportController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly seals: Seals,
  ) {}

  @Get()
  @InLane('export')
  @Allow('audit-admin')
  @Returns(JournalPage)
  listAudit(@Me() me: Actor, @Query() filter: AuditFilter) {
    return this.queries.execute(new AuditTrail(me, filter));
  }

  /** 封存: how far the journal is sealed. */
  @Get('seal')
  @Allow('audit-admin')
  @Returns(SealState)
  getSeal() {
    return this.seals.state();
  }

  /** 核验记录: the checks of the journal against its seals, newest first. */
  @Get('checks')
  @Allow('audit-admin')
  @Returns(JournalCheckPage)
  listChecks(@Me() me: Actor, @Query() paging: Paging) {
    return this.queries.execute(new JournalChecks(me, paging));
  }

  /** 立即核验: asked for here, run by a worker. */
  @Post('checks')
  @InLane('export')
  @Creates()
  @Allow('audit-admin')
  @Returns(CheckAsked, 201)
  askForCheck(@Me() me: Actor) {
    return this.commands.execute(new AskForCheck(me));
  }
}
