import { promisify } from 'node:util';
import { constants, inflate } from 'node:zlib';

const unpack = promisify<Uint8Array, { maxOutputLength: number; finishFlush: number }, Uint8Array>(inflate);
/** No page of text comes near this; what a PDF reader unpacks, it keeps in memory several times. */
const MOST_UNPACKED = 64 * 1024 * 1024;
const BEGIN = Buffer.from('stream');

/** Whether a stream of a PDF unpacks to more than 64 MiB: half a megabyte can fill the memory of the machine. */
export async function isPdfBomb(bytes: Uint8Array): Promise<boolean> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = file.indexOf(BEGIN); at >= 0; at = file.indexOf(BEGIN, at + BEGIN.length)) {
    let begin = at + BEGIN.length;
    if (file[begin] === 0x0d) begin++;
    if (file[begin] === 0x0a) begin++;
    // RFC 1950: of zlib data the low half of the first byte is 8, and the first two bytes are a multiple of 31.
    const head = file.readUInt16BE(Math.min(begin, file.length - 2));
    if (((head >> 8) & 15) !== 8 || head % 31 !== 0) continue;
    const end = file.indexOf('endstream', begin);
    const data = file.subarray(begin, end < 0 ? file.length : end);
    // A thousandth is the most that deflate saves.
    if (data.length * 1100 > MOST_UNPACKED && (await unpacksTooFar(data))) return true;
  }
  return false;
}

function unpacksTooFar(data: Uint8Array): Promise<boolean> {
  return unpack(data, { maxOutputLength: MOST_UNPACKED, finishFlush: constants.Z_SYNC_FLUSH }).then(
    () => false,
    error => error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE',
  );
}
