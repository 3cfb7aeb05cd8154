import { Body, Controller, Get, Param, Post, Put, Query, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AirHours, AirHoursView, AirNow, AirNowView, AirWindow, ImportReadings, ImportReadingsFile, KeepStation, NewReadings, ReadingPage, ReadingRows, ReadingsFilter, Station, StationPage, Stations } from '#air-quality';
import { Count, Flag, Paging, Parts, Text, type Actor } from '#platform';
import { Allow, COMMAND, OnWall } from '../http/allow.js';
import { InLane } from '../http/load/lane.js';
import { Me } from '../http/me.js';
import { receivedFile } from '../http/received-file.js';
import { Returns, ReturnsNothing } from '../http/returns.js';

const FILE = { schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } };

export class KeptReadingsView {
  @Count() fresh!: number;
  @Count({ about: 'Replaced another value, which stays in the trail' }) corrected!: number;
  @Count({ about: 'Known already' }) same!: number;
}

export class ReadingFaultView {
  @Text({ nullable: true }) sheet!: string | null;
  @Count() row!: number;
  @Text() head!: string;
  @Text({ about: 'What to correct, in Chinese as the file' }) advice!: string;
}

export class ReadingsFileView extends KeptReadingsView {
  @Count() rows!: number;
  @Flag({ about: 'False: only looked at' }) kept!: boolean;
  @Parts(() => ReadingFaultView, { about: 'The first 500' }) faults!: ReadingFaultView[];
}

@ApiTags('air-quality 空气质量')
@Controller('air-quality')
export class AirQualityController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @OnWall()
  @Get('now')
  @Allow(...COMMAND)
  @Returns(AirNowView)
  getAirNow(@Me() me: Actor) {
    return this.queries.execute(new AirNow(me));
  }

  @Get('hours')
  @Allow(...COMMAND)
  @Returns(AirHoursView)
  getAirHours(@Me() me: Actor, @Query() window: AirWindow) {
    return this.queries.execute(new AirHours(me, window));
  }

  @Get('readings')
  @Allow(...COMMAND)
  @Returns(ReadingPage)
  listReadings(@Me() me: Actor, @Query() filter: ReadingsFilter) {
    return this.queries.execute(new ReadingRows(me, filter));
  }

  /** Whole or not at all; sent again it changes nothing. */
  @Post('readings')
  @Allow('duty-officer')
  @Returns(KeptReadingsView)
  importReadings(@Me() me: Actor, @Body() input: NewReadings) {
    return this.commands.execute(new ImportReadings(me, input));
  }

  /** 预览: what a file (.xlsx, .csv) would change and what is wrong with it; nothing is kept. */
  @Post('readings/preview')
  @InLane('export')
  @Allow('duty-officer')
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE)
  @Returns(ReadingsFileView)
  async previewReadingsFile(@Me() me: Actor, @Req() request: FastifyRequest) {
    return this.commands.execute(new ImportReadingsFile(me, await receivedFile(request), false));
  }

  @Post('readings/file')
  @InLane('export')
  @Allow('duty-officer')
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE)
  @Returns(ReadingsFileView)
  async importReadingsFile(@Me() me: Actor, @Req() request: FastifyRequest) {
    return this.commands.execute(new ImportReadingsFile(me, await receivedFile(request), true));
  }

  @Get('stations')
  @Allow(...COMMAND)
  @Returns(StationPage)
  listStations(@Me() me: Actor, @Query() paging: Paging) {
    return this.queries.execute(new Stations(me, paging));
  }

  /** Registers a station, or changes it under the version that was read. */
  @Put('stations/:code')
  @Allow('duty-officer')
  @ReturnsNothing()
  keepStation(@Me() me: Actor, @Param('code') code: string, @Body() input: Station) {
    return this.commands.execute(new KeepStation(me, code, input));
  }
}
