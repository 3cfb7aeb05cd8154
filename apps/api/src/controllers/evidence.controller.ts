import { Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiHeader, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createReadStream } from 'node:fs';
import { KeepPhoto, PhotoFacts, Photos, Vault, type Picture } from '#evidence';
import { Choice, Count, Id, Idempotency, InputRefused, Instant, Text, validation, type Actor } from '#platform';
import { Allow, FIELD, UNITS } from '../http/allow.js';
import { IdempotencyKeyMissing } from '../http/http.refusals.js';
import { Me } from '../http/me.js';
import { Returns } from '../http/returns.js';

export class PhotoView {
  @Id() id!: string;
  @Text({ about: 'SHA-256 of the original, hex' }) sha256!: string;
  @Count() width!: number;
  @Count() height!: number;
  @Instant({ nullable: true, about: 'From the camera' }) takenAt!: Date | null;
}

export class PhotoQuery {
  @Choice(['full', 'thumbnail'], { optional: true })
  size?: 'full' | 'thumbnail';
}

@ApiTags('evidence 佐证')
@Controller('evidence')
export class EvidenceController {
  constructor(
    private readonly commands: CommandBus,
    private readonly vault: Vault,
    private readonly photos: Photos,
    private readonly idempotency: Idempotency,
  ) {}

  /** One picture per request, as multipart/form-data: the file, and what the device knows about it. */
  @Post()
  @Allow(...UNITS, 'inspector', 'duty-officer')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' }, deviceAt: { type: 'string' }, latitude: { type: 'number' }, longitude: { type: 'number' } } } })
  @Returns(PhotoView, 201)
  async keepPhoto(@Me() me: Actor, @Req() request: FastifyRequest, @Headers('idempotency-key') key?: string) {
    if (!key) throw new IdempotencyKeyMissing();
    const { picture, fields } = await this.receive(request);
    const facts = (await validation().transform(fields, { type: 'body', metatype: PhotoFacts })) as PhotoFacts;
    // The files are safe by now; only the row is written within the key's transaction.
    return this.idempotency.once(me.id, key, ['evidence', picture.sha256, fields], () => this.commands.execute(new KeepPhoto(me, picture, facts)));
  }

  @Get(':id')
  @Allow(...FIELD)
  @ApiProduces('image/jpeg')
  async showPhoto(@Me() me: Actor, @Param('id') id: string, @Query() { size }: PhotoQuery, @Res() reply: FastifyReply, @Headers('if-none-match') known?: string): Promise<void> {
    const photo = await this.photos.open(me, id, size ?? 'full');
    void reply.headers({ etag: photo.etag, 'cache-control': 'private, max-age=86400', 'content-security-policy': 'sandbox', 'content-disposition': 'inline' });
    if (known === photo.etag) await reply.code(304).send();
    else await reply.headers({ 'content-type': photo.type, 'content-length': photo.length }).send(createReadStream(photo.path));
  }

  private async receive(request: FastifyRequest): Promise<{ picture: Picture; fields: Record<string, string> }> {
    if (!request.isMultipart()) throw new InputRefused([{ field: 'file', code: 'required', message: 'Send the picture as multipart/form-data in the field file.' }]);
    const fields: Record<string, string> = {};
    let picture: Picture | null = null;
    for await (const part of request.parts()) {
      if (part.type === 'file') picture = await this.vault.take(part.file);
      else if (part.value !== '') fields[part.fieldname] = String(part.value);
    }
    if (!picture) throw new InputRefused([{ field: 'file', code: 'required', message: 'No picture was sent.' }]);
    return { picture, fields };
  }
}
