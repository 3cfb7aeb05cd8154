import path from 'node:path';
import ts from 'typescript';
import { filesIn, isSpec, read } from './architecture/source.js';

const FILE_LINES = 250;
const LONG_FILE_LINES = 350;
const FUNCTION_LINES = 50;
const CONSTRUCTOR_DEPENDENCIES = 4;

const code = ['libs', 'apps', 'config', 'test'].flatMap((folder) => filesIn(folder, /\.(ts|vue|mjs)$/)).filter((file) => !file.includes('/migrations/'));
const lines = (text: string): number => text.trimEnd().split('\n').length;

interface Body {
  readonly name: string;
  readonly lines: number;
}

/** Every function with a body; suites and Vue setups are tables of contents, not functions. */
function functionsOf(file: string): Body[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true);
  const found: Body[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body && ts.isBlock(node.body)) {
      const from = source.getLineAndCharacterOfPosition(node.body.getStart()).line;
      const to = source.getLineAndCharacterOfPosition(node.body.getEnd()).line;
      const name = node.name && ts.isIdentifier(node.name) ? node.name.text : `at line ${from + 1}`;
      found.push({ name: `${file} ${name}`, lines: to - from - 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function constructorsOf(file: string): Body[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true);
  const found: Body[] = [];
  const injected = (parameter: ts.ParameterDeclaration): boolean => ts.getModifiers(parameter)?.some((modifier) => modifier.kind === ts.SyntaxKind.PrivateKeyword) ?? false;
  const visit = (node: ts.Node): void => {
    if (ts.isConstructorDeclaration(node)) found.push({ name: file, lines: node.parameters.filter(injected).length });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('sizes', () => {
  it.each([
    ['files', code.filter((file) => !isSpec(file) && !file.endsWith('.vue')), FILE_LINES],
    ['specs and Vue components', code.filter((file) => isSpec(file) || file.endsWith('.vue')), LONG_FILE_LINES],
  ])('%s are short', (_kind, files, limit) => {
    expect(files.filter((file) => lines(read(file)) > limit).map((file) => `${file}: ${lines(read(file))}`)).toEqual([]);
  });

  it('the median file is about a screen', () => {
    const sizes = code.filter((file) => !isSpec(file) && !file.startsWith('test/') && file.endsWith('.ts')).map((file) => lines(read(file)));
    const median = sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)]!;
    expect(median).toBeLessThanOrEqual(60);
  });

  it('functions are short', () => {
    const files = code.filter((file) => file.endsWith('.ts') && !isSpec(file));
    expect(files.flatMap(functionsOf).filter((body) => body.lines > FUNCTION_LINES).map((body) => `${body.name}: ${body.lines}`)).toEqual([]);
  });

  it('constructors take few dependencies', () => {
    const files = code.filter((file) => file.endsWith('.ts') && path.dirname(file) !== 'test/harness');
    expect(files.flatMap(constructorsOf).filter((body) => body.lines > CONSTRUCTOR_DEPENDENCIES).map((body) => `${body.name}: ${body.lines}`)).toEqual([]);
  });
});
