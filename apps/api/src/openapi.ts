import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Environment } from '#config/environment';
import { ApiModule } from './api.module.js';
import { adapter, openApiDocument } from './http/door.js';

/** Prints the API document without starting anything: Nest's preview mode builds the graph and no instance. */
async function main(): Promise<void> {
  const environment = Object.assign(new Environment(), { DATABASE_URL: 'postgres://nobody@127.0.0.1/none' });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(environment), adapter(environment), { preview: true, logger: ['error'] });
  app.setGlobalPrefix('api/v1', { exclude: ['healthz', 'readyz', 'metrics'] });
  process.stdout.write(`${JSON.stringify(openApiDocument(app), null, 1)}\n`);
}

await main();
