import { Body, Controller, Get, Param, ParseIntPipe, Put } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Holidays, HolidayYears, NewHolidayYear, SetHolidayYear } from '#plan';
import type { Actor } from '#platform';
import { Allow, COMMAND, OnWall } from '../http/allow.js';
import { Me } from '../http/me.js';
import { Returns, ReturnsNothing } from '../http/returns.js';

@ApiTags('holidays 节假日')
@Controller('holidays')
export class HolidaysController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @OnWall()
  @Get()
  @Allow(...COMMAND, 'system-admin')
  @Returns(HolidayYears)
  listHolidays(@Me() me: Actor) {
    return this.queries.execute(new Holidays(me));
  }

  /** The days off and make-up workdays of a year, as announced; they replace what stood there. */
  @Put(':year')
  @Allow('system-admin')
  @ReturnsNothing()
  setHolidayYear(@Me() me: Actor, @Param('year', ParseIntPipe) year: number, @Body() input: NewHolidayYear) {
    return this.commands.execute(new SetHolidayYear(me, year, input));
  }
}
