import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { installHostClock } from './host-clock.js';

/** Runs a bundled program (first argument) with what V8 compiled of it before; with `compile` writes that down and ends. */
const [file, compile] = process.argv.slice(2) as [string, string | undefined];
installHostClock();
const compiled = `${file}.compiled`;

const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`, {
  filename: file,
  cachedData: existsSync(compiled) ? readFileSync(compiled) : undefined,
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const module = { exports: {} };
(script.runInThisContext() as (...args: unknown[]) => void)(module.exports, createRequire(import.meta.url), module, file, path.dirname(file));
if (compile) {
  writeFileSync(compiled, script.createCachedData());
  process.exit(0);
}
