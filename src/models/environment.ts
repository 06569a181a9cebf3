/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The one place where this room reads the process's environment: keys come from here and from nowhere else. */
export function currentEnvironment(): Environment {
  return process.env;
}

/** The value of a variable; undefined also where it is set to nothing, as `export KEY=` leaves it. */
export function variable(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}
