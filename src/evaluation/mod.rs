//! Evaluation: a scheme of weighted parts and indicators, an office's points, and totals without rounding surprises.
//!
//! Points are whole hundredths of a point everywhere; nothing here computes with fractions of a machine's own.

pub mod points;
pub mod scheme;
pub mod score;

pub use points::{PointsError, format_points, parse_points};
pub use scheme::{Grade, Indicator, Part, Scheme, SchemeError, default_scheme};
pub use score::{Mark, PartTotal, Totals, marks, totals};
