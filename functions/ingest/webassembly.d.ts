/** The part of the WebAssembly interface that is used here; TypeScript declares it only together with the browser's. */
declare namespace WebAssembly {
  class Module {
    private readonly compiled: true;
  }
  type Imports = Record<string, Record<string, unknown>>;
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Record<string, unknown>;
  }
  class RuntimeError extends Error {}
  function compile(bytes: Uint8Array): Promise<Module>;
}
