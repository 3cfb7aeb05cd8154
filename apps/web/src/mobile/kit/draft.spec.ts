import { nextTick } from 'vue';
import { keepDraft } from '../offline/drafts';
import { useDraft } from './draft';

jest.mock('../offline/drafts', () => ({
  recallDraft: () => null,
  asDraft: (name: string, content: object) => ({ name, content }),
  keepDraft: jest.fn(),
  forgetDraft: () => Promise.resolve(),
}));

describe('what a draft says of itself', () => {
  /** Writes begun, oldest first; the disk of a phone takes them one after the other. */
  const disk: { done(): void; fails(): void }[] = [];
  const settles = (): Promise<void> => new Promise((done) => setTimeout(done));
  beforeEach(() => {
    jest.spyOn(console, 'warn').mockImplementation();
    disk.length = 0;
    jest.mocked(keepDraft).mockImplementation(() => new Promise((done, fails) => disk.push({ done, fails: () => fails(new Error('full')) })));
  });
  afterEach(() => jest.restoreAllMocks());

  it('is kept only when the last keystroke is on the disk, not when an earlier one is', async () => {
    const { content, keeping } = useDraft('one', () => ({ text: '' }));
    expect(keeping.value).toEqual({ at: null, busy: false, refused: false });
    content.value.text = '吊';
    await nextTick();
    content.value.text = '吊车';
    await nextTick();
    disk[0]!.done();
    await settles();
    expect(keeping.value.busy).toBe(true);
    disk[1]!.done();
    await settles();
    expect(keeping.value).toEqual({ at: expect.any(Date) as Date, busy: false, refused: false });
  });

  it('is refused when the last keystroke found no room, and kept again when the next one did', async () => {
    const { content, keeping } = useDraft('one', () => ({ text: '' }));
    content.value.text = '吊';
    await nextTick();
    disk[0]!.fails();
    await settles();
    expect(keeping.value).toEqual({ at: null, busy: false, refused: true });
    content.value.text = '吊车';
    await nextTick();
    disk[1]!.done();
    await settles();
    expect(keeping.value).toMatchObject({ busy: false, refused: false });
  });

  it('has nothing to say of an empty form', async () => {
    const { content, keeping } = useDraft('one', () => ({ text: '' }));
    content.value.text = '吊';
    await nextTick();
    disk[0]!.done();
    await settles();
    content.value.text = '';
    await nextTick();
    await settles();
    expect(keeping.value).toEqual({ at: null, busy: false, refused: false });
  });
});
