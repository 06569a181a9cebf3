import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { KaizenError } from '../base/errors.ts';
import { storageError } from './sqlite-errors.ts';

export type Value = SQLInputValue;

/** A place for tests to let storage fail: asked before every operation, and may throw what SQLite would throw. */
export interface StorageFaults {
  beforeOperation(operation: string): void;
}

export interface ConnectionOptions {
  readonly readOnly: boolean;
  /** How long an operation waits for another process's write, in milliseconds. */
  readonly busyTimeoutMs: number;
  readonly faults?: StorageFaults | undefined;
}

/** A database connection whose every operation can be made to fail, and whose errors carry codes. */
export class Connection {
  readonly path: string;
  readonly #database: DatabaseSync;
  readonly #faults: StorageFaults | undefined;
  readonly #statements = new Map<string, Statement>();
  #scope: 'none' | 'read' | 'write' = 'none';
  /** Whether a rollback failed and has to be made up for before anything else. */
  #isTorn = false;

  /** `location` differs from `path` only for a database on a medium that cannot be written. */
  constructor(path: string, options: ConnectionOptions, location: string | URL = path) {
    this.path = path;
    this.#faults = options.faults;
    try {
      this.#faults?.beforeOperation('open');
      this.#database = new DatabaseSync(location, { readOnly: options.readOnly, timeout: options.busyTimeoutMs });
    } catch (error) {
      throw storageError(error, path);
    }
  }

  exec(sql: string): void {
    this.guard(sql, () => this.#database.exec(sql));
  }

  /** The prepared statement of a text; each text is compiled once. Rows come as arrays, in the order of the columns. */
  statement(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = new Statement(
        this,
        sql,
        this.guard(sql, () => this.#database.prepare(sql)),
      );
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Runs `write` in one transaction: all of it is durable when this returns, or none. Cannot be nested. */
  transaction<T>(write: () => T): T {
    if (this.#scope !== 'none') {
      throw new KaizenError('KAIZEN_STORE_MISUSE', 'a write was begun inside a snapshot or another write', {
        next: 'this is a defect of the program: please report it',
      });
    }
    return this.#within('write', 'BEGIN IMMEDIATE', () => {
      const result = write();
      this.statement('COMMIT').run();
      return result;
    });
  }

  /** Runs `read` on one state of the database, whatever other processes write meanwhile. May be nested. */
  snapshot<T>(read: () => T): T {
    return this.#scope === 'none' ? this.#within('read', 'BEGIN', read) : read();
  }

  /** Asks for a failure, then acts; errors come out coded. Every operation goes through here. */
  guard<T>(operation: string, action: () => T): T {
    try {
      if (this.#isTorn) this.#rollBack();
      this.#faults?.beforeOperation(operation);
      return action();
    } catch (error) {
      throw storageError(error, this.path);
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  #within<T>(scope: 'read' | 'write', begin: string, action: () => T): T {
    this.statement(begin).run();
    this.#scope = scope;
    try {
      return action();
    } finally {
      this.#scope = 'none';
      this.#end();
    }
  }

  /** Leaves no transaction open: one that was committed is over, and any other is rolled back. */
  #end(): void {
    try {
      this.#rollBack();
    } catch {
      // The error that led here is the one to report; the next operation rolls back first.
      this.#isTorn = true;
    }
  }

  #rollBack(): void {
    this.#isTorn = false;
    if (!this.#database.isOpen || !this.#database.isTransaction) return;
    try {
      this.#faults?.beforeOperation('ROLLBACK');
      this.#database.exec('ROLLBACK');
    } catch (error) {
      this.#isTorn = true;
      throw error;
    }
  }
}

/** A prepared statement. `Row` is the tuple of its columns, which STRICT tables vouch for. */
export class Statement {
  readonly #connection: Connection;
  readonly #sql: string;
  readonly #statement: StatementSync;

  constructor(connection: Connection, sql: string, statement: StatementSync) {
    this.#connection = connection;
    this.#sql = sql;
    this.#statement = statement;
    this.#statement.setReturnArrays(true);
  }

  /** Returns how many rows changed. */
  run(...values: Value[]): number {
    return this.#connection.guard(this.#sql, () => Number(this.#statement.run(...values).changes));
  }

  get<Row>(...values: Value[]): Row | undefined {
    return this.#connection.guard(this.#sql, () => this.#statement.get(...values) as Row | undefined);
  }

  all<Row>(...values: Value[]): Row[] {
    return this.#connection.guard(this.#sql, () => this.#statement.all(...values) as Row[]);
  }
}
