import { randomUUID } from 'node:crypto';
import type { Ground } from './ground.js';

/** A preview that took the api too long is asked for again, as its answer says; more often than this nobody would. */
const PREVIEW_TRIES = 5;
const own = { basis: 'own_forecast', reason: '测速' };

/** Drafts and signs through the door, as two people would. */
export class Officer {
  constructor(private readonly ground: Ground) {}

  /** A drafted, submitted warning and the hash of its preview: all that is left is the signature. */
  async readyToSign(more: object = {}): Promise<{ warning: string; previewHash: string }> {
    const { id: warning } = await this.post<{ id: string }>('officer', '/warnings', { ...own, level: 'red', ...more });
    await this.post('officer', `/warnings/${warning}/submit`);
    for (let tries = 1; ; tries++) {
      try {
        const { previewHash } = await this.send<{ previewHash: string }>('GET', 'approver', `/warnings/${warning}/preview`);
        return { warning, previewHash };
      } catch (error) {
        if (tries === PREVIEW_TRIES || !/: 503 /.test((error as Error).message)) throw error;
      }
    }
  }

  async signs(warning: string, previewHash: string): Promise<void> {
    await this.post('approver', `/warnings/${warning}/approve`, { previewHash });
  }

  async lifts(warning: string): Promise<void> {
    await this.post('officer', `/warnings/${warning}/lift`, own);
    await this.post('officer', `/warnings/${warning}/submit`);
    await this.post('approver', `/warnings/${warning}/approve`, {});
  }

  /** 免责: nobody answers for this unit. */
  async excuses(checklist: string): Promise<void> {
    await this.post('officer', `/checklists/${checklist}/excuse`, { reason: '测速' });
  }

  private post<Body = unknown>(who: 'officer' | 'approver', path: string, body?: unknown): Promise<Body> {
    return this.send('POST', who, path, body);
  }

  private async send<Body>(method: string, who: 'officer' | 'approver', path: string, body?: unknown): Promise<Body> {
    const { url } = this.ground.processes;
    const headers = { cookie: `qk_session=${this.ground.city[who]}`, 'idempotency-key': randomUUID(), ...(body ? { 'content-type': 'application/json' } : {}) };
    const reply = await fetch(`${url}/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
    return (text ? JSON.parse(text) : null) as Body;
  }
}
