//! The tasks, one for each chapter of the two lessons and one for the end of the first.

use super::verdicts as judge;
use super::{Needs, Takes, Task};
use crate::session::In;

/// Three groups, and a start with all three means among the points of one: EM rests on the wrong hill
/// from every seed of the data. The chapter's own start is drawn at random, which other data would change.
const THREE_HILLS: &str = "truth=10,3,2000~20,3,2000~40,3,4000&start=0.34,37,3~0.33,40,3~0.33,43,3&step=600";
/// The same points, from where they were drawn: the best fit that is known.
const HIGHEST_HILL: &str = "truth=10,3,2000~20,3,2000~40,3,4000&start=0.25,10,3~0.25,20,3~0.5,40,3";

/// Two groups that no other chapter has shown, and curves that stand nowhere near them.
const BY_HAND: &str = "truth=15,4,4000~33,8,6000&start=0.5,0,10~0.5,50,10";
const BY_HAND_BEST: &str = "truth=15,4,4000~33,8,6000&start=0.4,15,4~0.6,33,8";

const JOURNEYS: &str = "data=own&values=12,14,15,15,16,17,18,18,19,21,22,24,38,40,41,43,44,45,45,46,48,50,53,55&start=quantiles&step=6";
const JOURNEYS_AT_RANDOM: &str =
    "data=own&values=12,14,15,15,16,17,18,18,19,21,22,24,38,40,41,43,44,45,45,46,48,50,53,55&start-seed=1";

/// Wikipedia's start on Old Faithful: two ellipses that lie over all the points. EM is told to stop at the
/// gain at which scikit-learn stops unless it is told otherwise.
const PLATEAU: &str = "data=old-faithful&start=0.5,2.8,75,0.894427,8.3666,0.935414~0.5,3.6,58,0.894427,8.3666,0.935414&tol=0.001&step=12";
const PLATEAU_LEFT: &str =
    "data=old-faithful&start=0.5,2.8,75,0.894427,8.3666,0.935414~0.5,3.6,58,0.894427,8.3666,0.935414";

/// The same leaves, their lengths in centimetres, their widths first in centimetres and then in millimetres.
const IN_CM: &str = "dim=2&truth=30,2,8,0.5,0,1000~30,5,8,0.5,0,1000&start=0.5,25,3,8,8,0~0.5,35,4,8,8,0&assignment=hard&vary=means&covariance=spherical&step=8";
const IN_MM: &str = "dim=2&truth=30,20,8,5,0,1000~30,50,8,5,0,1000&start=0.5,25,30,8,8,0~0.5,35,40,8,8,0&assignment=hard&vary=means&covariance=spherical";

