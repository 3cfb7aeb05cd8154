import { createTransport } from 'nodemailer';
import type { EmailSettings } from '../channels/gateway-settings.js';
import type { Outcome } from '../settlement.js';
import type { Gateway, Letter } from './gateway.js';

interface SmtpError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
}

const BEFORE_IT_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EDNS', 'EAUTH']);

/** How Node and OpenSSL call a certificate that is not to be trusted: such a server was told nothing. */
const NOT_TRUSTED = /CERT|^UNABLE_TO_/;

/** 电子邮件 by SMTP. Nobody can be asked what became of a mail; its Message-ID is our key, so that many readers fold a repetition. */
export class EmailGateway implements Gateway {
  readonly repetition = 'marked';

  constructor(
    private readonly settings: EmailSettings,
    private readonly timeoutMs: number,
  ) {}

  async send(letter: Letter, signal: AbortSignal): Promise<Outcome> {
    const { host, port, tls, user, password, from } = this.settings;
    const socketTimeout = this.timeoutMs;
    const transport = createTransport({
      host,
      port,
      secure: tls === 'implicit',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      ...(user ? { auth: { user, pass: password ?? '' } } : {}),
      connectionTimeout: socketTimeout,
      greetingTimeout: socketTimeout,
      socketTimeout,
    });
    const cancelled = new Promise<Outcome>((resolve) => signal.addEventListener('abort', () => resolve(unanswered), { once: true }));
    const mail = { from, to: letter.address, subject: letter.title, text: letter.text, messageId: `<${letter.key}@qingkong>`, disableFileAccess: true, disableUrlAccess: true };
    const sent = transport.sendMail(mail).then((): Outcome => ({ kind: 'accepted', reference: null }), outcomeOf);
    return Promise.race([sent, cancelled]).finally(() => transport.close());
  }
}

const unanswered: Outcome = { kind: 'unknown', code: 'channel.no-answer', text: 'The mail server did not answer in time.' };

/** RFC 5321: 4yz may be tried again, 5yz may not; 421 is the server's own trouble. Without a code nobody knows how far the mail came. */
function outcomeOf(error: SmtpError): Outcome {
  const { responseCode: code, message: text } = error;
  if (error.code === 'EAUTH') return { kind: 'failed', ill: true, seconds: null, code: 'channel.not-allowed', text: 'The mail server does not accept user and password.' };
  const reason = error.originalCode ?? error.code ?? '';
  if (error.code === 'ETLS' || NOT_TRUSTED.test(reason)) return { kind: 'failed', ill: true, seconds: null, code: 'channel.unreachable', text: `The mail server offers no encryption that can be trusted: ${text}` };
  if (code === 421) return { kind: 'failed', ill: true, seconds: null, code: 'channel.unavailable', text };
  if (code && /\b4\.7\.\d+\b/.test(text)) return { kind: 'throttled', whose: 'contact', seconds: null, code: 'channel.throttled', text };
  if (code && code < 500) return { kind: 'failed', ill: code === 451, seconds: null, code: 'channel.provider-error', text };
  if (code) return { kind: 'refused', code: 'channel.refused', text };
  if (BEFORE_IT_LEFT.has(reason) || BEFORE_IT_LEFT.has(error.code ?? '')) return { kind: 'failed', ill: true, seconds: null, code: 'channel.unreachable', text };
  return { kind: 'unknown', code: 'channel.connection-lost', text };
}
