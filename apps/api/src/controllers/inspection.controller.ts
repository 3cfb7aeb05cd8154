import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiProduces, ApiTags, OmitType } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  Assignment,
  FieldStep,
  LEDGER_SHEET,
  LogViolation,
  MoveProblem,
  NewViolation,
  ProblemStep,
  Recheck,
  ViolationById,
  ViolationDetail,
  ViolationPage,
  Violations,
  ViolationsExport,
  ViolationsFilter,
} from '#inspection';
import type { Actor } from '#platform';
import { Allow, COMMAND, FIELD, UNITS } from '../http/allow.js';
import { Creates, MayRepeat } from '../http/creates.js';
import { InLane } from '../http/load/lane.js';
import { Me } from '../http/me.js';
import { Created, Returns, ReturnsNothing } from '../http/returns.js';
import { sendSheet } from '../http/sheet.js';

/** The filter of the ledger; an export has no pages. */
export class LedgerExport extends OmitType(ViolationsFilter, ['limit', 'cursor']) {}

@ApiTags('inspection 检查与问题台账')
@Controller()
export class InspectionController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('violations')
  @Allow(...FIELD)
  @Returns(ViolationPage)
  listViolations(@Me() me: Actor, @Query() filter: ViolationsFilter) {
    return this.queries.execute(new Violations(me, filter));
  }

  @Post('violations')
  @Allow('inspector', 'duty-officer')
  @Creates()
  @Returns(Created, 201)
  logViolation(@Me() me: Actor, @Body() input: NewViolation) {
    return this.commands.execute(new LogViolation(me, input));
  }

  /** 导出台账: what the filter shows, all of it, as a file for a spreadsheet. */
  @Get('violations/export')
  @InLane('export')
  @Allow(...COMMAND)
  @ApiProduces('text/csv')
  async exportViolations(@Me() me: Actor, @Query() filter: LedgerExport, @Res() reply: FastifyReply): Promise<void> {
    await sendSheet(reply, '问题台账', LEDGER_SHEET, await this.queries.execute(new ViolationsExport(me, filter)));
  }

  @Get('violations/:id')
  @Allow(...FIELD)
  @Returns(ViolationDetail)
  getViolation(@Me() me: Actor, @Param('id') id: string) {
    return this.queries.execute(new ViolationById(me, id));
  }

  @Post('problems/:id/assign')
  @Allow('duty-officer')
  @ReturnsNothing()
  assignProblem(@Me() me: Actor, @Param('id') id: string, @Body() input: Assignment) {
    return this.commands.execute(new MoveProblem(me, id, { step: 'assign', input }));
  }

  @Post('problems/:id/rectify')
  @Allow(...UNITS)
  @MayRepeat()
  @ReturnsNothing()
  rectifyProblem(@Me() me: Actor, @Param('id') id: string, @Body() input: FieldStep) {
    return this.commands.execute(new MoveProblem(me, id, { step: 'rectify', input }));
  }

  @Post('problems/:id/recheck')
  @Allow('inspector')
  @MayRepeat()
  @ReturnsNothing()
  recheckProblem(@Me() me: Actor, @Param('id') id: string, @Body() input: Recheck) {
    return this.commands.execute(new MoveProblem(me, id, { step: 'recheck', input }));
  }

  @Post('problems/:id/close')
  @Allow('duty-officer')
  @ReturnsNothing()
  closeProblem(@Me() me: Actor, @Param('id') id: string, @Body() input: ProblemStep) {
    return this.commands.execute(new MoveProblem(me, id, { step: 'close', input }));
  }

  @Post('problems/:id/reopen')
  @Allow('duty-officer')
  @ReturnsNothing()
  reopenProblem(@Me() me: Actor, @Param('id') id: string, @Body() input: ProblemStep) {
    return this.commands.execute(new MoveProblem(me, id, { step: 'reopen', input }));
  }
}