/// In the order of the lessons.
pub(super) const TASKS: &[Task] = &[
    Task {
        id: "hidden-groups",
        takes: Takes::Choice(&[
            ("left", "among the low prices, on the left"),
            ("right", "among the high prices, on the right"),
        ]),
        scenario: "data=windsor-house-prices&k=1&start=quantiles&step=2&hide=model,numbers,charts,labels,transport,sentence",
        needs: Needs::Nothing,
        judge: In::Line(judge::hidden_groups),
    },
    Task {
        id: "mixture",
        takes: Takes::Number,
        scenario: "start=0.3,20,5~0.7,40,5&hide=numbers,charts,transport,sentence",
        needs: Needs::Nothing,
        judge: In::Line(judge::mixture),
    },
    Task {
        id: "hen-and-egg",
        takes: Takes::Choice(&[("small", "too small"), ("large", "too large"), ("mixed", "one of each")]),
        scenario: "start=0.3,20,5~0.7,40,5&assignment=hard&step=1&reveal=1&hide=charts,sentence",
        needs: Needs::Nothing,
        judge: In::Line(judge::hen_and_egg),
    },
    Task {
        id: "e-step",
        takes: Takes::Number,
        scenario: "start=0.5,25,7~0.5,35,7&step=1&hide=charts",
        needs: Needs::Nothing,
        judge: In::Line(judge::e_step),
    },
    Task {
        id: "m-step",
        takes: Takes::Number,
        scenario: "start=0.5,25,7~0.5,35,7&step=2&hide=charts",
        needs: Needs::Nothing,
        judge: In::Line(judge::m_step),
    },
    Task {
        id: "climb",
        takes: Takes::Lab,
        scenario: "start=0.5,33.9,10~0.5,34.1,10&tol=0.0001&step=4",
        needs: Needs::End("start=0.5,33.9,10~0.5,34.1,10"),
        judge: In::Line(judge::climb),
    },
    Task {
        id: "start-matters",
        takes: Takes::Lab,
        scenario: THREE_HILLS,
        needs: Needs::End(HIGHEST_HILL),
        judge: In::Line(judge::start_matters),
    },
    Task {
        id: "breaks",
        takes: Takes::Number,
        scenario: "data=galaxy-velocities&k=5&start=random&start-seed=1&step=40",
        needs: Needs::End("data=galaxy-velocities&k=5&start=random&start-seed=1&prior=conjugate"),
        judge: In::Line(judge::breaks),
    },
    Task {
        id: "how-many",
        takes: Takes::Number,
        scenario: "data=galaxy-velocities&k=3&start=kmeans&start-seed=11&prior=conjugate&step=8&tab=compare-k",
        needs: Needs::Fits(8),
        judge: In::Line(judge::how_many),
    },
    Task {
        id: "relatives",
        takes: Takes::Number,
        scenario: "start=quantiles&assignment=hard&vary=means&step=12&tab=soft-and-hard",
        needs: Needs::End("start=quantiles"),
        judge: In::Line(judge::relatives),
    },
    Task {
        id: "other-curves",
        takes: Takes::Number,
        scenario: "data=two-coins&step=1&tab=ledger",
        needs: Needs::Nothing,
        judge: In::Line(judge::other_curves),
    },
    Task {
        id: "real-data",
        takes: Takes::Number,
        scenario: "data=old-faithful-waiting&start=quantiles&step=28&reveal=1",
        needs: Needs::End("data=windsor-house-prices&start=quantiles"),
        judge: In::Line(judge::real_data),
    },
    Task {
        id: "your-own",
        takes: Takes::Choice(&[("same", "yes, every time"), ("other", "no, not every time")]),
        scenario: JOURNEYS,
        needs: Needs::Starts(JOURNEYS_AT_RANDOM, 10),
        judge: In::Line(judge::your_own),
    },
    Task {
        id: "beat-em",
        takes: Takes::Lab,
        scenario: BY_HAND,
        needs: Needs::End(BY_HAND_BEST),
        judge: In::Line(judge::beat_em),
    },
    Task {
        id: "ellipses",
        takes: Takes::Number,
        scenario: "dim=2&start=0.3,20,60,5,8,0.7~0.7,40,50,5,8,-0.5&hide=charts,transport,sentence",
        needs: Needs::Nothing,
        judge: In::Plane(judge::ellipses),
    },
    Task {
        id: "plane-steps",
        takes: Takes::Number,
        scenario: "data=old-faithful&start=0.5,3,60,0.7,10,0~0.5,4,80,0.7,10,0&step=1",
        needs: Needs::End("data=old-faithful&start=0.5,3,60,0.7,10,0~0.5,4,80,0.7,10,0"),
        judge: In::Plane(judge::plane_steps),
    },
    Task {
        id: "shapes",
        takes: Takes::Number,
        scenario: "data=one-of-each&k=5&start=kmeans&step=24",
        needs: Needs::Nothing,
        judge: In::Plane(judge::shapes),
    },
    Task {
        id: "plateaus",
        takes: Takes::Lab,
        scenario: PLATEAU,
        needs: Needs::End(PLATEAU_LEFT),
        judge: In::Plane(judge::plateaus),
    },
    Task {
        id: "how-many-ellipses",
        takes: Takes::Number,
        scenario: "data=penguin-bills&k=3&covariance=tied&step=190&tab=compare-k",
        needs: Needs::Fits(8),
        judge: In::Plane(judge::how_many_ellipses),
    },
    Task {
        id: "straight-borders",
        takes: Takes::Choice(&[("same", "the same two groups"), ("other", "other groups")]),
        scenario: IN_CM,
        needs: Needs::End(IN_MM),
        judge: In::Plane(judge::straight_borders),
    },
];
