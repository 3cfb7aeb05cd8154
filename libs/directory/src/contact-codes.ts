import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Database, Keys } from '#platform';
import { CODE_MINUTES, digitsOf, type CodeHistory, type SentCode } from './contact-code.js';

const ROW = `id, contact_id AS "contactId", salt, valid_until AS "validUntil", tries`;

/** The codes that were asked for; their digits are worked out when they are needed. */
@Injectable()
export class ContactCodes {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
  ) {}

  key(): Promise<Buffer> {
    return this.keys.secret('contact-code');
  }

  /** For the message that carries it; null when it is too late to be of use. */
  async digits(codeId: string): Promise<string | null> {
    const [code] = await this.database.query<SentCode>(`SELECT ${ROW} FROM directory_contact_code WHERE id = $1 AND valid_until > clock_now()`, [codeId]);
    return code ? digitsOf(code, await this.key()) : null;
  }

  async add(contactId: string, askedBy: string): Promise<SentCode> {
    const [code] = await this.database.query<SentCode>(
      `INSERT INTO directory_contact_code (contact_id, salt, valid_until, asked_by)
       VALUES ($1, $2, clock_now() + make_interval(mins => $3), $4) RETURNING ${ROW}`,
      [contactId, randomBytes(16), CODE_MINUTES, askedBy],
    );
    return code!;
  }

  /** The latest one: a new code makes the earlier ones worthless. */
  async latest(contactId: string): Promise<SentCode | null> {
    const [code] = await this.database.query<SentCode>(`SELECT ${ROW} FROM directory_contact_code WHERE contact_id = $1 ORDER BY id DESC LIMIT 1`, [contactId]);
    return code ?? null;
  }

  async countTry(codeId: string): Promise<void> {
    await this.database.query('UPDATE directory_contact_code SET tries = tries + 1 WHERE id = $1', [codeId]);
  }

  async history(contactId: string, askedBy: string): Promise<CodeHistory> {
    const [history] = await this.database.query<CodeHistory>(
      `SELECT max(at) FILTER (WHERE contact_id = $1) AS "lastAt", count(*) FILTER (WHERE contact_id = $1)::int AS "contactInHour",
              count(*) FILTER (WHERE asked_by = $2)::int AS "askerInHour", min(at) AS "oldestAt"
         FROM directory_contact_code WHERE (contact_id = $1 OR asked_by = $2) AND at > clock_now() - interval '1 hour'`,
      [contactId, askedBy],
    );
    return history!;
  }
}
