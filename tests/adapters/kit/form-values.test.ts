import { expect, it } from "vitest";
import { enteredValues, offeredOptions } from "../../../adapters/kit/form-values.ts";

it("a form field's values are what was typed or chosen", () => {
  expect(enteredValues(" 09:30 ")).toEqual(["09:30"]);
  expect(enteredValues(undefined, ["a", "b"])).toEqual(["a", "b"]);
  expect([enteredValues("  "), enteredValues(undefined), enteredValues(7)]).toEqual([[], [], []]);
});

it("a menu that is too small for all options includes the chosen ones", () => {
  const options = ["a", "b", "c", "d"].map((value) => ({ value, label: value }));
  const offered = (limit: number) => offeredOptions(options, ["d"], limit).map(({ value }) => value);
  expect(offered(4)).toEqual(["a", "b", "c", "d"]);
  expect(offered(2)).toEqual(["d", "a"]);
});
