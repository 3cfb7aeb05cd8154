import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  ChangePerson,
  ChangeShift,
  ChangeUnit,
  DefineGroup,
  GroupList,
  Groups,
  NewGroup,
  NewPerson,
  NewShifts,
  NewUnit,
  People,
  PeopleFilter,
  PersonChange,
  PersonPage,
  PlanShifts,
  RegisterPerson,
  RegisterUnit,
  ShiftChange,
  ShiftPage,
  Shifts,
  UnitChange,
  UnitPage,
  Units,
  UnitsFilter,
} from '#directory';
import { Paging, type Actor } from '#platform';
import { Allow, COMMAND, FIELD } from '../http/allow.js';
import { Creates, MayRepeat } from '../http/creates.js';
import { Me } from '../http/me.js';
import { Created, Returns, ReturnsNothing } from '../http/returns.js';

@ApiTags('directory 单位与通讯录')
@Controller()
export class DirectoryController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('units')
  @Allow(...FIELD, 'system-admin', 'security-admin')
  @Returns(UnitPage)
  listUnits(@Me() me: Actor, @Query() filter: UnitsFilter) {
    return this.queries.execute(new Units(me, filter));
  }

  @Post('units')
  @Allow('system-admin')
  @Creates()
  @Returns(Created, 201)
  registerUnit(@Me() me: Actor, @Body() input: NewUnit) {
    return this.commands.execute(new RegisterUnit(me, input));
  }

  @Patch('units/:id')
  @Allow('system-admin')
  @ReturnsNothing()
  changeUnit(@Me() me: Actor, @Param('id') id: string, @Body() input: UnitChange) {
    return this.commands.execute(new ChangeUnit(me, id, input));
  }

  @Post('units/:id/shifts')
  @Allow('system-admin', 'duty-officer')
  @MayRepeat()
  @ReturnsNothing()
  planShifts(@Me() me: Actor, @Param('id') id: string, @Body() input: NewShifts) {
    return this.commands.execute(new PlanShifts(me, id, input));
  }

  @Get('units/:id/shifts')
  @Allow(...COMMAND, 'system-admin')
  @Returns(ShiftPage)
  listShifts(@Me() me: Actor, @Param('id') id: string, @Query() paging: Paging) {
    return this.queries.execute(new Shifts(me, id, paging));
  }

  @Patch('shifts/:id')
  @Allow('system-admin', 'duty-officer')
  @ReturnsNothing()
  changeShift(@Me() me: Actor, @Param('id') id: string, @Body() input: ShiftChange) {
    return this.commands.execute(new ChangeShift(me, id, input));
  }

  @Get('groups')
  @Allow(...COMMAND, 'system-admin')
  @Returns(GroupList)
  listGroups(@Me() me: Actor) {
    return this.queries.execute(new Groups(me));
  }

  @Post('groups')
  @Allow('system-admin')
  @Creates()
  @Returns(Created, 201)
  defineGroup(@Me() me: Actor, @Body() input: NewGroup) {
    return this.commands.execute(new DefineGroup(me, input));
  }

  @Get('people')
  @Allow(...COMMAND, 'system-admin', 'unit-head')
  @Returns(PersonPage)
  listPeople(@Me() me: Actor, @Query() filter: PeopleFilter) {
    return this.queries.execute(new People(me, filter));
  }

  @Post('people')
  @Allow('system-admin')
  @Creates()
  @Returns(Created, 201)
  registerPerson(@Me() me: Actor, @Body() input: NewPerson) {
    return this.commands.execute(new RegisterPerson(me, input));
  }

  @Patch('people/:id')
  @Allow('system-admin')
  @ReturnsNothing()
  changePerson(@Me() me: Actor, @Param('id') id: string, @Body() input: PersonChange) {
    return this.commands.execute(new ChangePerson(me, id, input));
  }
}
