import { inWords, isDrawn, type Plant } from './plants.js';

export interface Caught {
  readonly plant: Plant;
  readonly seed: number;
  readonly broken: readonly string[];
}

const HEAD = `# Planted bugs

A suite that never fails proves nothing. Each of these bugs is a patch of the built code
([test/planted](../test/planted)); \`npm run planted\` plants one after the other in a private copy, asks the suite that should
catch it, up to five seeds, and fails when one is not caught, or when the copy without any bug is not accepted. CI checks on every run that each patch
still fits the code, and plants a few of them, others with each commit. This table is written by \`npm run planted -- --table\`.

| bug | what is planted | against | caught by | seed |
|---|---|---|---|---|
`;

/** One bug may break much; three are enough to believe it. */
const some = (broken: readonly string[]): string => [...broken.slice(0, 3), ...(broken.length > 3 ? [`and ${broken.length - 3} more`] : [])].join('; ');
const cell = (text: string): string => text.replaceAll('|', '\\|');

export const tableOf = (caught: readonly Caught[]): string =>
  HEAD + caught.map(({ plant, seed, broken }) => `| ${[plant.name, plant.plants, plant.against, `\`${inWords(plant.catcher)}\`: ${some(broken)}`, isDrawn(plant) ? String(seed) : ''].map(cell).join(' | ')} |\n`).join('');
