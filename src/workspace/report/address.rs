//! What a report is asked for, as the part of its address after `?`, and back.

use super::{Addressee, Period};
use crate::domain::RecordId;

/// The days and the addressee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportQuery {
    /// The days; none where the address gives none that can be read.
    pub period: Option<Period>,
    /// Whom it is for; none where the address does not say.
    pub to: Option<Addressee>,
}

/// The city's word in an address.
const CITY: &str = "city";

impl ReportQuery {
    /// The address part after `?`.
    pub fn to_query(&self) -> String {
        let days = self.period.map(|it| ["days=", &it.written()].concat());
        let to = match &self.to {
            None => None,
            Some(Addressee::City) => Some(["to=", CITY].concat()),
            Some(Addressee::Party(office)) => Some(["to=", office.as_str()].concat()),
        };
        days.into_iter().chain(to).collect::<Vec<_>>().join("&")
    }

    /// Reads such a part; what it does not know it leaves out.
    pub fn parse(query: &str) -> ReportQuery {
        let mut asked = ReportQuery { period: None, to: None };
        for (name, value) in query.split('&').filter_map(|it| it.split_once('=')) {
            match name {
                "days" => asked.period = Period::parse(value),
                "to" if value == CITY => asked.to = Some(Addressee::City),
                "to" => asked.to = RecordId::parse(value).ok().map(Addressee::Party),
                _ => {}
            }
        }
        asked
    }
}
