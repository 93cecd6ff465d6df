//! A street, a community and a unit whose records all stand in one file, which the street made.

use three_lists::domain::{Fields, Kind, Quantity, RecordId, Value, order};
use three_lists::exchange::{Contents, Private, Summary, read, write};
use three_lists::oplog::{ActorId, Replica, Scope, SecretKey, Timestamp};
use three_lists::workspace::{Device, Edit, Stamp, Workspace};

/// When the street began, in unix seconds.
pub const NOON: i64 = 1_795_312_980;

/// The file and who wrote what it holds.
pub struct Street {
    /// The file: complete, with the street's private log.
    pub file: String,
    /// The file that the street made before the unit wrote.
    pub earlier: String,
    /// The keys of the street, the community and the unit.
    pub keys: Vec<SecretKey>,
}

/// The machine of that number.
pub fn device(seed: u8) -> Device {
    Device { key: SecretKey::from_bytes([seed; 32]), run: format!("run0000{seed}") }
}

/// A save so many minutes after noon.
pub fn stamp(minute: i64, by: &str) -> Stamp {
    Stamp::save(Timestamp(NOON + minute * 60), Some(by.to_owned()))
}

/// Fields that hold texts.
pub fn fields(pairs: &[(&str, &str)]) -> Fields {
    order::map(pairs.iter().map(|(name, text)| ((*name).to_owned(), Value::from(*text))))
}

/// The file a workspace hands on.
pub fn file(workspace: &mut Workspace, with_private: bool) -> String {
    workspace.seal();
    let office = workspace.my_office();
    let contents = Contents {
        workspace: workspace.id(),
        title: workspace.title(),
        office: office.map(|id| (id.to_string(), workspace.title_of(&id))),
        made_at: Timestamp(NOON + 86_400),
        summary: Summary { resources: 8, needs: 8, projects: 0, ops: 0 },
        base: None,
        private: if with_private { Private::All } else { Private::None },
    };
    write(workspace.replica(), &workspace.device().key, contents).expect("a file")
}

/// What a machine with that device has after it took in a file.
pub fn taken_in(file: &str, device: Device) -> Workspace {
    let file = read(file.as_bytes()).expect("a good file");
    Workspace::receive(file.workspace, file.logs, device).expect("a complete file").0
}

/// Makes the three offices work one after the other.
pub fn street() -> Street {
    let (mut street, _) =
        Workspace::create("示例街道", "示例街道办事处", device(1), &stamp(0, "周")).expect("a street");
    let offices = ["东湖社区居民委员会", "市图书馆示例分馆"].into_iter().zip(["community", "unit"]);
    let offices = offices.map(|(name, role)| Edit::new(Kind::Office, fields(&[("name", name), ("role", role)])));
    let offices = street.edit(offices.collect(), &stamp(1, "周")).expect("two offices").records;
    // All three are machines of the street, so that whatever they write is applied.
    let own = street.my_office().expect("the street").to_string();
    let machines = [2, 3].map(|seed| {
        let actor = device(seed).key.actor().to_string();
        Edit::new(Kind::Device, fields(&[("actor", &actor), ("office", &own)]))
    });
    street.edit(machines.to_vec(), &stamp(1, "周")).expect("two machines");
    let venue = |at: usize| {
        let mut venue = fields(&[
            ("title", &format!("{at} 号会议室")),
            ("category", "venue"),
            ("contact", &format!("服务台 {at}")),
            ("place", "示例路 1 号"),
            ("availability", "工作日上午"),
            ("conditions", "提前三天预约，活动结束后请恢复原状。"),
        ]);
        venue.insert("capacity".to_owned(), Quantity { n: 20 + at as i64, unit: "人".to_owned() }.to_value());
        Edit::new(Kind::Resource, venue)
    };
    street.edit((1..=8).map(venue).collect(), &stamp(2, "周")).expect("eight rooms");
    let mut community = taken_in(&file(&mut street, false), device(2));
    for at in 1..=8 {
        let need = fields(&[
            ("title", &format!("{at} 号楼老人需要\"上门\"理发\\量血压")),
            ("status", "registered"),
            ("asker", offices[0].as_str()),
            ("content", "行动不便，希望每月一次，最好安排在周末上午。\n联系网格员预约。"),
        ]);
        community.edit(vec![Edit::new(Kind::Need, need)], &stamp(3 + at, "林")).expect("a need");
    }
    let earlier = file(&mut community, false);
    let mut unit = taken_in(&earlier, device(3));
    let needs: Vec<RecordId> = unit.ids(Kind::Need);
    for (at, need) in needs.iter().enumerate() {
        let change = fields(&[("status", "verified"), ("note", &format!("已核实，第 {at} 批安排"))]);
        unit.edit(vec![Edit::change(need.clone(), change)], &stamp(21 + at as i64, "何")).expect("a change");
    }
    // Beside the unit's, unseen: conflicts travel too.
    community
        .edit(vec![Edit::change(needs[0].clone(), fields(&[("note", "已电话确认")]))], &stamp(30, "林"))
        .expect("a change");
    for other in [&mut community, &mut unit] {
        let logs = read(file(other, false).as_bytes()).expect("a good file").logs;
        street.admit(logs).expect("complete files");
    }
    let keys = [1, 2, 3].map(|seed| device(seed).key).to_vec();
    Street { file: file(&mut street, true), earlier, keys }
}

/// One op as it stands in a replica: whose log, which, where, and its text.
pub type Standing = (ActorId, Scope, u64, String);

/// Every op of a replica.
pub fn ops_of(replica: &Replica) -> Vec<Standing> {
    let mut found = Vec::new();
    for branch in replica.branch_states() {
        let (actor, scope, from) = (branch.header.actor, branch.header.scope, branch.header.from);
        let texts = replica.op_texts(&branch, from, branch.last);
        found.extend(texts.into_iter().zip(from..).map(|(text, seq)| (actor, scope, seq, text.to_owned())));
    }
    found
}
