import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from '../core/ids.ts';

export interface Asset {
  readonly name: string;
  readonly type: string;
  readonly body: string;
  /** Address that changes with its content, so that browsers may keep it for good. */
  readonly href: string;
}

const FOLDER = path.join(import.meta.dirname, 'static');

/** Everything that is served as it lies in `static/`. */
export const ASSETS = {
  style: asset('style.css', 'text/css; charset=utf-8'),
  script: asset('enhance.js', 'text/javascript; charset=utf-8'),
  icon: asset('icon.svg', 'image/svg+xml'),
} as const;

function asset(name: string, type: string): Asset {
  const body = readFileSync(path.join(FOLDER, name), 'utf8');
  return { name, type, body, href: `/static/${name}?v=${sha256(body).slice(0, 8)}` };
}
