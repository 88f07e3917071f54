// A wire between a program and a server that is cut where a test says: the client's messages are watched on their way.
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What is done about a commit: it goes on, and its answer never comes; or it never arrives. */
export type Cut = 'answer' | 'question';

/** A wire to a server. */
export interface Wire {
  readonly port: number;
  /** Cuts the next commit, or one after some others; where nothing is said everything goes through. */
  arm(cut: Cut, others?: number): void;
  /** How many commits were cut. */
  readonly cuts: () => number;
}

/** Whether a piece of what a client says holds a simple query, or one to be parsed, of `commit`. */
const commits = (said: Buffer): boolean => /(?:^|[QP\0].{0,8})commit\0/is.test(said.toString('latin1'));

/** Lays a wire to a server; it is gone when the test is over. */
export async function wireTo(port: number): Promise<Wire> {
  let armed: Cut | undefined;
  let spared = 0;
  let cuts = 0;
  const ends = new Set<Socket>();
  const wire = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    for (const end of [client, server]) {
      ends.add(end);
      end.on('error', () => {}).on('close', () => ends.delete(end));
    }
    let isCut = false;
    const cut = () => {
      client.destroy();
      server.destroy();
    };
    client.on('data', (said) => {
      const hit = armed !== undefined && commits(said) && spared-- === 0;
      if (!hit) return void server.write(said);
      const how = armed;
      armed = undefined;
      cuts++;
      isCut = true;
      if (how === 'question') return cut();
      // The server is done once it answers, and nobody is told.
      server.once('data', cut);
      server.write(said);
    });
    server.on('data', (said) => void (isCut || client.write(said)));
    client.on('close', () => server.end());
    server.on('close', () => client.end());
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const end of ends) end.destroy();
    await new Promise((resolve) => wire.close(resolve));
  });
  const address = wire.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    arm: (cut, others = 0) => {
      [armed, spared] = [cut, others];
    },
    cuts: () => cuts,
  };
}
