import { describeAdapterContract } from "../contract/suite.ts";
import { makeToyStage } from "./stage.ts";

describeAdapterContract("the toy chat", makeToyStage);
