/** Thrown when a setting cannot be used; says which one and why in a sentence for whoever started the process, never a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
