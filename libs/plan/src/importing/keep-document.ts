import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { Count, Database, Handles, Id, Text, type Actor } from '#platform';
import { DocumentRefused } from '../opening/document-refusals.js';
import { LIMITS, within } from '../opening/limits.js';

export class KeptDocument {
  @Id() id!: string;
  @Text() name!: string;
  @Count({ about: 'Bytes' }) size!: number;
  @Text({ about: 'SHA-256 of the file, hexadecimal' }) sha256!: string;
}

/** 上传: keeps a file unchanged, so that it can be read into a draft and shown later as it came. Nothing is read yet. */
export class KeepDocument extends Command<KeptDocument> {
  constructor(
    readonly actor: Actor,
    readonly name: string,
    readonly bytes: Buffer,
  ) {
    super();
  }
}

const KEEP = `
  INSERT INTO plan_document (id, jurisdiction_id, name, size, sha256, bytes, kept_by, kept_at) VALUES ($1, $2, $3, octet_length($5::bytea), $4, $5, $6, clock_now())`;

@Handles(KeepDocument)
export class KeepDocumentHandler implements ICommandHandler<KeepDocument> {
  constructor(private readonly database: Database) {}

  async execute({ actor, name, bytes }: KeepDocument): Promise<KeptDocument> {
    within(bytes.length, LIMITS.bytes, 'plan.document-too-large');
    if (bytes.length === 0) throw new DocumentRefused('plan.document-empty');
    const kept = { id: uuid(), name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    await this.database.query(KEEP, [kept.id, actor.jurisdictionId, name, kept.sha256, bytes, actor.id]);
    return kept;
  }
}
