// Builds the page's elements. Texts become text nodes, so that nothing that somebody wrote is interpreted as HTML.

/**
 * Returns a new element with attributes (true: present, false: absent) and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string | number | boolean>>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/**
 * @param {string} label
 * @param {() => void} press
 * @param {Readonly<Record<string, string>>} [attributes]
 */
export function button(label, press, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", press);
  return made;
}

/**
 * Returns an element of the page's HTML.
 * @template {typeof HTMLElement} Type
 * @param {string} id
 * @param {Type} type
 * @returns {InstanceType<Type>}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} #${id}.`);
  return /** @type {InstanceType<Type>} */ (found);
}
