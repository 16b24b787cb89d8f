import type http from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { isRecord, ok } from './answers.ts';
import type { FakeContext, Part } from './types.ts';
import { guildDescription, guildIds } from './world.ts';

const HEARTBEAT_MS = 41_250;

export interface FakeGateway {
  readonly part: Part;
  /** Sends an event to everybody that is logged in; sessions that are cut off get it when they resume. */
  dispatch(event: string, data: unknown): void;
  /** Closes the connections with a code, or cuts them. */
  dropConnections(code?: number): void;
  /** Asks the bot to connect anew (opcode 7). */
  askToReconnect(): void;
  /** Tells the bot that its session is over (opcode 9). */
  invalidateSessions(resumable: boolean): void;
  /** Closes the next log-in with a code (4004: wrong token, 4014: disallowed intents). */
  refuseLogin(code: number): void;
  /** Counts of log-ins, resumes and heartbeats so far. */
  gateway(): { readonly identified: number; readonly resumed: number; readonly heartbeats: number };
  /** Intents of the last log-in. */
  intents(): number;
  attach(server: http.Server): void;
  close(): void;
}

interface Session {
  readonly id: string;
  sequence: number;
  readonly sent: { readonly sequence: number; readonly text: string }[];
  socket: WebSocket | null;
}

/** The gateway: HELLO, IDENTIFY, READY, GUILD_CREATE, heartbeats, RESUME, RECONNECT, INVALID_SESSION and close codes. */
export function createGateway(context: FakeContext, port: () => number): FakeGateway {
  const wss = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const sockets = new Set<WebSocket>();
  const count = { identified: 0, resumed: 0, heartbeats: 0 };
  const refusals: number[] = [];
  let intents = 0;
  let names = 0;

  const url = () => `ws://127.0.0.1:${port()}/gateway`;
  const part: Part = ({ method, path }) =>
    method === 'GET' && path === '/gateway/bot'
      ? ok({
          url: url(),
          shards: 1,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
        })
      : null;

  const send = (session: Session, t: string, d: unknown) => {
    session.sequence++;
    const text = JSON.stringify({ op: 0, s: session.sequence, t, d });
    session.sent.push({ sequence: session.sequence, text });
    session.socket?.send(text);
  };

  const identify = (socket: WebSocket, data: Record<string, unknown>): Session | null => {
    const refusal = refusals.shift() ?? (data.token === context.token ? null : 4004);
    if (refusal !== null) {
      socket.close(refusal);
      return null;
    }
    intents = Number(data.intents);
    count.identified++;
    names++;
    const session: Session = { id: `session-${names}`, sequence: 0, sent: [], socket };
    sessions.set(session.id, session);
    const guilds = guildIds(context);
    send(session, 'READY', {
      v: 10,
      user: { ...context.bot, discriminator: '0', avatar: null },
      guilds: guilds.map(id => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      shard: [0, 1],
      application: { id: context.bot.id, flags: 0 },
    });
    for (const id of guilds) send(session, 'GUILD_CREATE', guildDescription(context, id));
    return session;
  };

  const resume = (socket: WebSocket, data: Record<string, unknown>): Session | null => {
    const session = sessions.get(String(data.session_id));
    if (session === undefined || data.token !== context.token) {
      socket.send(JSON.stringify({ op: 9, d: false }));
      return null;
    }
    count.resumed++;
    session.socket = socket;
    for (const { sequence, text } of session.sent) if (sequence > Number(data.seq)) socket.send(text);
    send(session, 'RESUMED', {});
    return session;
  };

  wss.on('connection', socket => {
    sockets.add(socket);
    let session: Session | null = null;
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: HEARTBEAT_MS } }));
    socket.on('message', raw => {
      const packet: unknown = JSON.parse(String(raw));
      if (!isRecord(packet)) return socket.close(4002);
      const data = isRecord(packet.d) ? packet.d : {};
      if (packet.op === 1) {
        count.heartbeats++;
        socket.send(JSON.stringify({ op: 11 }));
      } else if (packet.op === 2) session = identify(socket, data);
      else if (packet.op === 6) session = resume(socket, data);
    });
    socket.on('close', code => {
      sockets.delete(socket);
      if (session?.socket === socket) session.socket = null;
      // These end a session; others keep it for a while.
      if (session !== null && (code === 1000 || code === 1001)) sessions.delete(session.id);
    });
  });

  return {
    part,
    dispatch: (event, data) => {
      for (const session of sessions.values()) send(session, event, data);
    },
    dropConnections: code => {
      for (const socket of sockets) code === undefined ? socket.terminate() : socket.close(code);
    },
    askToReconnect: () => {
      for (const socket of sockets) socket.send(JSON.stringify({ op: 7, d: null }));
    },
    invalidateSessions: resumable => {
      if (!resumable) sessions.clear();
      for (const socket of sockets) socket.send(JSON.stringify({ op: 9, d: resumable }));
    },
    refuseLogin: code => void refusals.push(code),
    gateway: () => ({ ...count }),
    intents: () => intents,
    attach: server =>
      server.on('upgrade', (request, socket, head) =>
        wss.handleUpgrade(request, socket, head, accepted => wss.emit('connection', accepted, request)),
      ),
    close: () => {
      for (const socket of sockets) socket.terminate();
      wss.close();
    },
  };
}
