import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MetricFamily } from './metrics-text.ts';

type Delay = ReturnType<typeof monitorEventLoopDelay>;

const NANOSECONDS = 1e9;

/**
 * Memory, processor and event loop of this process. How late the event loop is gets measured from the first question on, so that a
 * process that nobody watches does not measure.
 */
export function createProcessMetrics(): () => readonly MetricFamily[] {
  let delay: Delay | null = null;
  return () => {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const lag = delay === null || delay.count === 0 ? [] : lagFamilies(delay);
    if (delay === null) {
      delay = monitorEventLoopDelay({ resolution: 20 });
      delay.enable();
    } else delay.reset();
    return [
      one('process_resident_memory_bytes', 'Memory of the process.', rss),
      one('nodejs_heap_size_used_bytes', 'Heap in use.', heapUsed),
      one('nodejs_heap_size_total_bytes', 'Heap.', heapTotal),
      one('nodejs_external_memory_bytes', 'Memory of objects outside the heap.', external),
      one('process_cpu_seconds_total', 'Processor time spent.', (user + system) / 1e6, 'counter'),
      one('process_start_time_seconds', 'When the process began.', Math.round(performance.timeOrigin / 1000)),
      ...lag,
    ];
  };
}

function lagFamilies(delay: Delay): MetricFamily[] {
  const seconds = (value: number) => value / NANOSECONDS;
  return [
    one('nodejs_eventloop_lag_mean_seconds', 'Since the question before.', seconds(delay.mean)),
    one('nodejs_eventloop_lag_p99_seconds', 'Since the question before.', seconds(delay.percentile(99))),
    one('nodejs_eventloop_lag_max_seconds', 'Since the question before.', seconds(delay.max)),
  ];
}

function one(name: string, help: string, value: number, type: MetricFamily['type'] = 'gauge'): MetricFamily {
  return { name, help, type, samples: [{ value }] };
}
