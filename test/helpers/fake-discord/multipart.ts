import type { SentFile } from './types.ts';

/** JSON body and files of a request; what is not JSON is the text itself. */
export interface ReadBody {
  readonly body: unknown;
  readonly files: readonly SentFile[];
}

/** Reads a body as Discord takes it: JSON, or a form whose payload_json is the JSON beside files. */
export async function readBody(bytes: Buffer, contentType: string): Promise<ReadBody> {
  if (!contentType.startsWith('multipart/form-data'))
    return { body: readJson(bytes.toString('utf8')), files: [] };
  const form = await new Response(new Uint8Array(bytes), {
    headers: { 'content-type': contentType },
  }).formData();
  const files: SentFile[] = [];
  for (const [field, value] of form.entries()) {
    if (typeof value === 'string') continue;
    files.push({
      field,
      name: value.name,
      contentType: value.type,
      bytes: Buffer.from(await value.arrayBuffer()),
    });
  }
  const payload = form.get('payload_json');
  return { body: typeof payload === 'string' ? readJson(payload) : null, files };
}

function readJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
