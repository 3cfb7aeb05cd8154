import { Injectable } from '@nestjs/common';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Environment, EnvironmentProblem } from '#config/environment';
import { faultsOfOutline, type Outline } from './outline.js';

/** The outlines of this installation, read once from DISTRICT_MAPS. A wrong file ends the start here, with its place in words. */
@Injectable()
export class DistrictOutlines {
  private readonly byName = new Map<string, Outline>();

  constructor({ DISTRICT_MAPS }: Environment) {
    for (const file of filesIn(DISTRICT_MAPS)) {
      const outline = readOutline(file);
      if (this.byName.has(outline.name)) throw new EnvironmentProblem(`Please correct ${file}:\n  name: another file of DISTRICT_MAPS is the outline of ${outline.name} already.`);
      this.byName.set(outline.name, outline);
    }
  }

  /** The outline of the city or district of this name; null when the installation has none. */
  of(jurisdictionName: string): Outline | null {
    return this.byName.get(jurisdictionName) ?? null;
  }
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) throw new EnvironmentProblem(`DISTRICT_MAPS names ${folder}, and there is no such folder.`);
  return readdirSync(folder).filter((file) => file.endsWith('.geojson')).sort().map((file) => path.join(folder, file));
}

function readOutline(file: string): Outline {
  const refuse = (faults: readonly string[]): never => {
    throw new EnvironmentProblem(`Please correct ${file}:\n${faults.slice(0, 10).map((fault) => `  ${fault}`).join('\n')}`);
  };
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    refuse([`This is no JSON: ${(error as Error).message}`]);
  }
  const faults = faultsOfOutline(document);
  return faults.length > 0 ? refuse(faults) : (document as Outline);
}
