// @ts-check
/* The terms of the lab, each in one sentence for a reader who knows what a mean and an sd are. docs/glossary.md
   has them all, with the field's other names. */

/** @type {{ [term: string]: string }} */
export const TERMS = {
  component: "One of the bell curves that the mixture is made of, drawn as an ellipse in the plane: it has a weight, a mean and a spread, and keeps its letter.",
  mixture: "All components added up: the density that is fitted to the points.",
  family: "What kind of curve a component is: a Gaussian for measurements; for how often a coin shows heads, for counts and for waiting times, curves with one parameter each.",
  covariance: "How far a component reaches, and in which direction: the sds of x and y, and their correlation. scikit-learn and mclust call any ellipses full, or VVV; one shape for all tied, or EEE; along the axes diag, or VVI; circles spherical, or VII.",
  correlation: "How closely y follows x within a component: 0 not at all, near 1 they grow together, near −1 one falls as the other grows.",
  weight: "The share of all points that comes from this component; the weights add up to 1.",
  density: "How thickly points lie at a place: the part of all points in a short stretch there, divided by its length; in the plane, in a small square, divided by its area.",
  "weighted density": "The component’s density at this place, times its weight: its part of the mixture’s height.",
  responsibility: "The part of a point that the E step gives to a component: its height over the point, as a part of the heights of all.",
  "effective count": "How many points a component holds when each counts by its share, so it need not be a whole number.",
  "log-likelihood": "How well the curves fit: the logarithm of the mixture’s density at each point, added up over all points; higher is better.",
  "nats per point": "A log-likelihood divided by the number of points, so that data sets of any size can be compared; 0.01 more means a density 1 % higher at a typical point.",
  "log posterior": "What EM climbs with a prior: the log-likelihood, and beside it how well the curves agree with what the prior expects.",
  "classification likelihood": "What hard EM climbs: as the log-likelihood, but each point counts by the height of its own component alone.",
  "classification posterior": "What hard EM climbs with a prior: the classification likelihood, and beside it how well the curves agree with the prior.",
  "lower bound": "A number that is never above the log-likelihood: an E step lifts it up to touch, an M step moves the components to where it is highest.",
  AIC: "Twice the number of fitted numbers, less twice the log-likelihood: lower is better, so a component must earn its cost.",
  BIC: "As AIC, but each fitted number costs the logarithm of how many points there are: lower is better, and fewer components win.",
  iteration: "One E step and one M step; “and a half” means that the M step is still to come.",
  converged: "The last iteration gained less than the limit that is set: EM stops, which does not prove that it is at the top.",
  start: "Where the components stand before the first E step; EM climbs from there, and another start may lead to another top.",
  assignment: "How the E step gives points away: softly, in shares; or each to one component, the likeliest.",
  fit: "What the M step may move: all; all, with one sd for every component; or the means only.",
  prior: "What is held plausible before any data: nothing; or “conjugate”, as if a few invented points with a usual spread came along.",
  tolerance: "EM stops once an iteration raises what it climbs by less than this, per point.",
  floor: "No sd may become smaller than this: without it a component could shrink onto one point for ever.",
  optimum: "A top of the hill that EM climbs: a small step from it, in any direction, leads down.",
  "k-means": "The hard relative of EM: every point goes to the nearest mean, and every mean to the middle of its points.",
};

/** What stands for a term in a sentence, where that is not the term itself.
 * @type {{ [words: string]: string }} */
export const ALIASES = {
  "points’ worth": "effective count",
  "per point": "nats per point",
  optima: "optimum",
};
