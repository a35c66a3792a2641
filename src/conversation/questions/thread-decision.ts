import type { FittedLogit } from "../../matching/model/conditional-logit.ts";

export const THREAD_DECISION: FittedLogit = { coefficients: [], means: [], deviations: [] };
