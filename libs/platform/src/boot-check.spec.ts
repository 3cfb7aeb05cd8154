import { Injectable } from '@nestjs/common';
import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { stage } from '../../../test/harness/stage.js';
import { BootRefused } from './boot-check.js';
import { handlerMarks, Handles } from './handles.js';
import { defineJob, jobs } from './jobs/job.js';
import { DomainEvent, WireName } from './journal/event.js';
import { afterMarks, withinMarks, Within, type Reaction } from './journal/reactions.js';

class Nothing extends Command<void> {}

/** Each fault is planted, the boot is tried, and the marks are put back. */
async function bootWith(plant: () => void): Promise<string> {
  const kept = [handlerMarks, withinMarks, afterMarks].map((marks) => ({ marks: marks as unknown[], length: marks.length }));
  const jobNames = [...jobs.keys()];
  plant();
  try {
    const scene = await stage();
    await scene.close();
    return 'started';
  } catch (error) {
    expect(error).toBeInstanceOf(BootRefused);
    return (error as Error).message;
  } finally {
    for (const { marks, length } of kept) marks.length = length;
    for (const name of jobs.keys()) if (!jobNames.includes(name)) jobs.delete(name);
  }
}

describe('the boot', () => {
  it('starts with the contexts as they are', async () => expect(await bootWith(() => undefined)).toBe('started'));

  it('stops when a handler is declared and no module provides it', async () => {
    const message = await bootWith(() => {
      @Handles(Nothing)
      class ForgottenHandler implements ICommandHandler<Nothing> {
        async execute(): Promise<void> {}
      }
      void ForgottenHandler;
    });
    expect(message).toContain('ForgottenHandler is declared but provided 0 times');
  });

  it('stops when a command has two handlers', async () => {
    const message = await bootWith(() => {
      const [first] = handlerMarks;
      handlerMarks.push({ message: first!.message, handler: first!.handler });
    });
    expect(message).toMatch(/has two handlers/);
  });

  it('stops when a job names a command that nobody handles', async () => {
    const message = await bootWith(() => defineJob({ name: 'test.orphan', lane: 'slow', command: Nothing, key: () => 'orphan', attempts: 1 }));
    expect(message).toContain('Job test.orphan names Nothing, which nobody handles');
  });

  it('stops when a reaction joins a transaction that config/story.ts does not list', async () => {
    const message = await bootWith(() => {
      @WireName('test.uninvited')
      class Uninvited extends DomainEvent {
        readonly jurisdictionId = '';
        get subject(): string {
          return '';
        }
      }
      @Within(Uninvited)
      @Injectable()
      class WhenUninvited implements Reaction<Uninvited> {
        async react(): Promise<void> {}
      }
      void WhenUninvited;
    });
    expect(message).toContain('are not those of config/story.ts');
  });
});
