import { createHmac } from 'node:crypto';
import type { WebhookSettings } from '../channels/gateway-settings.js';
import { textOf } from '../message.js';
import type { Outcome } from '../settlement.js';
import { addressFault } from './allowed-address.js';
import type { Gateway, Letter } from './gateway.js';
import { call, valueAt, verdictOf } from './http-call.js';

/** A system of somebody else, told by JSON that is signed and dated. The same Idempotency-Key twice is the same message. */
export class WebhookGateway implements Gateway {
  readonly repetition = 'safe';

  constructor(private readonly settings: WebhookSettings) {}

  async send(letter: Letter, signal: AbortSignal): Promise<Outcome> {
    const fault = await addressFault(letter.address, this.settings);
    if (fault) return { kind: 'refused', code: 'channel.address-not-allowed', text: fault };
    const body = bodyOf(letter);
    const timestamp = String(Math.floor(letter.at.getTime() / 1000));
    const signature = createHmac('sha256', this.settings.secret).update(`${timestamp}.${body}`).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': letter.key,
      'x-qingkong-timestamp': timestamp,
      'x-qingkong-signature': `sha256=${signature}`,
    };
    const called = await call({ method: 'POST', url: letter.address, headers, body }, signal);
    if ('problem' in called) return called.problem;
    return verdictOf(called.answer) ?? { kind: 'accepted', reference: valueAt(called.answer.json, 'id') ?? null };
  }
}

/** The same in each try, whatever happened meanwhile: a receiver may compare what comes twice under one key. */
function bodyOf(letter: Letter): string {
  const notices = letter.parts.map(({ deliveryId, kind, facts, link }) => ({ id: deliveryId, kind, facts, acknowledge: link }));
  return JSON.stringify({ number: letter.number, unit: letter.unitName, text: textOf(letter, false), notices });
}
