// npm start: everything on one machine. Needs Node and npm, nothing else; this file therefore imports nothing that must be installed.
import { spawn } from 'node:child_process';
import { prepare } from './built.mjs';

prepare({ console: true });
const child = spawn(process.execPath, ['--enable-source-maps', 'dist/apps/standalone/src/main.js', ...process.argv.slice(2)], { stdio: 'inherit' });
// Ctrl+C reaches the child by itself; it stops everything in order, and this process only waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
