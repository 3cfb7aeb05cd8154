import { Module, type DynamicModule } from '@nestjs/common';
import { CHAPTERS, ENTITIES } from '#config/contexts';
import type { Environment } from '#config/environment';
import { PlatformModule } from '#platform';

/** The heartbeat: the same contexts as the api, without a door. */
@Module({})
export class WorkerModule {
  static forRoot(environment: Environment): DynamicModule {
    return { module: WorkerModule, imports: [PlatformModule.forRoot(environment, 'worker', ENTITIES), ...CHAPTERS.map((chapter) => chapter.module)] };
  }
}
