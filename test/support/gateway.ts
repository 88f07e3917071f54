import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a gateway was posted: the key, the fields, who asked. */
interface Posted {
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
}

/** How a gateway behaves to one POST. `lost`: it takes the message and breaks off; `deaf`: it breaks off before it looks. */
export type Behaviour =
  | { readonly does: 'takes' | 'lost' | 'deaf' }
  | { readonly does: 'answers'; readonly status: number; readonly after?: string }
  | { readonly does: 'dawdles'; readonly milliseconds: number };

/** A gateway on this machine. `taken` counts, by key, how often it took a message. */
export interface TestGateway {
  readonly url: string;
  readonly posted: Posted[];
  readonly taken: Map<string, number>;
  /** How many posts were under way at once at most. */
  readonly most: () => number;
  /** Is there no more. */
  end(): Promise<void>;
  /** Ends every connection and takes none for so long. */
  die(milliseconds: number): Promise<void>;
}

interface Behaving {
  readonly behaves?: (posted: Posted, nth: number) => Behaviour;
  /** Whether it takes a key once, however often that is posted. */
  readonly knowsKeys?: boolean;
}

const TAKES: Behaviour = { does: 'takes' };

/** Starts a gateway that ends with the test. */
export async function gateway({ behaves = () => TAKES, knowsKeys = false }: Behaving = {}): Promise<TestGateway> {
  const posted: Posted[] = [];
  const taken = new Map<string, number>();
  const sockets = new Set<Socket>();
  let [under, most, seen, port] = [0, 0, 0, 0];

  const take = (key: string) => {
    if (!knowsKeys || !taken.has(key)) taken.set(key, (taken.get(key) ?? 0) + 1);
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    most = Math.max(most, ++under);
    response.on('close', () => under--);
    let body = '';
    for await (const piece of request) body += String(piece);
    const one: Posted = {
      key: String(request.headers['idempotency-key']),
      fields: Object.fromEntries(new URLSearchParams(body)),
      authorization: request.headers.authorization,
    };
    posted.push(one);
    const behaviour = behaves(one, ++seen);
    if (behaviour.does === 'deaf') return void request.socket.destroy();
    if (behaviour.does === 'answers') {
      response.writeHead(behaviour.status, behaviour.after === undefined ? {} : { 'retry-after': behaviour.after });
      return void response.end('not now');
    }
    if (behaviour.does === 'dawdles') await new Promise((done) => setTimeout(done, behaviour.milliseconds));
    take(one.key);
    if (behaviour.does === 'lost') return void request.socket.destroy();
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ sid: `SM${seen}` }));
  }

  const open = () =>
    new Promise<Server>((done) => {
      const made = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
      made.keepAliveTimeout = 60_000;
      made.on('connection', (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket)).on('error', () => {});
      });
      made.listen(port, '127.0.0.1', () => done(made));
    });
  const shut = (one: Server) =>
    new Promise<void>((done) => {
      one.close(() => done());
      for (const socket of sockets) socket.destroy();
    });

  let server = await open();
  port = (server.address() as AddressInfo).port;
  onTestFinished(() => shut(server));
  return {
    url: `http://127.0.0.1:${port}/messages`,
    posted,
    taken,
    most: () => most,
    end: () => shut(server),
    die: async (milliseconds) => {
      await shut(server);
      await new Promise((done) => setTimeout(done, milliseconds));
      server = await open();
    },
  };
}
