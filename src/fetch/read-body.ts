import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { FetchProblem } from './fetch-problem.ts';
import { errorCode } from './network-fault.ts';

type Decode = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;

const gunzip: Decode = promisify<Uint8Array, zlib.ZlibOptions, Uint8Array>(zlib.gunzip);
const inflate: Decode = promisify<Uint8Array, zlib.ZlibOptions, Uint8Array>(zlib.inflate);
const inflateRaw: Decode = promisify<Uint8Array, zlib.ZlibOptions, Uint8Array>(zlib.inflateRaw);
const brotli: Decode = promisify<Uint8Array, zlib.BrotliOptions, Uint8Array>(zlib.brotliDecompress);
const zstd: Decode = promisify<Uint8Array, zlib.ZstdOptions, Uint8Array>(zlib.zstdDecompress);

/** What the fetcher offers in Accept-Encoding. */
export const ACCEPT_ENCODING = 'gzip, deflate, br, zstd';

/** More layers than this have no honest use. */
const MAX_LAYERS = 2;

/** Collects a stream up to `limit` bytes; more is a too-large problem, or left out when it may be cut. The stream is destroyed then. */
export async function readBody(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
  host: string,
  cut = false,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (size + chunk.length > limit) {
      if (!cut) throw tooLarge(host, limit);
      chunks.push(chunk.subarray(0, limit - size));
      return Buffer.concat(chunks, limit);
    }
    size += chunk.length;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/**
 * Undoes a Content-Encoding. The result has at most `limit` bytes: a decompression bomb stops there with a too-large problem.
 * Compressed data that ends early is "truncated"; bytes that were never compressed, whatever the header says, pass as they are.
 */
export async function decodeBody(
  bytes: Uint8Array,
  encoding: string | null,
  limit: number,
  host: string,
): Promise<Uint8Array> {
  const layers = (encoding ?? '')
    .split(',')
    .map(layer => layer.trim().toLowerCase())
    .filter(layer => layer !== '' && layer !== 'identity')
    .reverse();
  if (layers.length > MAX_LAYERS) {
    throw new FetchProblem('other', `${host} compressed its answer more than ${MAX_LAYERS} times`);
  }
  let data = bytes;
  for (const layer of layers) {
    const decode = decoderFor(layer, data, host);
    if (decode === null || data.length === 0) continue;
    try {
      data = await decode(data, { maxOutputLength: limit });
    } catch (error) {
      throw decodeProblem(error, layer, limit, host);
    }
  }
  return data;
}

/** The problem of an answer beyond the limit. */
export function tooLarge(host: string, limit: number): FetchProblem {
  const mebibytes = Math.round((limit / 1_048_576) * 10) / 10;
  const size = mebibytes >= 1 ? `${mebibytes} MiB` : `${limit} bytes`;
  return new FetchProblem('too-large', `${host} sent more than ${size}`);
}

function decoderFor(layer: string, data: Uint8Array, host: string): Decode | null {
  switch (layer) {
    case 'gzip':
    case 'x-gzip':
      return data[0] === 0x1f && data[1] === 0x8b ? gunzip : null;
    case 'deflate':
      // RFC 9110 means the zlib format; some servers send the bare one. RFC 1950: the first two bytes are a multiple of 31.
      return ((data[0] ?? 0) & 15) === 8 && ((data[0] ?? 0) * 256 + (data[1] ?? 0)) % 31 === 0
        ? inflate
        : inflateRaw;
    case 'br':
      return brotli;
    case 'zstd':
      return data[0] === 0x28 && data[1] === 0xb5 && data[2] === 0x2f && data[3] === 0xfd ? zstd : null;
    default:
      throw new FetchProblem(
        'other',
        `${host} answered in an encoding that is not known (${layer.slice(0, 20)})`,
      );
  }
}

function decodeProblem(error: unknown, layer: string, limit: number, host: string): FetchProblem {
  const code = errorCode(error);
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(host, limit);
  const why =
    code === 'Z_BUF_ERROR' ? `${host} sent only a part of its answer` : `${host} sent broken ${layer} data`;
  return new FetchProblem('truncated', why, { transient: true, cause: error });
}
