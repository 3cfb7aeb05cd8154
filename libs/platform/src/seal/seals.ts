import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Count, Flag, Id, Instant, Text } from '../input/fields.js';

/** 封存: how far the journal is sealed, and when somebody last checked it. */
export class SealState {
  @Id({ nullable: true, about: 'The last entry that is sealed; null when none is' }) sealedUpTo!: string | null;
  @Instant({ nullable: true, about: 'When it was sealed' }) at!: Date | null;
  @Count({ about: 'Entries that wait for the next seal; a few, for about a second' }) unsealed!: number;
  @Text({ nullable: true, about: 'SHA-256 of the public key, hex: compare it with the one on paper' }) publicKeyFingerprint!: string | null;
  @Instant({ nullable: true, about: 'When the last check that has a result ended' }) checkedAt!: Date | null;
  @Flag({ nullable: true, about: 'Whether it found everything as it was sealed' }) checkedSound!: boolean | null;
}

const STATE = `
  SELECT last.entries[last.count] AS "sealedUpTo", last.at, last.key_id AS "publicKeyFingerprint", tried.at AS "checkedAt", tried.finding IS NULL AND tried.at IS NOT NULL AS sound,
         (head.position - coalesce(last.position, 0) + (SELECT count(*) FROM journal_pending))::int AS unsealed
    FROM journal_head head
    LEFT JOIN LATERAL (SELECT * FROM journal_seal ORDER BY n DESC LIMIT 1) last ON true
    LEFT JOIN LATERAL (
      SELECT finished_at AS at, finding FROM journal_face_checks() WHERE state = 'finished' AND (trouble IS NULL OR finding IS NOT NULL) ORDER BY check_id DESC LIMIT 1
    ) tried ON true`;

/** What the console says about the seals. It believes the database; only a check checks. */
@Injectable()
export class Seals {
  constructor(private readonly database: Database) {}

  async state(): Promise<SealState> {
    const [row] = await this.database.query<SealState & { sound: boolean }>(STATE);
    const { sound, ...state } = row!;
    return { ...state, checkedSound: state.checkedAt ? sound : null };
  }
}
