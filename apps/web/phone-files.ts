import type { Plugin, Rollup } from 'vite';

/** Every file that the phone's page may ever ask for, its chunks, styles and pictures; none of the desk's. */
export function phoneFiles(): { plugin: Plugin; has(file: string): boolean } {
  const files = new Set<string>(['m/index.html']);
  const plugin: Plugin = {
    name: 'qingkong-phone-files',
    generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find((file): file is Rollup.OutputChunk => file.type === 'chunk' && file.isEntry && file.name === 'phone');
      if (entry) follow(entry.fileName, bundle, files);
    },
  };
  return { plugin, has: (file) => files.has(file) || /^m\/.*\.png$/.test(file) };
}

function follow(name: string, bundle: Rollup.OutputBundle, files: Set<string>): void {
  const chunk = bundle[name];
  if (files.has(name) || chunk?.type !== 'chunk') return;
  files.add(name);
  const { importedCss, importedAssets } = (chunk as Rollup.OutputChunk & { viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } }).viteMetadata ?? {};
  for (const one of [...(importedCss ?? []), ...(importedAssets ?? [])]) files.add(one);
  for (const one of [...chunk.imports, ...chunk.dynamicImports]) follow(one, bundle, files);
}
