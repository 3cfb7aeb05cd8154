import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { CHAPTERS, ENTITIES } from '#config/contexts';
import type { Environment } from '#config/environment';
import { JsonLog, PlatformModule } from '#platform';

/** All contexts, for a command-line tool: no door, no worker, no time limits on statements. */
export async function withContexts<T>(environment: Environment, work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const module = { module: class ToolModule {}, imports: [PlatformModule.forRoot(environment, 'tool', ENTITIES), ...CHAPTERS.map((chapter) => chapter.module)] };
  const app = await NestFactory.createApplicationContext(module, { logger: new JsonLog('warn', 'tool'), abortOnError: false });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
