import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { errorText } from '../core/errors.ts';
import { createMcpServer, type McpDeps } from './create-mcp-server.ts';

/** Largest question, in bytes. */
const LARGEST = 64 * 1024;

/**
 * Answers one message of the streamable HTTP transport, without sessions: every request stands alone, so any process may answer it, and
 * nothing is kept between two.
 */
export async function answerMcp(request: Request, deps: McpDeps): Promise<Response> {
  if (request.method !== 'POST') {
    return rpcError(405, -32_000, 'Send messages by POST; there is no stream to listen to.', {
      Allow: 'POST',
    });
  }
  const body = await readBody(request);
  if ('refused' in body) return body.refused;
  const { server } = createMcpServer(deps);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  server.onerror = error => deps.logger.debug({ error: errorText(error) }, 'message not understood');
  try {
    await server.connect(transport);
    return await transport.handleRequest(request, { parsedBody: body.message });
  } finally {
    await server.close();
  }
}

async function readBody(
  request: Request,
): Promise<{ readonly message: unknown } | { readonly refused: Response }> {
  const text = await request.text();
  if (text.length > LARGEST)
    return { refused: rpcError(413, -32_600, `A message may have ${LARGEST / 1024} KB.`) };
  try {
    const message: unknown = JSON.parse(text);
    if (!Array.isArray(message)) return { message };
    return { refused: rpcError(400, -32_600, 'Send one message at a time, no batch.') };
  } catch (error) {
    return { refused: rpcError(400, -32_700, `This is no JSON: ${errorText(error)}`) };
  }
}

function rpcError(
  status: number,
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null }), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}
