import { Module, type DynamicModule } from '@nestjs/common';
import { CHAPTERS, ENTITIES } from '#config/contexts';
import type { Environment } from '#config/environment';
import { PlatformModule } from '#platform';
import { OutsideHeartbeat } from './outside-heartbeat.js';

/** The heartbeat: the same contexts as the api, without a door. */
@Module({})
export class WorkerModule {
  static forRoot(environment: Environment): DynamicModule {
    const contexts = CHAPTERS.map((chapter) => chapter.module);
    return { module: WorkerModule, imports: [PlatformModule.forRoot(environment, 'worker', ENTITIES), ...contexts], providers: [OutsideHeartbeat] };
  }
}
