import { vi } from "vitest";

// Loading discord.js takes seconds on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
