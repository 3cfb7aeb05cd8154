import { History, judged, type Wanted } from './history.js';

const asked: Wanted = { actor: 'a', verb: 'approve', subject: '7', key: 'k', body: null };
const DONE = ['warning.message-already-approved'];
const refusal = { status: 409, body: { code: DONE[0] } };

describe('what an answer means to its sender', () => {
  it('done is done, whatever came before', () => {
    expect(judged({ status: 201, body: { id: 1 } }, { unknowns: 3 }, [])).toBe('ok');
  });

  it('"it is done already" is as good as done for him who was never told', () => {
    expect(judged(refusal, { unknowns: 1 }, DONE)).toBe('ok');
  });

  it('"it is done already" is a refusal for him who asked once and was answered', () => {
    expect(judged(refusal, { unknowns: 0 }, DONE)).toBe('refused');
  });

  it('any other refusal is one, even after an unknown answer', () => {
    expect(judged({ status: 403, body: { code: 'identity.not-yours' } }, { unknowns: 1 }, DONE)).toBe('refused');
    expect(judged({ status: 404, body: null }, { unknowns: 1 }, DONE)).toBe('refused');
  });
});

describe('the history', () => {
  it('counts a request as unknown until it was answered', () => {
    const history = new History(1);
    const request = history.begin(asked);
    expect(request).toMatchObject({ n: 10_001, outcome: 'unknown', repeats: null, tries: 0 });
    history.end(request, 'refused', 409, { code: 'x.y' });
    expect(history.requests).toEqual([expect.objectContaining({ n: 10_001, outcome: 'refused', status: 409, code: 'x.y' })]);
  });

  it('keeps no code of what was not refused', () => {
    const history = new History(1);
    const request = history.begin({ ...asked, repeats: 4 });
    history.end(request, 'ok', 200, { code: 'a word in an answer' });
    expect(request).toMatchObject({ code: null, repeats: 4, outcome: 'ok' });
  });

  it('says when so many have been answered, once, and not before', async () => {
    const history = new History(1);
    const struck: string[] = [];
    void history.reaches(2).then(() => struck.push('after two'));
    const requests = [1, 2, 3].map(() => history.begin(asked));
    history.end(requests[0]!, 'ok', 200, null);
    await Promise.resolve();
    expect(struck).toEqual([]);
    history.end(requests[1]!, 'ok', 200, null);
    history.end(requests[2]!, 'ok', 200, null);
    await Promise.resolve();
    expect(struck).toEqual(['after two']);
  });
});
