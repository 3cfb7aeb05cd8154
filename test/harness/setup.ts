import 'reflect-metadata';

// A thread has no Jest in it: it runs what was built of the same file.
jest.mock('node:worker_threads', () => {
  const threads = jest.requireActual<typeof import('node:worker_threads')>('node:worker_threads');
  const built = (file: string | URL): URL => new URL(String(file).replace('/libs/', '/dist/libs/'));
  class BuiltWorker extends threads.Worker {
    constructor(file: string | URL, options?: import('node:worker_threads').WorkerOptions) {
      super(built(file), options);
    }
  }
  return { ...threads, Worker: BuiltWorker };
});
