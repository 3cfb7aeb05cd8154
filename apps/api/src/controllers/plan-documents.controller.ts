import { Controller, Get, Headers, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { AnnotatedDocument, DocumentDetail, DocumentFile, ImportDocument, KeepDocument, KeptDocument, PlanDocumentView } from '#plan';
import { Idempotency, type Actor } from '#platform';
import { Allow, COMMAND } from '../http/allow.js';
import { sendFile } from '../http/attached.js';
import { IdempotencyKeyMissing } from '../http/http.refusals.js';
import { InLane } from '../http/load/lane.js';
import { Me } from '../http/me.js';
import { receivedFile } from '../http/received-file.js';
import { Returns } from '../http/returns.js';
import { PlanImported } from './plans.controller.js';

@ApiTags('plans 预案')
@Controller('plans/documents')
export class PlanDocumentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly idempotency: Idempotency,
  ) {}

  /** One file per request, as multipart/form-data: .txt, .docx, .xlsx, .pdf, .doc or a plan file. It is kept as it came; `import` reads it. */
  @Post()
  @InLane('export')
  @Allow('duty-officer')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @Returns(KeptDocument, 201)
  async keepPlanDocument(@Me() me: Actor, @Req() request: FastifyRequest, @Headers('idempotency-key') key?: string) {
    if (!key) throw new IdempotencyKeyMissing();
    const { name, bytes } = await receivedFile(request);
    const fingerprint = createHash('sha256').update(bytes).digest('hex');
    return this.idempotency.once(me.id, key, ['plans/documents', name, fingerprint], () => this.commands.execute(new KeepDocument(me, name, bytes)));
  }

  @Get(':id')
  @Allow(...COMMAND)
  @Returns(PlanDocumentView)
  getPlanDocument(@Me() me: Actor, @Param('id') id: string) {
    return this.queries.execute(new DocumentDetail(me, id));
  }

  /** The file as it came. */
  @Get(':id/file')
  @InLane('export')
  @Allow(...COMMAND)
  @ApiProduces('application/octet-stream')
  async getPlanDocumentFile(@Me() me: Actor, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await sendFile(reply, await this.queries.execute(new DocumentFile(me, id)));
  }

  /** The workbook with every fault and question at its cell, and a sheet that lists them. */
  @Get(':id/annotated')
  @InLane('export')
  @Allow(...COMMAND)
  @ApiProduces('application/octet-stream')
  async getAnnotatedPlanDocument(@Me() me: Actor, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await sendFile(reply, await this.queries.execute(new AnnotatedDocument(me, id)));
  }

  /** Reads it into a draft, within a minute. Asked again it answers with the same plan. Whoever closes the connection ends the reading. */
  @Post(':id/import')
  @InLane('export')
  @Allow('duty-officer')
  @Returns(PlanImported)
  async importPlanDocument(@Me() me: Actor, @Param('id') id: string, @Req() request: FastifyRequest) {
    const gone = new AbortController();
    const leave = (): void => gone.abort();
    request.raw.socket.once('close', leave);
    try {
      return await this.commands.execute(new ImportDocument(me, id, gone.signal));
    } finally {
      request.raw.socket.off('close', leave);
    }
  }
}
