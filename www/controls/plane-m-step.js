// @ts-check
/* The formulas of an M step in the plane, with its numbers: each component's new weight, mean and covariance. */

import { letterOf } from "../text/component-name.js";
import { decimal } from "../text/format.js";
import { decimalsOf, parametersOf, textOf } from "../text/parameters.js";
import { h } from "../ui/dom.js";
import { weightOf } from "../ui/m-step-formulas.js";
import { circleOf, covarianceOf, meanInPlane, priorInPlane, tiedCovariance } from "../ui/plane-formulas.js";

const RHO_DECIMALS = 2;

/** @param {...(Element | string)} children */
function line(...children) {
  return h("p", {}, ...children);
}

/** @param {PlaneSnapshot} snapshot
 * @param {PlaneSettings} settings
 * @param {LastPlaneM} sums */
export function planeMStep({ components, onFloor, n }, settings, sums) {
  const { vary, covariance } = settings;
  const all = vary !== "means";
  const lines = components.map((component, k) => {
    if (sums.count[k] <= 0 && !sums.prior) return line(`${letterOf(k)} holds no points: it stays where it is.`);
    const made = [line(...meanInPlane(k, components, sums, settings))];
    if (all) made.unshift(line(...weightOf(k, component, sums, n)));
    if (all && covariance === "spherical") made.push(line(...circleOf(k, component, sums, settings), floored(onFloor.includes(k))));
    else if (all && covariance !== "tied") {
      made.push(line(...covarianceOf(k, component, sums, settings), floored(onFloor.includes(k)), `; ${spread(component, components, settings)}`));
    }
    return h("div", { className: "of-one" }, ...made);
  });
  if (all && covariance === "tied") lines.push(line(...tiedCovariance(components, sums, n), floored(onFloor.length > 0), `; ${spread(components[0], components, settings)}`));
  if (!all) lines.push(line("Weights and covariances stay as they started."));
  if (sums.prior) lines.push(line(...priorInPlane(sums.prior, !all)));
  return lines;
}

/** @param {boolean} onFloor */
function floored(onFloor) {
  return onFloor ? ", raised to the floor where it is narrowest" : "";
}

/** @param {PlaneComponent} component
 * @param {PlaneComponent[]} components
 * @param {PlaneSettings} settings */
function spread(component, components, settings) {
  const shared = decimalsOf(components);
  const [[, , sdX], [, , sdY]] = parametersOf(settings);
  return `sds ${textOf(sdX, component, shared)} and ${textOf(sdY, component, shared)}, correlation ${decimal(component.rho, RHO_DECIMALS)}`;
}
