import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ROOT = path.resolve(__dirname, '../../..');
/** The originals and the schema lie beside the repository and are not copied into it. */
const SHARED = path.resolve(ROOT, '../shared');
const ORIGINAL = path.join(SHARED, 'seeds/000_fde380b46a8832e4.txt');
const withOriginal = existsSync(ORIGINAL) ? it : it.skip;

const DOCUMENT = `附件1

东山区冬季任务分解表

\t序号\n\t任务类别\n\t工作任务\n\t任务名称\n\t任务要求\n\t任务时限\n\t牵头单位\n\t责任单位

\t1\n\t应急强化管控措施\n\t（一）管住工地\n\t1.停土方。\n\t停止土方作业。\n\t应急强化管控期间\n\t区住建局\n\t/
`;

const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-parse-'));
const parse = (cwd: string, ...args: string[]) =>
  spawnSync('npm', ['run', '-s', '--prefix', ROOT, 'plan:parse', '--', ...args], { cwd, encoding: 'utf8', maxBuffer: 64e6, env: { ...process.env, INIT_CWD: cwd } });

describe('npm run -s plan:parse', () => {
  beforeAll(() => writeFileSync(path.join(folder, 'plan.txt'), DOCUMENT));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints one JSON document and nothing else, of a file named from where the user stands', () => {
    const { status, stdout } = parse(folder, 'plan.txt');
    expect(status).toBe(0);
    const draft = JSON.parse(stdout) as { format: string; tasks: { no: string; lead: { name: string }[]; responsible: unknown[] }[]; questions: { task: string; field: string }[] };
    expect(draft.format).toBe('qingkong.plan-draft/1');
    expect(draft.tasks.map((task) => [task.no, task.lead.map((unit) => unit.name), task.responsible])).toEqual([['1', ['区住建局'], []]]);
    expect(draft.questions.map((question) => [question.task, question.field])).toEqual([['1', 'responsible']]);
  });

  it.each([
    ['no file', [], 'Name exactly one plan document'],
    ['two files', ['plan.txt', 'plan.txt'], 'Name exactly one plan document'],
    ['a file that is not there', ['none.txt'], 'none.txt: There is no such file. Check the path.'],
    ['a folder', ['.'], 'This is a folder. Name one file in it.'],
    ['a PDF', ['plan.pdf'], 'is a PDF. Save its text as a UTF-8 .txt file'],
    ['a text in GBK', ['gbk.txt'], 'is not UTF-8 text. Save it as a UTF-8 .txt file'],
  ])('says what to do about %s, and prints nothing on stdout', (_what, args, sentence) => {
    writeFileSync(path.join(folder, 'plan.pdf'), '%PDF-1.7');
    writeFileSync(path.join(folder, 'gbk.txt'), Buffer.from([0xd6, 0xd8, 0xce, 0xdb]));
    const { status, stdout, stderr } = parse(folder, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  withOriginal('reads the real task table from beside the repository into the draft schema: all 102 rows', () => {
    const { status, stdout } = parse(ROOT, '../shared/seeds/000_fde380b46a8832e4.txt');
    expect(status).toBe(0);
    const draft = JSON.parse(stdout) as { tasks: unknown[] };
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const valid = ajv.compile(JSON.parse(readFileSync(path.join(SHARED, 'schema/plan-draft.schema.json'), 'utf8')) as object);
    expect({ valid: valid(draft), errors: valid.errors }).toEqual({ valid: true, errors: null });
    expect(draft.tasks).toHaveLength(102);
  });
});
