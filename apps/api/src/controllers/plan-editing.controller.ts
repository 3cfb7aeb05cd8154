import { Body, Controller, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  DeadlineReading,
  DeadlineReadingView,
  DeadlineWords,
  DraftFromPlan,
  EditMeasure,
  MeasureEdit,
  NewParent,
  ParentPlanChoices,
  PlanCascade,
  PlanCascadeView,
  PlansAbove,
  RequestUnits,
  SetParent,
  UnitRequestList,
  UnitRequests,
} from '#plan';
import { Count, type Actor } from '#platform';
import { Allow, COMMAND } from '../http/allow.js';
import { Creates } from '../http/creates.js';
import { InLane } from '../http/load/lane.js';
import { Me } from '../http/me.js';
import { Returns, ReturnsNothing } from '../http/returns.js';
import { PlanImported } from './plans.controller.js';

export class UnitsRequested {
  @Count({ about: 'Names that were not asked for before' }) requested!: number;
}

@ApiTags('plans 预案')
@Controller('plans')
export class PlanEditingController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  /** Published plans of the city and the province that a plan here may follow. */
  @Get('parents')
  @Allow(...COMMAND)
  @Returns(PlansAbove)
  listParentPlans(@Me() me: Actor) {
    return this.queries.execute(new ParentPlanChoices(me));
  }

  /** 请求登记的单位: what drafts name and the directory still lacks. */
  @Get('unit-requests')
  @Allow('duty-officer', 'system-admin')
  @Returns(UnitRequestList)
  listUnitRequests(@Me() me: Actor) {
    return this.queries.execute(new UnitRequests(me));
  }

  /** 请系统管理员登记 the units that this draft names and the directory lacks. */
  @Post(':id/units/request')
  @Allow('duty-officer')
  @Returns(UnitsRequested)
  requestPlanUnits(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new RequestUnits(me, id));
  }

  /** How the reader understands words of time. */
  @Get(':id/deadline')
  @Allow(...COMMAND)
  @Returns(DeadlineReadingView)
  readDeadline(@Me() me: Actor, @Param('id') id: string, @Query() { text }: DeadlineWords) {
    return this.queries.execute(new DeadlineReading(me, id, text));
  }

  /** Fields of one measure of a draft, written anew; refused when the measure was changed since it was looked at. */
  @Patch(':id/measures/:no')
  @Allow('duty-officer')
  @ReturnsNothing()
  editMeasure(@Me() me: Actor, @Param('id') id: string, @Param('no') no: string, @Body() input: MeasureEdit) {
    return this.commands.execute(new EditMeasure(me, id, no, input));
  }

  /** 另起修订稿: what the plan says now as a new draft. */
  @Post(':id/draft')
  @InLane('export')
  @Allow('duty-officer')
  @Creates()
  @Returns(PlanImported, 201)
  draftFromPlan(@Me() me: Actor, @Param('id') id: string) {
    return this.commands.execute(new DraftFromPlan(me, id));
  }

  /** 上级预案: a published plan of a jurisdiction above, or a document number; nothing at all, and there is none. */
  @Put(':id/parent')
  @Allow('duty-officer')
  @ReturnsNothing()
  setParentPlan(@Me() me: Actor, @Param('id') id: string, @Body() input: NewParent) {
    return this.commands.execute(new SetParent(me, id, input));
  }

  /** 对照上级预案. */
  @Get(':id/cascade')
  @InLane('export')
  @Allow(...COMMAND)
  @Returns(PlanCascadeView)
  getPlanCascade(@Me() me: Actor, @Param('id') id: string) {
    return this.queries.execute(new PlanCascade(me, id));
  }
}
