import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Seals, SealState, type Actor } from '#platform';
import { AuditFilter, AuditTrail, JournalPage } from '#report';
import { Allow } from '../http/allow.js';
import { InLane } from '../http/load/lane.js';
import { Me } from '../http/me.js';
import { Returns } from '../http/returns.js';

@ApiTags('audit 审计')
@Controller('audit')
export class ReportController {
  constructor(
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
}
