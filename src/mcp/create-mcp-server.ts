import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { mistakeStatus } from '../answers/mistakes.ts';
import type { Application } from '../core/application.ts';
import { AppError, errorText } from '../core/errors.ts';
import type { Logger } from '../core/ports.ts';
import { ITEM_TOOLS } from './item-tools.ts';
import { KNOWLEDGE_TOOLS } from './knowledge-tools.ts';
import { REPORT_TOOLS } from './report-tools.ts';
import { OUTSIDE, type Tool } from './tool.ts';

export interface McpDeps {
  readonly app: Application;
  readonly version: string;
  readonly logger: Logger;
}

/** Everything that an assistant can ask. */
export const TOOLS: readonly Tool[] = [...ITEM_TOOLS, ...KNOWLEDGE_TOOLS, ...REPORT_TOOLS];

const INSTRUCTIONS = `regbeat reads crypto regulators and the press around the world. Its tools only read. Search first (the query language: words, "phrases", -words, jurisdiction:HK,SG topic:staking kind:rule tier:official since:30d), then read items and stories by id. Say what is official and what is unconfirmed. ${OUTSIDE} Nothing here is legal advice.`;

const ANNOTATIONS = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
} as const;

/** A server of the Model Context Protocol over what is stored, to be connected to one transport; `settled` waits for what is being answered. */
export function createMcpServer({ app, version, logger }: McpDeps): {
  readonly server: Server;
  readonly settled: () => Promise<void>;
} {
  const server = new Server(
    { name: 'regbeat', title: 'regbeat', version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  const running = new Set<Promise<CallToolResult>>();
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: TOOLS.map(({ name, title, description, inputSchema, outputSchema }) => ({
      name,
      title,
      description,
      inputSchema: { ...inputSchema, type: 'object' as const },
      outputSchema: { ...outputSchema, type: 'object' as const },
      annotations: { title, ...ANNOTATIONS },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = TOOLS.find(one => one.name === params.name);
    if (tool === undefined) {
      const known = TOOLS.map(one => one.name).join(', ');
      throw new McpError(
        ErrorCode.InvalidParams,
        `There is no tool "${params.name.slice(0, 60)}". Tools are: ${known}.`,
      );
    }
    const answer = callTool(tool, app, params.arguments, logger);
    running.add(answer);
    return answer.finally(() => running.delete(answer));
  });
  return { server, settled: async () => void (await Promise.allSettled(running)) };
}

/** Mistakes come back as the tool's answer, so that the assistant can mend them. */
async function callTool(
  tool: Tool,
  app: Application,
  input: unknown,
  logger: Logger,
): Promise<CallToolResult> {
  try {
    const { structured, text } = await tool.call(app, input);
    return { content: [{ type: 'text', text }], structuredContent: { ...structured } };
  } catch (error) {
    const mistake = error instanceof AppError && mistakeStatus(error) !== null;
    if (!mistake) logger.error({ tool: tool.name, error: errorText(error) }, 'tool failed');
    const text = mistake
      ? error.message
      : 'This cannot be answered now. Try again; if it stays so, `regbeat doctor` and the log say why.';
    return { content: [{ type: 'text', text }], isError: true };
  }
}
