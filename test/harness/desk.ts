import type { City } from './city.js';
import type { Person } from './person.js';

type Level = 'yellow' | 'orange' | 'red';
const own = { basis: 'own_forecast', reason: '预测日AQI大于200将持续48小时' };

/** The command centre: drafts by one, signatures by another, as the product asks for it. */
export class Desk {
  readonly officer: Person;
  readonly approver: Person;

  constructor(private readonly city: City) {
    this.officer = city.person('zhiban01');
    this.approver = city.person('shenpi01');
  }

  /** 发布: drafted, previewed, submitted and signed. Returns the warning and its response, at rest. */
  async issues(level: Level, more: object = {}): Promise<{ warning: string; response: string }> {
    const { id: warning } = await this.officer.does<{ id: string }>('/warnings', { ...own, level, ...more });
    await this.signs(warning);
    const { items } = await this.officer.reads<{ items: { id: string; warningId: string }[] }>('/responses');
    return { warning, response: items.find((one) => one.warningId === warning)!.id };
  }

  async adjusts(warning: string, level: Level): Promise<void> {
    await this.officer.does(`/warnings/${warning}/adjust`, { ...own, level });
    await this.signs(warning);
  }

  async moves(warning: string, kind: 'suspend' | 'resume' | 'lift' | 'revoke'): Promise<void> {
    await this.officer.does(`/warnings/${warning}/${kind}`, own);
    await this.officer.does(`/warnings/${warning}/submit`);
    await this.approver.does(`/warnings/${warning}/approve`, {});
    await this.city.settles();
  }

  /** Submits the open message, looks at the preview, and signs what was seen. */
  async signs(warning: string): Promise<void> {
    await this.officer.does(`/warnings/${warning}/submit`);
    await this.approver.does(`/warnings/${warning}/approve`, { previewHash: await this.previewHash(warning) });
    await this.city.settles();
  }

  async previewHash(warning: string): Promise<string> {
    return (await this.approver.reads<{ previewHash: string }>(`/warnings/${warning}/preview`)).previewHash;
  }

  progress(response: string): Promise<{ totals: Record<string, number>; measures: Record<string, unknown>[] }> {
    return this.officer.reads(`/responses/${response}/progress`);
  }
}
