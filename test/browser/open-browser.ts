import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian and Ubuntu put Chromium, and where Chrome is. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a browser on this machine, or null. */
export const BROWSER = PLACES.find(existsSync) ?? null;

/** What a test without a browser says; false where there is one. */
export const NO_BROWSER =
  BROWSER === null ? 'no Chromium on this machine: `apt-get install chromium` brings one' : false;

/** One browser for all tests of a file. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: BROWSER ?? '',
    // Containers often run as root without user namespaces; the pages are our own.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
}
