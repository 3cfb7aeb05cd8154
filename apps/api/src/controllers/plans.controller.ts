import { Body, Controller, Get, Param, ParseIntPipe, Post, Put, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  AnswerQuestion,
  AnswerQuestions,
  CompleteMeasure,
  ImportPlan,
  MatchUnits,
  MeasureCompletion,
  NewAnswer,
  NewAnswers,
  NewClocks,
  NewLevels,
  NewPlanImport,
  PlanComparison,
  PlanComparisonFilter,
  PlanComparisonView,
  PlanDetail,
  PlanDetailView,
  PlanDryRun,
  PlanDryRunView,
  PlanExport,
  PlanExportForm,
  PlanPage,
  PlanQuestionList,
  PlanQuestions,
  PlanQuestionsFilter,
  Plans,
  PlansFilter,
  PlanSource,
  PlanSourceView,
  Publishing,
  PublishPlan,
  SetClocks,
  SetLevels,
  UndoImport,
} from '#plan';
import { Count, Id, type Actor } from '#platform';
import { Allow, COMMAND, OnWall } from '../http/allow.js';
import { OFFICE_TYPES, sendFile } from '../http/attached.js';
import { Creates } from '../http/creates.js';
import { InLane } from '../http/load/lane.js';
import { Me } from '../http/me.js';
import { Returns, ReturnsNothing } from '../http/returns.js';

export class PlanImported {
  @Id() id!: string;
  @Count() measures!: number;
  @Count({ about: 'Questions still open' }) questions!: number;
}

export class PlanPublished {
  @Id() versionId!: string;
  @Count() ordinal!: number;
}

export class QuestionsAnswered {
  @Count() answered!: number;
}

@ApiTags('plans 预案')
@Controller('plans')
export class PlansController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @OnWall()
  @Get()
  @Allow(...COMMAND)
  @Returns(PlanPage)
  listPlans(@Me() me: Actor, @Query() filter: PlansFilter) {
    return this.queries.execute(new Plans(me, filter));
  }

  /** A complete plan file (qingkong.plan/1), with its questions answered in it. */
  @Post()
  @InLane('export')
  @Allow('duty-officer')
  @Creates()
  @Returns(PlanImported, 201)
  createPlan(@Me() me: Actor, @Body() input: NewPlanImport) {
    return this.commands.execute(new ImportPlan(me, input));
  }

  /** A government document as text: it is read, and what only a person can know becomes questions. */
  @Post('import')
  @InLane('export')
  @Allow('duty-officer')
  @Creates()
  @Returns(PlanImported, 201)
  importPlan(@Me() me: Actor, @Body() input: NewPlanImport) {
    return this.commands.execute(new ImportPlan(me, input));
  }

  @Get(':id')
  @Allow(...COMMAND)
  @Returns(PlanDetailView)
  getPlan(@Me() me: Actor, @Param('id') id: string) {
    return this.queries.execute(new PlanDetail(me, id));
  }

  @Get(':id/source')
  @InLane('export')
  @Allow(...COMMAND)
  @Returns(PlanSourceView)
  getPlanSource(@Me() me: Actor, @Param('id') id: string) {
    return this.queries.execute(new PlanSource(me, id));
  }

  /** 导出: the plan as a workbook or Word document; imported again it is the same plan. */
  @Get(':id/export')
  @InLane('export')
  @Allow(...COMMAND)
  @ApiProduces(...Object.values(OFFICE_TYPES))
  async exportPlan(@Me() me: Actor, @Param('id') id: string, @Query() { format = 'xlsx' }: PlanExportForm, @Res() reply: FastifyReply): Promise<void> {
    const { title, bytes } = await this.queries.execute(new PlanExport(me, id, format));
    await sendFile(reply, { name: `${title}.${format}`, bytes }, OFFICE_TYPES[format]);
  }

  @Get(':id/questions')
  @Allow(...COMMAND)
  @Returns(PlanQuestionList)
  listPlanQuestions(@Me() me: Actor, @Param('id') id: string, @Query() filter: PlanQuestionsFilter) {
    return this.queries.execute(new PlanQuestions(me, id, filter));
  }

  @Post(':id/questions/:n/answer')
  @Allow('duty-officer')
  @ReturnsNothing()
  answerQuestion(@Me() me: Actor, @Param('id') id: string, @Param('n', ParseIntPipe) n: number, @Body() input: NewAnswer) {
    return this.commands.execute(new AnswerQuestion(me, id, n, input));
  }

  /** One answer for many: "all empty leads: 区生态环境分局". */
  @Post(':id/questions/answer')
  @Allow('duty-officer')
  @Returns(QuestionsAnswered)
  answerQuestions(@Me() me: Actor, @Param('id') id: string, @Body() input: NewAnswers) {
    return this.commands.execute(new AnswerQuestions(me, id, input));
  }

  /** Units that were registered since the import are found now: their questions are answered. */
  @Post(':id/units/match')
  @Allow('duty-officer')
  @Returns(QuestionsAnswered)
  matchPlanUnits(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new MatchUnits(me, id));
  }

  @Put(':id/measures/:no')
  @Allow('duty-officer')
  @ReturnsNothing()
  completeMeasure(@Me() me: Actor, @Param('id') id: string, @Param('no') no: string, @Body() input: MeasureCompletion) {
    return this.commands.execute(new CompleteMeasure(me, id, no, input));
  }

  @Put(':id/levels')
  @Allow('duty-officer')
  @ReturnsNothing()
  setPlanLevels(@Me() me: Actor, @Param('id') id: string, @Body() input: NewLevels) {
    return this.commands.execute(new SetLevels(me, id, input));
  }

  @Put(':id/clocks')
  @Allow('duty-officer')
  @ReturnsNothing()
  setPlanClocks(@Me() me: Actor, @Param('id') id: string, @Body() input: NewClocks) {
    return this.commands.execute(new SetClocks(me, id, input));
  }

  /** A draft that was imported by mistake within the last 24 hours; it stays on record as undone. */
  @Post(':id/undo')
  @Allow('duty-officer')
  @ReturnsNothing()
  undoPlanImport(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new UndoImport(me, id));
  }

  /** By a second person: never by the one who imported it. With holes that a dry run finds, only with a reason. */
  @Post(':id/publish')
  @Allow('approver', 'duty-officer')
  @Returns(PlanPublished)
  publishPlan(@Me() me: Actor, @Param('id') id: string, @Body() input: Publishing) {
    return this.commands.execute(new PublishPlan(me, id, input));
  }

  /** What forbids publishing, and what asks for a reason. */
  @Get(':id/dry-run')
  @Allow(...COMMAND)
  @Returns(PlanDryRunView)
  dryRunPlan(@Me() me: Actor, @Param('id') id: string) {
    return this.queries.execute(new PlanDryRun(me, id));
  }

  @Get(':id/comparison')
  @InLane('export')
  @Allow(...COMMAND)
  @Returns(PlanComparisonView)
  comparePlan(@Me() me: Actor, @Param('id') id: string, @Query() filter: PlanComparisonFilter) {
    return this.queries.execute(new PlanComparison(me, id, filter));
  }
}
