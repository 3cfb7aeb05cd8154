import { Controller, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnnotateRoster, ImportRoster } from '#duty';
import { Choice, Count, Flag, Parts, Text, type Actor } from '#platform';
import { Allow } from '../http/allow.js';
import { sendFile } from '../http/attached.js';
import { InLane } from '../http/load/lane.js';
import { Me } from '../http/me.js';
import { receivedFile } from '../http/received-file.js';
import { Returns } from '../http/returns.js';

const FILE = { schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } };

export class RosterFaultView {
  @Text({ nullable: true }) sheet!: string | null;
  @Count() row!: number;
  @Count({ nullable: true, about: 'From 1; null: the row as a whole' }) column!: number | null;
  @Text() head!: string;
  @Text({ about: 'What to correct, in Chinese as the workbook' }) advice!: string;
}

export class ChangedFieldView {
  @Text({ about: 'The heading of the column' }) head!: string;
  @Text({ about: 'What stands in the directory; empty: nothing' }) before!: string;
  @Text() after!: string;
}

export class RosterLineView {
  @Text({ nullable: true }) sheet!: string | null;
  @Count() row!: number;
  @Choice(['unit', 'person', 'shift'], { name: 'RosterTable' }) table!: 'unit' | 'person' | 'shift';
  @Text({ about: 'Of the unit or the person' }) name!: string;
  @Choice(['new', 'changed', 'unchanged'], { name: 'RosterChange' }) change!: 'new' | 'changed' | 'unchanged';
  @Parts(() => ChangedFieldView) fields!: ChangedFieldView[];
}

export class RosterView {
  @Count() rows!: number;
  @Count() units!: number;
  @Count() people!: number;
  @Count() shifts!: number;
  @Count({ about: 'Units in the directory of which a row says something else' }) changed!: number;
  @Count({ about: 'Rows whose unit or person stands in the directory already, and changes nothing' }) known!: number;
  @Flag({ about: 'False: only looked at' }) kept!: boolean;
  @Parts(() => RosterFaultView, { about: 'The first 500' }) faults!: RosterFaultView[];
  @Parts(() => RosterLineView, { about: 'What each row without a fault would do' }) lines!: RosterLineView[];
}

@ApiTags('directory 单位与通讯录')
@Controller('directory/import')
export class RosterController {
  constructor(private readonly commands: CommandBus) {}

  /** 预览: what the workbook would add and change, row by row, and what is wrong with it; nothing is kept. */
  @Post('preview')
  @InLane('export')
  @Allow('system-admin')
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE)
  @Returns(RosterView)
  async previewRoster(@Me() me: Actor, @Req() request: FastifyRequest) {
    return this.commands.execute(new ImportRoster(me, await receivedFile(request), false));
  }

  /** 提交: whole or not at all. Sent again it finds everything there already. */
  @Post()
  @InLane('export')
  @Allow('system-admin')
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE)
  @Returns(RosterView)
  async importRoster(@Me() me: Actor, @Req() request: FastifyRequest) {
    return this.commands.execute(new ImportRoster(me, await receivedFile(request), true));
  }

  /** 批注退回: the workbook with every fault at its cell. */
  @Post('annotated')
  @InLane('export')
  @Allow('system-admin')
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE)
  @ApiProduces('application/octet-stream')
  async annotateRoster(@Me() me: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const file = await receivedFile(request);
    await sendFile(reply, { name: file.name, bytes: await this.commands.execute(new AnnotateRoster(me, file)) });
  }
}
