import { Injectable } from '@nestjs/common';
import { Environment } from '#config/environment';
import { Keys } from '#platform';
import { readClaim, signClaim, type LinkClaim } from './link-token.js';

/**
 * 免登签收链接: the address in a message by which its receiver acknowledges without signing in. Whoever holds it may do
 * that one thing, once, until it expires; so it is made while the message is sent and kept nowhere.
 */
@Injectable()
export class AcknowledgementLink {
  private readonly console: string;

  constructor(
    private readonly keys: Keys,
    { PUBLIC_URL, HOST, PORT }: Environment,
  ) {
    this.console = (PUBLIC_URL ?? `http://${HOST}:${PORT}`).replace(/\/+$/, '');
  }

  /** The same delivery and time give the same address: a message sent again carries the link it carried before. */
  async addressOf(deliveryId: string, validUntil: Date): Promise<string> {
    return `${this.console}/m/a/${signClaim({ deliveryId, validUntil }, await this.keys.secret('link'))}`;
  }

  /** Null for a token that was not made here. Says nothing of whether its time has passed. */
  async read(token: string): Promise<LinkClaim | null> {
    return readClaim(token, await this.keys.secret('link'));
  }
}
