/** The password file of PostgreSQL's own tools (`PGPASSFILE`, else `~/.pgpass`): the password for a login, if it has one. */
declare module 'pgpass' {
  export default function pgpass(
    login: { readonly host: string; readonly port: number; readonly database: string; readonly user: string },
    found: (password: string | undefined) => void,
  ): void;
}
